namespace CdmPolicy.Policies;

/// <summary>The kinds of observers that a policy has; a constant to the JIT, so that what it does not use costs nothing.</summary>
[Flags]
public enum Observation
{
    None = 0,
    /// <summary>Every access; alone it means those to every tier.</summary>
    Everything = 1,
    Samples = 2,
    AccessedBits = 4,
    HintFaults = 8,
    /// <summary>Not the accesses to every tier.</summary>
    Partly = 16,
    DeviceCounters = 32,
    Regions = 64,
}

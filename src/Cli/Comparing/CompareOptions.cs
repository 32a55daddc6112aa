using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Comparing;

/// <summary>What the user asked of <c>compare</c>, by name and as text; either a trace or a workload.</summary>
/// <param name="Workload"><c>W</c> of the first file that has it, or <c>FILE:W</c>.</param>
/// <param name="With">Files that each policy is compiled together with.</param>
/// <param name="PingPongNs">How soon after a promotion a demotion of the same page counts as going back and forth.</param>
internal sealed record CompareOptions(
    IReadOnlyList<PolicyArgument> Policies, string? TracePath, string? Workload, IReadOnlyList<string> With,
    IReadOnlyList<Assignment> Capacities, string? Pace, long Seed, long PingPongNs, bool Bound)
{
    /// <summary>Parameters, as <c>POLICY.NAME=VALUE</c>.</summary>
    public IReadOnlyList<Assignment> Set { get; init; } = [];

    /// <summary><c>POLICY=RATIO</c>: what the times of a policy are multiplied by.</summary>
    public IReadOnlyList<Assignment> Times { get; init; } = [];

    /// <summary><c>POLICY=RATIO</c>: what the periods of a policy's samplers are multiplied by.</summary>
    public IReadOnlyList<Assignment> Samples { get; init; } = [];

    /// <summary><c>FILE</c> or <c>FILE:HIERARCHY</c>: the one that all run on; null: each on its own.</summary>
    public string? Hierarchy { get; init; }
}

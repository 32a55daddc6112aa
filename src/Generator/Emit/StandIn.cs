using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Generator.Emit;

internal enum StandInKind
{
    Hierarchy,
    Policy,
    Workload,
}

/// <summary>
/// A declaration with errors, as far as the C# around it names things of it. Without its type, every line that uses it would be an error too,
/// and the one to mend would drown among them. A build that needs it fails anyway.
/// </summary>
/// <param name="Parameters">Of a policy: names and types as written.</param>
/// <param name="Tiers">Of a hierarchy.</param>
/// <param name="Agents">Of a hierarchy.</param>
internal sealed record StandIn(
    StandInKind Kind, string Namespace, string Name, EquatableArray<StandInParameter> Parameters, EquatableArray<string> Tiers,
    EquatableArray<string> Agents);

internal sealed record StandInParameter(string Name, string Type);

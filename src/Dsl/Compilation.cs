using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl;

/// <summary>What became of a set of files: their trees, the plans of the declarations that are right, and every diagnostic.</summary>
/// <param name="Reclaimers">The author's reclaimers (with default arguments) and all that the policies use.</param>
/// <param name="Diagnostics">Ordered by file as given, then by place.</param>
public sealed record Compilation(
    IReadOnlyList<SyntaxTree> Trees, EquatableArray<HierarchyPlan> Hierarchies, EquatableArray<PolicyPlan> Policies,
    EquatableArray<ReclaimerPlan> Reclaimers, EquatableArray<WorkloadPlan> Workloads, EquatableArray<TestPlan> Tests,
    EquatableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}

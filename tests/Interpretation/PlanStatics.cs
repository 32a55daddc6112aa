using CdmPolicy.Dsl.Plan;
using CdmPolicy.Generator.Emit;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>What a generated policy says in static members, worked out from its plan.</summary>
internal sealed class PlanStatics(PolicyPlan plan)
{
    public PolicyPlan Plan { get; } = plan;

    public HierarchyModel Hierarchy { get; } = PlanModels.Hierarchy(plan.Hierarchy);

    public PolicyModel Model { get; } = PlanModels.Policy(plan);

    public int HugePages { get; } = plan.Hierarchy.HugePages;

    public bool HasBlocks { get; } = plan.Hierarchy.HasBlocks;

    public bool Refuses { get; } = plan.Reclaim.Any(r => ExpressionFacts.Refuses(r.Reclaimer));

    public bool Trims { get; } = plan.Reclaim.Any(r => ExpressionFacts.Trims(r.Reclaimer));

    public Observation Observation { get; } = PlanModels.Observation(plan);

    /// <summary>The names of the hints that it handles.</summary>
    public string[] Hints { get; } = [.. plan.Events.Where(e => e.Kind == EventKind.Hint).Select(e => e.Hint)];

    public bool Shadows { get; } = plan.Rules.Any(r => r.KeepsShadow);
}

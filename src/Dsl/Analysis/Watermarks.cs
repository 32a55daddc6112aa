using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Reserve, low and high watermark stand in this order, below the tier's capacity, at the defaults.</summary>
internal static class Watermarks
{
    private readonly record struct Mark(string Name, ExpressionSyntax Syntax, Expr Value);

    public static void Run(CheckedPolicy policy)
    {
        foreach (var section in policy.Syntax.Members.OfType<ReclaimSyntax>())
        {
            if (policy.Names.Find(section.Tier.Text) is not Binding.TierSymbol { Index: var tier }) continue;
            if (policy.Plan.Reclaim.FirstOrDefault(r => r.Tier == tier) is not { } plan) continue;
            var marks = Marks(section, plan).ToArray();
            for (var i = 1; i < marks.Length; i++) CheckOrder(policy, tier, marks[i - 1], marks[i]);
            CheckCapacity(policy, tier, marks);
        }
    }

    private static IEnumerable<Mark> Marks(ReclaimSyntax section, ReclaimPlan plan)
    {
        var reserve = section.Members.OfType<PropertySyntax>().FirstOrDefault(p => p.Name.Text == "reserve");
        if (reserve is { Values.Count: 1 } && plan.Reserve is not null)
            yield return new Mark("the reserve", reserve.Values[0], plan.Reserve);
        var marks = section.Members.OfType<WatermarkSyntax>().FirstOrDefault();
        if (marks is null || plan.Below is null || plan.Until is null) yield break;
        yield return new Mark("the low watermark", marks.Below, plan.Below);
        yield return new Mark("the high watermark", marks.Until, plan.Until);
    }

    private static void CheckOrder(CheckedPolicy policy, int tier, Mark lower, Mark upper)
    {
        if (Bytes(policy.Plan, tier, lower.Value) <= Bytes(policy.Plan, tier, upper.Value)) return;
        var file = policy.File;
        file.ReportWithHelp(DiagnosticRules.WatermarksOutOfOrder, lower.Syntax.Span,
            "`reserve` ≤ `below` ≤ `until`" + (IsOneLine(file, lower, upper) ? "" : $"; {upper.Name} stands {file.PlaceOf(file, upper.Syntax.Span)}"), lower.Name,
            file.Source(lower.Syntax.Span), upper.Name, file.Source(upper.Syntax.Span)).Relate(file, upper.Syntax.Span, upper.Name);
    }

    private static bool IsOneLine(Binding.FileContext file, Mark a, Mark b) =>
        file.Text.GetPosition(a.Syntax.Span.Start).Line == file.Text.GetPosition(b.Syntax.Span.Start).Line;

    /// <summary>Only the lowest mark that is too high: those above it follow.</summary>
    private static void CheckCapacity(CheckedPolicy policy, int tier, Mark[] marks)
    {
        var capacity = policy.Plan.Hierarchy.Tiers[tier].CapacityBytes;
        foreach (var mark in marks)
        {
            if (Bytes(policy.Plan, tier, mark.Value) is not { } bytes || bytes < capacity) continue;
            policy.File.ReportWithHelp(DiagnosticRules.ReserveFillsTier, mark.Syntax.Span,
                $"watermarks are amounts of free memory; the tier holds `{Vocabulary.TypeNames.Show(ValueType.Bytes, capacity)}`",
                mark.Name, policy.File.Source(mark.Syntax.Span), policy.Plan.Hierarchy.Tiers[tier].Name);
            return;
        }
    }

    /// <summary>With the declared capacity, which a run may change, and the defaults of the parameters.</summary>
    internal static long? Bytes(PolicyPlan plan, int tier, Expr mark)
    {
        var value = Substitute.Leaves(Given.AtDefaults(mark, plan), plan.Hierarchy.PageBytes, leaf =>
            leaf is TierExpr { Property: TierProperty.Capacity }
                ? new ConstantExpr(ValueType.Bytes, plan.Hierarchy.Tiers[tier].CapacityBytes)
                : null);
        return (value as ConstantExpr)?.Value;
    }
}

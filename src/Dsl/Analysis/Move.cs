using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>A rule that moves pages, and one of the tiers it can send them to.</summary>
/// <param name="Place">Of that tier in the rule's list.</param>
internal readonly record struct Move(RuleList List, int Index, int Place)
{
    public CheckedRule Rule => List.Rules[Index];

    public int To => Rule.Plan.Tiers[Place];

    /// <summary>The tiers that must be full, as they come first or might.</summary>
    public IEnumerable<int> Before => Rule.Plan.Choice switch
    {
        TierChoice.InOrder => Rule.Plan.Tiers.Take(Place),
        TierChoice.Nearest or TierChoice.Roomiest => Rule.Plan.Tiers.Except([To]),
        _ => [],
    };

    public bool IsFault => List.Kind is ListKind.Fault or ListKind.WriteFault;

    /// <summary>What is asked down to this rule, and whether anything is.</summary>
    public IEnumerable<Expr> Conditions => List.Rules.Take(Index + 1).Select(r => r.Plan.Condition)
        .Concat(List.Latch is { } latch ? new[] { latch.While, latch.Until }.OfType<Expr>() : []);

    /// <summary>The places that are known before a run: all of a list, and the default of a parameter.</summary>
    public static IEnumerable<Move> Of(PolicyPlan plan, RuleList list, int index)
    {
        var rule = list.Rules[index].Plan;
        if (rule.Outcome != OutcomeKind.Move) return [];
        return rule.Choice switch
        {
            // Where the first is full the page changes places there.
            TierChoice.InOrder => Enumerable.Range(0, rule.Exchanges ? Math.Min(1, rule.Tiers.Count) : rule.Tiers.Count).Select(p => new Move(list, index, p)),
            TierChoice.ByParameter => Enumerable.Range(0, rule.Tiers.Count).Where(p => rule.Tiers[p] == plan.Parameters[rule.TargetParameter].Default)
                .Select(p => new Move(list, index, p)),
            TierChoice.Nearest or TierChoice.Roomiest when !rule.Exchanges => Enumerable.Range(0, rule.Tiers.Count).Select(p => new Move(list, index, p)),
            _ => [],
        };
    }
}

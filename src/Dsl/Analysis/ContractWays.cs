using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// Ways that a page takes from its placement to where a contract says it must never be, told only where each step is sure to be possible: rules that ask
/// of a page what it has from the start, and beside it what can be anything at the time, as how much is free in a tier or whose access it is.
/// </summary>
internal sealed class ContractWays(CheckedPolicy policy, Effort effort)
{
    /// <summary>Moves after the placement and before the last one, ways followed for a contract, and rules of a list looked at.</summary>
    private const int Between = 1, MostWays = 64, MostRules = 24;

    private readonly HierarchyPlan _h = policy.Plan.Hierarchy;
    private readonly Asked _asked = new(policy);

    /// <param name="Holds">Of the page, when it has come to the tier.</param>
    private sealed record Way(int Tier, Expr Holds, string Told, int Steps);

    /// <summary>By number of the rule, the target where the contract is first broken and how; for a page that broke nothing on its way there.</summary>
    public Dictionary<int, (NameSyntax Target, int Tier, string Story)> Broken(Expr contract)
    {
        var found = new Dictionary<int, (NameSyntax, int, string)>();
        if (Enumerable.Range(0, _h.Tiers.Count).Any(t => !IsSettled(Broken(contract, t)))) return found;
        var next = new Queue<Way>();
        foreach (var list in policy.Lists.Where(l => l.Kind == ListKind.Placement && l.IsWhole)) Follow(list, null);
        for (var n = 0; next.Count > 0 && n < MostWays; n++)
        {
            var way = next.Dequeue();
            foreach (var list in policy.Lists.Where(l => Moves(l, way.Tier))) Follow(list, way);
        }

        return found;

        void Follow(RuleList list, Way? way)
        {
            for (var i = 0; i < Math.Min(MostRules, list.Rules.Count); i++)
            {
                var rule = list.Rules[i];
                if (rule.Plan.Outcome != OutcomeKind.Move || Condition(list, i, way?.Tier ?? -1) is not { } condition) continue;
                var full = new List<int>();
                foreach (var (target, tier) in Reached(rule))
                {
                    var room = way is null ? condition : Fold.And(condition, Fold.And(Fold.Not(NoRoom(tier)), IsThere(way.Tier)));
                    var comes = Fold.And(Stepped(full.Where(t => t != tier).Aggregate(room, (c, t) => Fold.And(c, NoRoom(t))), way?.Steps ?? 0), Fold.And(Takes(tier), way?.Holds ?? Fold.True));
                    if (rule.Plan.Choice == TierChoice.InOrder) full.Add(tier);
                    if (tier == way?.Tier || (_h.Tiers[tier].Accepts & Needed(list)) == 0) continue;
                    var broken = Broken(contract, tier);
                    if (!found.ContainsKey(rule.Number) && Solver.Solve([comes, broken], effort) is { Values: { } values })
                        found.Add(rule.Number, (target, tier, Story(values, way, rule, tier)));
                    if (way?.Steps > Between || next.Count >= MostWays) continue;
                    var holds = Fold.And(comes, Fold.Not(broken));
                    if (!Fold.IsFalse(holds) && !Prover.Excludes(effort, holds))
                        next.Enqueue(new Way(tier, holds, Told(way, rule, tier), (way?.Steps ?? 0) + 1));
                }
            }
        }
    }

    private string Told(Way? way, CheckedRule rule, int tier) => way is null
        ? $"is placed in `{_h.Tiers[tier].Name}` by `{rule.Plan.Label}`" : $"{way.Told}, moved to `{_h.Tiers[tier].Name}` by `{rule.Plan.Label}`";

    private string Story(IReadOnlyDictionary<Expr, long> values, Way? way, CheckedRule rule, int tier)
    {
        var page = values.Where(v => v.Key is PageExpr || v is { Key: RequestExpr, Value: not 0 }).ToDictionary(v => v.Key, v => v.Value);
        return $"a page{Witness.Show(policy.Plan, new Solution(false, page))} "
            + (way is null ? $"is placed there by `{rule.Plan.Label}`" : $"{way.Told}, and `{rule.Plan.Label}` moves it to `{_h.Tiers[tier].Name}`");
    }

    /// <summary>What is asked of the page down to the rule and by it; null where that is about more than can be told.</summary>
    private Expr? Condition(RuleList list, int index, int tier)
    {
        var condition = Fold.True;
        foreach (var above in _asked.Above(new Move(list, index, 0))) condition = Fold.And(condition, Fold.Not(Asks(above, tier)));
        condition = Fold.And(condition, Asks(new Move(list, index, 0), tier));
        if (policy.Plan.Reclaim.FirstOrDefault(r => list.Kind == ListKind.Reclaim && r.Tier == tier)?.Keep is { } keep) condition = Fold.And(condition, Fold.Not(_asked.Of(keep, tier)));
        condition = Wishes(condition, tier);
        if (Fold.IsFalse(condition) || !PlanExpressions.Parts(condition).Where(Evaluator.IsLeaf).All(e => IsFromBirth(e) || IsOfTheTime(e))) return null;
        if (PlanExpressions.Parts(condition).FirstOrDefault(e => e is RequestExpr { Property: RequestProperty.Size }) is not { } size) return condition;
        // A huge page is asked for by who asks for as much as that, which is another matter.
        return PlanExpressions.Parts(condition).Any(e => e is RequestExpr { Property: RequestProperty.Huge }) ? null
            : Fold.And(condition, Fold.Compare(ComparisonOperator.GreaterOrEqual, size, new ConstantExpr(ValueType.Bytes, _h.PageBytes)));
    }

    private Expr Asks(Move move, int tier)
    {
        if (move.List.Kind != ListKind.Placement) return _asked.In(move, tier).Condition;
        // What is asked of a request is true of the page that comes of it.
        return Substitute.Leaves(_asked.Of(move.Rule.Plan.Condition, tier), _h.PageBytes, leaf => leaf switch
        {
            RequestExpr { Property: RequestProperty.Kind } => Given.Kind(ListKind.Reclaim),
            RequestExpr { Property: RequestProperty.Tenant } r => new PageExpr(r.Type, r.Range, PageProperty.Tenant),
            RequestExpr { Tier: >= 0 } wish => wish with { OfPage = true },
            _ => null,
        });
    }

    private bool Moves(RuleList list, int tier) => list.Kind is ListKind.Access or ListKind.Fault or ListKind.HintFault or ListKind.WriteFault or ListKind.Pass or ListKind.Reclaim
        && list.IsWhole && _h.Tiers[tier].Movable && Given.Contains(list.Tiers, tier) && _asked.IsToldOf(list, tier);

    /// <summary>The places that are known before a run, in the order of the text.</summary>
    private IEnumerable<(NameSyntax Target, int Tier)> Reached(CheckedRule rule)
    {
        var plan = rule.Plan;
        if (plan.Exchanges) yield break;
        foreach (var target in rule.Syntax.Outcome.Targets)
            foreach (var tier in plan.UseFallback && target.Text == "fallback" ? _h.Fallbacks.SelectMany(f => f).Distinct().Where(t => _h.Tiers[t].Implicit) : Targets.All(policy, target))
                if (plan.Choice != TierChoice.ByParameter || tier == policy.Plan.Parameters[plan.TargetParameter].Default) yield return (target, tier);
    }

    private static Acceptance Needed(RuleList list) => list.Kind switch
    {
        ListKind.Placement => Acceptance.Place,
        ListKind.Reclaim => Acceptance.Demote,
        _ => Acceptance.Promote | Acceptance.Demote,
    };

    /// <summary>It is of a kind that the tier takes, and bound to no other.</summary>
    private Expr Takes(int tier)
    {
        var takes = Given.KindsIn(_h, tier);
        for (var t = 0; t < _h.Tiers.Count; t++)
            if (t != tier && _h.Tiers[t].Bind) takes = Fold.And(takes, Fold.Not(Wish(RequestProperty.BoundTo, t)));
        return takes;
    }

    private Expr NoRoom(int tier) => Fold.Compare(ComparisonOperator.Less, Linked.Free(_h, tier), new ConstantExpr(ValueType.Bytes, _h.PageBytes));

    /// <summary>The page itself takes some of the tier.</summary>
    private Expr IsThere(int tier) => Fold.Compare(ComparisonOperator.LessOrEqual, Linked.Free(_h, tier), new ConstantExpr(ValueType.Bytes, _h.Tiers[tier].CapacityBytes - _h.PageBytes));

    /// <summary>What the contract says of a page in the tier that nobody holds.</summary>
    private Expr Broken(Expr contract, int tier) => Wishes(_asked.Of(contract, tier), tier);

    private Expr Wishes(Expr e, int tier) => Substitute.Leaves(e, _h.PageBytes, leaf => leaf is PageExpr { Property: PageProperty.Asked } && tier >= 0
        ? new[] { RequestProperty.BoundTo, RequestProperty.AsksFor, RequestProperty.Prefers }.Select(p => Wish(p, tier)).Aggregate(Fold.Or) : null);

    private static Expr Wish(RequestProperty property, int tier) => new RequestExpr(ValueType.Bool, ValueRange.Bool, property, tier) { OfPage = true };

    private static bool IsSettled(Expr e) => PlanExpressions.Parts(e).Where(Evaluator.IsLeaf).All(IsFromBirth);

    private static bool IsFromBirth(Expr leaf) => leaf is PageExpr { Property: PageProperty.Kind or PageProperty.Tenant } or RequestExpr { OfPage: true, Tier: >= 0 };

    private static bool IsOfTheTime(Expr leaf) => leaf is TierExpr { Property: TierProperty.Free } or EventExpr { Property: EventProperty.Agent or EventProperty.Write }
        or RequestExpr { Property: RequestProperty.Size or RequestProperty.Agent or RequestProperty.Huge };

    /// <summary>What is of the time is another thing in another step.</summary>
    private Expr Stepped(Expr e, int step) => Substitute.Leaves(e, _h.PageBytes, leaf => IsOfTheTime(leaf) ? new StepExpr(leaf, step) : null);

    private sealed record StepExpr(Expr Leaf, int Step) : Expr(Leaf.Type, Leaf.Range);
}

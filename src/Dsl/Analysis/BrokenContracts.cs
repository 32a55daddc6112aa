using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// A rule whose condition and target alone break a contract, as every page that it matches is, once it is there, what must never be; or a rule that sends
/// there what rules above it, told by name, have let come so far.
/// </summary>
internal static class BrokenContracts
{
    public static void Run(CheckedPolicy policy)
    {
        if (policy.Plan.Contracts.Count == 0) return;
        var effort = Effort.OfAnalysis(policy.Plan.Hierarchy);
        var found = new ContractWays(policy, Effort.OfAnalysis(policy.Plan.Hierarchy));
        var ways = policy.Plan.Contracts.Select(c => found.Broken(c.Condition)).ToArray();
        foreach (var list in policy.Lists)
            foreach (var rule in list.Rules.Where(r => r.Plan.Outcome == OutcomeKind.Move && !IsDead(policy, r)))
                Check(policy, effort, list, rule, ways);
    }

    /// <summary>A rule that never applies sends nothing anywhere.</summary>
    private static bool IsDead(CheckedPolicy policy, CheckedRule rule) =>
        policy.File.Bag.Items.Any(d => d.Span == rule.Syntax.Label.Span && (d.Rule == DiagnosticRules.RuleShadowed || d.Rule == DiagnosticRules.RuleNeverMatches));

    /// <summary>Each contract and each target of a rule once: what else they are part of is the same mistake.</summary>
    private static void Check(CheckedPolicy policy, Effort effort, RuleList list, CheckedRule rule, Dictionary<int, (NameSyntax Target, int Tier, string Story)>[] ways)
    {
        var arrivals = policy.Plan.Events.Where(e => e.Kind == EventKind.Arrive).SelectMany(e => e.Handlers).SelectMany(h => h.Statements);
        var writes = Writes.Of(policy.Plan, rule.Plan.Accepted.Concat(arrivals));
        var said = new HashSet<NameSyntax>();
        for (var i = 0; i < ways.Length; i++)
        {
            var contract = policy.Plan.Contracts[i];
            if (rule.Syntax.Outcome.Targets.FirstOrDefault(t => Breaks(policy, effort, writes, contract, list, rule, t, said)) is { } target)
                said.Add(target);
            else if (ways[i].TryGetValue(rule.Number, out var way) && said.Add(way.Target))
                Report(policy, contract, rule, way.Target, way.Tier, "; " + way.Story);
        }
    }

    private static bool Breaks(
        CheckedPolicy policy, Effort effort, Writes writes, ContractPlan contract, RuleList list, CheckedRule rule, NameSyntax target, HashSet<NameSyntax> said)
    {
        var h = policy.Plan.Hierarchy;
        foreach (var tier in Targets.All(policy, target))
        {
            if (After(policy.Plan, writes, contract.Condition, list, rule, tier) is not { } broken || Fold.IsFalse(broken)) continue;
            var comes = Fold.And(Given.Of(list, h, rule.Plan.Condition), Fold.And(rule.Plan.Condition, Fold.InSet(Given.Kind(list.Kind), h.Tiers[tier].PageKinds)));
            // Only what nobody holds comes there at all.
            if (list.Kind == ListKind.Pin) comes = Fold.And(comes, Fold.Compare(ComparisonOperator.Equal, Permissions.Pins, new ConstantExpr(ValueType.Count, 0)));
            if (!Prover.Excludes(effort, comes, Fold.Not(broken)) || !Solver.CanHold(effort, [comes])) continue;
            if (said.Contains(target)) return false;
            Report(policy, contract, rule, target, tier, "");
            return true;
        }

        return false;
    }

    private static void Report(CheckedPolicy policy, ContractPlan contract, CheckedRule rule, NameSyntax target, int tier, string story)
    {
        var file = policy.File;
        var never = policy.Syntax.Members.OfType<NeverSyntax>().First(n => file.Origin(n.Span) == contract.Origin);
        var name = policy.Plan.Hierarchy.Tiers[tier].Name;
        file.ReportWithHelp(DiagnosticRules.ContractBroken, target.Span, $"`{contract.Source}` stands {file.PlaceOf(file, never.Span)}{story}",
            rule.Plan.Label, Targets.All(policy, target).Count() == 1 ? target.Text : name).Relate(file, never.Span, "the contract");
    }

    /// <summary>What the contract asks of a page that the rule has sent there, in terms of the page before; null where statements have a say.</summary>
    private static Expr? After(PolicyPlan plan, Writes writes, Expr contract, RuleList list, CheckedRule rule, int tier)
    {
        if (!PlanExpressions.Parts(contract).Where(Evaluator.IsLeaf).All(StaysAsItIs)) return null;
        // A hint is a wish of its own.
        if (PlanExpressions.Parts(contract).Any(e => writes.Touch(e) || list.Kind == ListKind.Event && e is PageExpr { Property: PageProperty.Asked })) return null;
        var placed = list.Kind == ListKind.Placement;
        return Substitute.Leaves(contract, plan.Hierarchy.PageBytes, leaf => leaf switch
        {
            PageExpr { Property: PageProperty.Tier } => new ConstantExpr(ValueType.Tier, tier),
            PageExpr { Property: PageProperty.Asked } => Wished(tier, ofPage: !placed),
            // A page that moves is free, and a page that comes new is; where a pin sent it, it is pinned there.
            PageExpr { Property: PageProperty.Pins } when list.Kind != ListKind.Pin => new ConstantExpr(ValueType.Count, 0),
            PageExpr { Property: PageProperty.Pins } => Fold.If(PinPermissions.Long, new ConstantExpr(ValueType.Count, 2), new ConstantExpr(ValueType.Count, 1)),
            PageExpr { Property: PageProperty.Kind } when placed => Given.Kind(list.Kind),
            RequestExpr { OfPage: true } wish when placed => wish with { OfPage = false },
            _ => null,
        });
    }

    /// <summary>What a page is before a move it is after it, but for what is told here; of other things a contract is checked at run time only.</summary>
    private static bool StaysAsItIs(Expr leaf) => leaf is FieldExpr or ParameterExpr or RequestExpr or PageExpr
    {
        Property: PageProperty.Tier or PageProperty.Kind or PageProperty.Dirty or PageProperty.Pins or PageProperty.Asked or PageProperty.Tenant or PageProperty.Huge
    };

    /// <summary>Who asked for the page asked for the tier where it comes to be.</summary>
    private static Expr Wished(int tier, bool ofPage) => new[] { RequestProperty.BoundTo, RequestProperty.AsksFor, RequestProperty.Prefers }
        .Select(p => (Expr)new RequestExpr(ValueType.Bool, ValueRange.Bool, p, tier) { OfPage = ofPage }).Aggregate(Fold.Or);
}

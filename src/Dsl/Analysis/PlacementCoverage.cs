using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>The rules of <c>placement</c> together answer every request; reported only with a request that was tried and is left out.</summary>
internal static class PlacementCoverage
{
    public static void Run(CheckedPolicy policy)
    {
        foreach (var list in policy.Lists.Where(l => l.Kind == ListKind.Placement))
        {
            // With a rule missing, the error in that rule is the cause.
            if (!list.IsWhole || HierarchyChecker.HasSyntaxErrors(policy.File, list.Node.Span)) continue;
            var left = list.Rules.Select(r => Fold.Not(r.Plan.Condition)).ToList();
            // Who asks for memory asks for a page at least.
            if (left.SelectMany(PlanExpressions.Parts).FirstOrDefault(e => e is RequestExpr { Property: RequestProperty.Size }) is { } size)
                left.Add(Fold.Compare(ComparisonOperator.GreaterOrEqual, size, new ConstantExpr(ValueType.Bytes, policy.Plan.Hierarchy.PageBytes)));
            // A huge page is asked for by who asks for as much as that.
            if (left.SelectMany(PlanExpressions.Parts).FirstOrDefault(e => e is RequestExpr { Property: RequestProperty.Size }) is { } asked
                && left.SelectMany(PlanExpressions.Parts).FirstOrDefault(e => e is RequestExpr { Property: RequestProperty.Huge }) is { } huge)
                left.Add(Fold.Or(Fold.Not(huge), Fold.Compare(ComparisonOperator.GreaterOrEqual, asked, new ConstantExpr(ValueType.Bytes, policy.Plan.Hierarchy.HugeBytes))));
            left = left.Select(l => Linked.Of(policy.Plan, l)).ToList();
            var found = Solver.Solve(left, new Effort(Cases.Most, policy.Plan.Hierarchy.PageBytes));
            if (found.IsNever) continue;
            var request = Witness.Find(policy.Plan, Linked.Of(policy.Plan, Given.AtDefaults(left.Aggregate(Fold.True, Fold.And), policy.Plan)));
            // Neither proven nor found: nothing is said that may not be true.
            if (request is null && found.Values is null) continue;
            policy.File.ReportWithHelp(DiagnosticRules.PlacementNotCovering, ((PlacementSyntax)list.Node).Keyword.Span,
                (request is null ? "" : $"a request{request} is left out; ") + "end it with a rule for the rest: `rest: otherwise => fallback;`");
        }
    }
}

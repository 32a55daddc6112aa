using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>The rules of <c>placement</c> together answer every request.</summary>
internal static class PlacementCoverage
{
    public static void Run(CheckedPolicy policy)
    {
        foreach (var list in policy.Lists.Where(l => l.Kind == ListKind.Placement))
        {
            // With a rule missing, the error in that rule is the cause.
            if (!list.IsWhole || HierarchyChecker.HasSyntaxErrors(policy.File, list.Node.Span) || Solver.Solve(list.Rules.Select(r => Fold.Not(r.Plan.Condition)), new Effort(Cases.Most, policy.Plan.Hierarchy.PageBytes)).IsNever) continue;
            var left = list.Rules.Select(r => Fold.Not(r.Plan.Condition)).Aggregate(Fold.True, Fold.And);
            var request = Witness.Find(policy.Plan, Given.AtDefaults(left, policy.Plan));
            policy.File.ReportWithHelp(DiagnosticRules.PlacementNotCovering, ((PlacementSyntax)list.Node).Keyword.Span,
                (request is null ? "" : $"a request{request} is left out; ") + "end it with a rule for the rest: `rest: otherwise => fallback;`");
        }
    }
}

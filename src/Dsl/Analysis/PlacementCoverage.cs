using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
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
            if (!list.IsWhole || Prover.Excludes(list.Rules.Select(r => Fold.Not(r.Plan.Condition)))) continue;
            policy.File.ReportWithHelp(DiagnosticRules.PlacementNotCovering, ((PlacementSyntax)list.Node).Keyword.Span,
                "end it with a rule for the rest: `rest: otherwise => fallback;`");
        }
    }
}

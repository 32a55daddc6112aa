using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>The condition of each <c>if</c> among the statements can hold. One that is written out for several values has to hold for one of them.</summary>
internal static class IdleStatements
{
    public static void Run(CheckedPolicy policy)
    {
        var effort = Effort.OfAnalysis(policy.Plan.Hierarchy);
        var asked = policy.Lists.SelectMany(list => All(list.Statements).OfType<IfStmt>().Select(s => (List: list, If: s))).ToLookup(x => x.If.Origin);
        if (asked.Count == 0) return;
        foreach (var written in policy.Syntax.Members.OfType<MigrationSyntax>().SelectMany(m => m.Handlers).OfType<HandlerSyntax>().SelectMany(h => All(h.Body)))
        {
            var all = asked[policy.File.Origin(written.Span)].ToArray();
            if (all.Length == 0 || !Array.TrueForAll(all, x => IsNever(policy.Plan, effort, x.List, x.If.Condition))) continue;
            policy.File.ReportWithHelp(DiagnosticRules.NeverHolds, written.Condition.Span, Values.Of(policy, written.Condition, all[0].If.Condition),
                policy.File.Source(written.Condition.Span), "what stands behind it is never done");
        }
    }

    private static bool IsNever(PolicyPlan plan, Effort effort, RuleList list, Expr condition) =>
        Fold.IsFalse(condition) || Prover.Excludes(effort, Given.Of(list, plan.Hierarchy, condition), condition);

    private static IEnumerable<Stmt> All(IEnumerable<Stmt> statements) =>
        statements.SelectMany(s => s is IfStmt i ? All(i.Then.Concat(i.Otherwise)).Prepend(s) : [s]);

    private static IEnumerable<IfSyntax> All(IEnumerable<SyntaxNode> statements) => statements.SelectMany(s => s switch
    {
        IfSyntax i => All(i.Then.Concat(i.Otherwise)).Prepend(i),
        ForSyntax f => All(f.Body),
        _ => [],
    });
}

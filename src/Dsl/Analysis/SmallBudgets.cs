using System.Text.RegularExpressions;
using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>A budget in bytes lets a page through, for some value of the parameters.</summary>
internal static class SmallBudgets
{
    public static void Run(CheckedPolicy policy)
    {
        var (plan, file) = (policy.Plan, policy.File);
        if (!policy.Hierarchy.IsRight || HierarchyChecker.HasSyntaxErrors(file, policy.Syntax.Span)) return;
        // A statement that sets the budget may be wrong, and is not in the plan then.
        var written = file.HasErrors ? file.Source(policy.Syntax.Span) : "";
        foreach (var budget in policy.Syntax.Members.OfType<BudgetSyntax>())
            if (Find(plan, budget.Name.Text) is { } small && !Regex.IsMatch(written, $@"(?<!budget ){small.Name} ?[-+*/]?=[^=]")) Report(budget.Amount, $"the budget `{small.Name}`");
        foreach (var rule in policy.Rules)
            if (rule.Syntax.Outcome.Within is { Amount: { } amount } && Find(plan, rule.Plan.Label + "_budget") is not null) Report(amount, $"what `{rule.Plan.Label}` may move");

        void Report(ExpressionSyntax amount, string what) => file.ReportWithHelp(DiagnosticRules.BudgetBelowPage, amount.Span,
            $"a page has {TypeNames.Show(ValueType.Bytes, plan.Hierarchy.PageBytes)}", what, file.Source(amount.Span));
    }

    private static BudgetPlan? Find(PolicyPlan plan, string name)
    {
        for (var i = 0; i < plan.Budgets.Count; i++)
            if (plan.Budgets[i] is { InTime: false, Amount.Type: ValueType.Bytes } b && b.Name == name && b.Amount.Range is { Max: > 0 } range && range.Max < plan.Hierarchy.PageBytes && !Linked.IsSet(plan, i)) return b;
        return null;
    }
}

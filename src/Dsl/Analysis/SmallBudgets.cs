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
        // An amount that is wrong has another in its place.
        if (file.HasErrors || HierarchyChecker.HasSyntaxErrors(file, policy.Syntax.Span)) return;
        foreach (var budget in policy.Syntax.Members.OfType<BudgetSyntax>())
            if (Find(plan, budget.Name.Text) is { } small) Report(budget.Amount, $"the budget `{small.Name}`");
        foreach (var rule in policy.Rules)
            if (rule.Syntax.Outcome.Within is { Amount: { } amount } && Find(plan, rule.Plan.Label + "_budget") is not null) Report(amount, $"what `{rule.Plan.Label}` may move");

        void Report(ExpressionSyntax amount, string what) => file.ReportWithHelp(DiagnosticRules.BudgetBelowPage, amount.Span,
            $"a page has {TypeNames.Show(ValueType.Bytes, plan.Hierarchy.PageBytes)}", what, file.Source(amount.Span));
    }

    private static BudgetPlan? Find(PolicyPlan plan, string name)
    {
        for (var i = 0; i < plan.Budgets.Count; i++)
            if (plan.Budgets[i] is { InTime: false } b && b.Name == name && b.Amount.Range is { Max: > 0 } range && range.Max < plan.Hierarchy.PageBytes && !Linked.IsSet(plan, i)) return b;
        return null;
    }
}

using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks budgets, those with a name and those that stand in a rule.</summary>
internal sealed class BudgetChecker(PolicyContext context)
{
    private readonly ExpressionChecker _values = context.Expressions(Sight.Parameters, "a budget");

    public void Named(BudgetSyntax budget, string name)
    {
        // A wrong amount still takes its number, so that the numbers in the table of names stay right.
        var (amount, period) = Check(budget.Amount, budget.Period) ?? (Fold.True, 1);
        var inTime = amount.Type == ValueType.Time;
        if (context.Names.Find(name) is BudgetSymbol symbol) symbol.InTime = inTime;
        context.AddBudget(new BudgetPlan(name, budget.Doc, amount, period, Named: true, context.File.Source(budget.Span)) { InTime = inTime });
    }

    /// <summary>The number of the budget a rule is charged to, or -1.</summary>
    public int Of(WithinSyntax? within, string label)
    {
        if (within is null) return -1;
        if (within.Budget is { } name) return context.Resolver.Budget(name) ?? -1;
        if (within.Amount is null || within.Period is null) return -1;
        if (Check(within.Amount, within.Period) is not var (amount, period)) return -1;
        return context.AddBudget(new BudgetPlan(
            label + "_budget", "", amount, period, Named: false, context.File.Source(within.Span)) { InTime = amount.Type == ValueType.Time });
    }

    private (Expr Amount, long Period)? Check(ExpressionSyntax amount, ExpressionSyntax period)
    {
        var operand = _values.Check(amount);
        var isTime = operand is LiteralOperand { Unit: ValueType.Time } or TypedOperand { Expr.Type: ValueType.Time };
        var value = _values.Convert(operand, isTime ? ValueType.Time : ValueType.Bytes);
        var ns = Positive.Constant(_values, context.File, period, ValueType.Time, "a period");
        return value is null || ns is null ? null : (value, ns.Value);
    }
}

using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

internal sealed partial class ExpressionChecker
{
    /// <summary><c>pinned</c>, or by which pins.</summary>
    private Operand Pinned(PinnedSyntax p)
    {
        var pins = new PageExpr(ValueType.Count, new ValueRange(0, 2), PageProperty.Pins);
        return See(Sight.Page, p.Span, p.Class?.Text switch
        {
            "long" => Fold.Compare(ComparisonOperator.Equal, pins, new ConstantExpr(ValueType.Count, 2)),
            "short" => Fold.Compare(ComparisonOperator.Equal, pins, new ConstantExpr(ValueType.Count, 1)),
            _ => Fold.Compare(ComparisonOperator.Greater, pins, new ConstantExpr(ValueType.Count, 0)),
        });
    }

    /// <summary><c>long</c> and <c>short</c>: how long the pin that is asked for is meant to last.</summary>
    private Operand PinClass(WordSyntax w)
    {
        Expr isLong = new EventExpr(ValueType.Bool, ValueRange.Bool, EventProperty.LongPin);
        return See(Sight.Pin, w.Span, w.Text == "long" ? isLong : Fold.Not(isLong));
    }
}

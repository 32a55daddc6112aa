using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>
/// Comparisons that the range of one name decides, against a number that the author wrote there: <c>heat &lt; 300</c> of a <c>u8</c>. A parameter, a
/// counter or a <c>let</c> beside it may have another value tomorrow, and how many tiers or agents there are is the hierarchy's affair.
/// </summary>
internal sealed partial class ExpressionChecker
{
    private readonly List<DecidedPart> _decided = [];

    /// <summary>A value that the place gives no type.</summary>
    public Operand Value(ExpressionSyntax syntax)
    {
        var operand = Check(syntax);
        Tell(syntax, 0, (operand as TypedOperand)?.Expr);
        return operand;
    }

    /// <summary>Says what was found since, in an expression that makes this.</summary>
    private void Tell(ExpressionSyntax syntax, int since, Expr? made)
    {
        if (_decided.Count == since) return;
        if (scope.Decided is { } told && made is not null && !IsCutShort(syntax))
            told.AddRange(_decided.Skip(since).Select(d => d with { Within = syntax.Span, IsPart = !Fold.IsFalse(made) }));
        _decided.RemoveRange(since, _decided.Count - since);
    }

    private void Decide(BinarySyntax b, Operand left, Operand right, Expr x, Expr y, Expr made)
    {
        if (scope.Decided is null) return;
        if (made is ConstantExpr { Value: var value })
        {
            var (operand, about) = IsWritten(b.Right) ? (left, x) : (right, y);
            if ((IsWritten(b.Right) || IsWritten(b.Left)) && Range(operand, about) is { } why) _decided.Add(new DecidedPart(b.Span, about, b.Span, value != 0, why));
        }
        else if (x.Equals(y) && Source(left.Span) == Source(right.Span))
        {
            _decided.Add(new DecidedPart(b.Span, x, b.Span,
                b.Operator is BinaryOperator.Equal or BinaryOperator.LessOrEqual or BinaryOperator.GreaterOrEqual, "both sides are the same"));
        }
    }

    private void Decide(InSyntax i, RangeSetSyntax range, Operand subject, Expr x, Expr made)
    {
        if (scope.Decided is not null && made is ConstantExpr { Value: var value } && IsWritten(range.Low) && IsWritten(range.High) && Range(subject, x) is { } why)
            _decided.Add(new DecidedPart(i.Span, x, i.Span, value != 0, why));
    }

    private static bool IsWritten(ExpressionSyntax syntax) => syntax is NumberSyntax or WordSyntax { Text: "none" };

    /// <summary>What a name can be, or null where it is more than a name.</summary>
    private string? Range(Operand operand, Expr e) => e switch
    {
        ConstantExpr or ParameterExpr => null,
        not (CellExpr or FitExpr) when e.Children().Any() => null,
        { Type: >= ValueType.Bool } => $"`{Source(operand.Span)}` is never `none`",
        { Range.Max: long.MaxValue } => $"`{Source(operand.Span)}` is never below {TypeNames.Show(e.Type, e.Range.Min)}",
        _ => $"`{Source(operand.Span)}` is {TypeNames.Show(e.Type, e.Range.Min)}..{TypeNames.Show(e.Type, e.Range.Max)}",
    };
}

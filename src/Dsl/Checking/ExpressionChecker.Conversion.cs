using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

internal sealed partial class ExpressionChecker
{
    /// <summary>The operand as a value of the type, or null after a diagnostic.</summary>
    public Expr? Convert(Operand operand, ValueType type)
    {
        switch (operand)
        {
            case TypedOperand typed when typed.Expr.Type == type:
                return typed.Expr;
            case LiteralOperand literal when Fits(literal, type):
                return Exactly(literal, type);
            case NoneOperand when TypeNames.HasNone(type):
                return new ConstantExpr(type, -1);
            case BadOperand:
                return null;
            default:
                File.ReportWithHelp(DiagnosticRules.WrongType, operand.Span, ExpectedForm(operand, type),
                    Source(operand.Span), operand.Describe(), TypeNames.WithArticle(type));
                return null;
        }
    }

    /// <summary>Both sides as expressions of one type, or null after a diagnostic that names both.</summary>
    private (Expr, Expr)? Unify(Operand a, Operand b, TextSpan span, string verb)
    {
        if (a is BadOperand || b is BadOperand) return null;
        if (CommonType(a, b) is not { } type)
        {
            if (a is NoneOperand && b is NoneOperand) Bad(DiagnosticRules.NoneHasNoType, span);
            else CannotCombine(verb, a, b, span);
            return null;
        }

        var (left, right) = (Convert(a, type), Convert(b, type));
        return left is null || right is null ? null : (left, right);
    }

    private BadOperand CannotCombine(string verb, Operand a, Operand b, TextSpan span) =>
        BadWithHelp(DiagnosticRules.CannotCombine, span,
            ShareOfTier(a, b) ?? ShareOfTier(b, a) ?? (b is LiteralOperand && a is TypedOperand t && TypeNames.IsNumeric(t.Expr.Type)
                ? $"{TypeNames.WithArticle(t.Expr.Type)} is written like `{TypeNames.Example(t.Expr.Type)}`"
                : null),
            verb, Source(a.Span), a.Describe(), Source(b.Span), b.Describe());

    /// <summary>Bytes of a tier beside a share: <c>ram.used > 90%</c>.</summary>
    private static string? ShareOfTier(Operand bytes, Operand share) =>
        bytes is TypedOperand { Expr: TierExpr { Type: ValueType.Bytes } } && share is LiteralOperand { Unit: ValueType.Ratio }
            ? "how full a tier is, as a share, is its `fill`; a share of its size is written `10% * TIER.capacity`"
            : null;

    private static ValueType? CommonType(Operand a, Operand b) => (a, b) switch
    {
        (TypedOperand x, TypedOperand y) => x.Expr.Type == y.Expr.Type ? x.Expr.Type : null,
        (TypedOperand x, LiteralOperand y) => Fits(y, x.Expr.Type) ? x.Expr.Type : null,
        (LiteralOperand x, TypedOperand y) => Fits(x, y.Expr.Type) ? y.Expr.Type : null,
        (TypedOperand x, NoneOperand) => NoneFits(x),
        (NoneOperand, TypedOperand y) => NoneFits(y),
        (LiteralOperand x, LiteralOperand y) => CommonUnit(x, y),
        _ => null,
    };

    private static ValueType? NoneFits(TypedOperand x) =>
        TypeNames.HasNone(x.Expr.Type) ? x.Expr.Type : null;

    private static ValueType? CommonUnit(LiteralOperand x, LiteralOperand y)
    {
        if (x.Unit == y.Unit) return x.Unit ?? (x.Value.IsInteger && y.Value.IsInteger ? ValueType.Count : ValueType.Ratio);
        if (x.Unit is { } u && Fits(y, u)) return u;
        return y.Unit is { } v && Fits(x, v) ? v : null;
    }

    /// <summary>A bare number is a count or a ratio; zero is zero of every unit.</summary>
    private static bool Fits(LiteralOperand literal, ValueType type) =>
        literal.Unit == type
        || literal.Unit is null && (type is ValueType.Count or ValueType.Ratio
            || literal.Value.IsZero && TypeNames.IsNumeric(type));

    private Expr? Exactly(LiteralOperand literal, ValueType type)
    {
        var value = type == ValueType.Ratio ? literal.Value * Rational.Of(Fold.Billion) : literal.Value;
        if (value.IsInteger && value.Sign >= 0 && value.Numerator <= long.MaxValue)
            return new ConstantExpr(type, (long)value.Numerator);
        if (value.Sign < 0) Bad(DiagnosticRules.BelowZero, literal.Span, Source(literal.Span));
        else if (value.IsInteger)
            Bad(DiagnosticRules.TooLarge, literal.Span, Source(literal.Span), TypeNames.WithArticle(type));
        else Bad(DiagnosticRules.NotExact, literal.Span, Source(literal.Span), KeptAs(type));
        return null;
    }

    private static string KeptAs(ValueType type) => type switch
    {
        ValueType.Count => "a count is a whole number",
        ValueType.Bytes => "sizes are kept in bytes",
        ValueType.Time => "times are kept in nanoseconds",
        ValueType.Rate => "rates are kept in bytes per second",
        ValueType.Pace => "paces are kept in events per second",
        _ => "ratios are kept in parts per 10^9",
    };

    /// <summary>A smaller number is more likely one of pages, or of larger units.</summary>
    private const int SmallestPage = 512;

    /// <summary>The number with the unit that it lacks, where that can be guessed.</summary>
    private string? WithUnit(LiteralOperand literal, ValueType type)
    {
        var text = Source(literal.Span);
        return (literal.Unit, type) switch
        {
            (null, ValueType.Bytes) when literal.Value is { IsInteger: true } v && v.Numerator >= SmallestPage && v.Numerator <= long.MaxValue =>
                $"did you mean `{TypeNames.Show(type, (long)v.Numerator)}`?",
            (null, ValueType.Time) => $"a time has a unit: `{text}ns`, `{text}us` or `{text}ms`",
            (null, ValueType.Rate) => $"a rate has a unit: `{text}GB/s`",
            (null, ValueType.Pace) => $"a pace has a unit: `{text}/s`, `{text}k/s` or `{text}M/s`",
            (ValueType.Bytes, ValueType.Rate) or (null, ValueType.Pace) => $"did you mean `{text}/s`?",
            (ValueType.Rate, ValueType.Bytes) when text.EndsWith("/s", StringComparison.Ordinal) => $"did you mean `{text.Substring(0, text.Length - 2)}`?",
            _ => null,
        };
    }

    private string? ExpectedForm(Operand operand, ValueType type) =>
        type == ValueType.Bool
            ? _boolForm ?? (scope.Sight == Sight.Constant ? BoolWritten
                : "a condition compares something: `heat >= 4`, `in ram`, `kind == file`")
            : TypeNames.IsNumeric(type) && operand is LiteralOperand literal
                ? WithUnit(literal, type) ?? $"{TypeNames.WithArticle(type)} is written like `{TypeNames.Example(type)}`"
                : null;
}

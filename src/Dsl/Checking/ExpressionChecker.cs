using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>
/// Resolves names, checks types and units, folds constants: a syntax expression becomes a plan expression, or null after a
/// diagnostic. One cause gives one diagnostic.
/// </summary>
internal sealed partial class ExpressionChecker(Scope scope)
{
    /// <summary>How a bool is written here; null where a condition stands.</summary>
    private string? _boolForm;

    private FileContext File => scope.File;

    /// <summary>A condition.</summary>
    public Expr? Condition(ExpressionSyntax syntax) => Require(syntax, ValueType.Bool);

    /// <summary>A number of any type, by which pages are compared.</summary>
    public Expr? Number(ExpressionSyntax syntax)
    {
        var operand = Value(syntax);
        if (operand is LiteralOperand literal) return Convert(operand, literal.Unit ?? ValueType.Count);
        if (operand is TypedOperand typed && TypeNames.IsNumeric(typed.Expr.Type)) return IsCutShort(syntax) ? null : typed.Expr;
        if (operand is not BadOperand)
            File.ReportWithHelp(DiagnosticRules.WrongType, operand.Span, "pages are compared by a number: `if dirty then 1 else 0`",
                Source(operand.Span), operand.Describe(), "a number");
        return null;
    }

    /// <summary>An expression of a type the place fixes.</summary>
    public Expr? Require(ExpressionSyntax syntax, ValueType type)
    {
        var since = _decided.Count;
        var operand = type == ValueType.Time && syntax is NumberSyntax often && IsFrequency(often)
            ? BadWithHelp(DiagnosticRules.UnknownUnit, TextSpan.FromBounds(often.Span.End - often.Suffix.Length, often.Span.End), PeriodOf(often), often.Suffix) : Check(syntax);
        Tell(syntax, since, (operand as TypedOperand)?.Expr);
        return operand is TypedOperand or LiteralOperand && IsCutShort(syntax) ? null : Convert(operand, type);
    }

    /// <summary>The same of a value that is assigned, where a bool need be no comparison.</summary>
    public Expr? Assigned(ExpressionSyntax syntax, ValueType type)
    {
        return RequireAs(syntax, type, BoolWritten + ", or compares something: `heat >= 4`");
    }

    private const string BoolWritten = "a bool is written `true` or `false`";

    private Expr? RequireAs(ExpressionSyntax syntax, ValueType type, string boolForm)
    {
        _boolForm = boolForm;
        var value = Require(syntax, type);
        _boolForm = null;
        return value;
    }

    /// <summary>An error of the grammar stands in or right behind the expression: what was read may not be what was meant.</summary>
    private bool IsCutShort(ExpressionSyntax syntax) =>
        File.Tree.HasOddTokenWithin(syntax.Span.Start, syntax.Span.End + 1);

    /// <summary>A value known when compiling.</summary>
    public long? Constant(ExpressionSyntax syntax, ValueType type)
    {
        switch (RequireAs(syntax, type, BoolWritten))
        {
            case null:
                return null;
            case ConstantExpr constant:
                return constant.Value;
            default:
                File.ReportWithHelp(DiagnosticRules.NotConstant, syntax.Span,
                    "it must be known when the policy is compiled", Source(syntax.Span));
                return null;
        }
    }

    public Operand Check(ExpressionSyntax syntax) => syntax switch
    {
        NumberSyntax n => Number(n),
        WordSyntax w => Word(w),
        MemberSyntax m => Member(m),
        CallSyntax c => Call(c),
        NotSyntax n => Negate(n),
        BinarySyntax b => Binary(b),
        InSyntax i => In(i),
        ConditionalSyntax c => Conditional(c),
        RequestSyntax r => Request(r),
        PinnedSyntax p => Pinned(p),
        ElementSyntax e => Element(e),
        _ => new BadOperand(syntax.Span),
    };

    private string Source(TextSpan span) => File.Source(span);

    private BadOperand Bad(DiagnosticRule rule, TextSpan span, params string[] arguments)
    {
        File.Report(rule, span, arguments);
        return new BadOperand(span);
    }

    private BadOperand BadWithHelp(DiagnosticRule rule, TextSpan span, string? help, params string[] arguments)
    {
        File.ReportWithHelp(rule, span, help, arguments);
        return new BadOperand(span);
    }

    /// <summary>An operator over operands that are already checked, unless it makes the expression too large.</summary>
    private Operand Made(TextSpan span, Expr expr, params Operand[] parts)
    {
        var nodes = 1;
        var depth = 0;
        foreach (var part in parts.OfType<TypedOperand>())
        {
            nodes += part.Nodes;
            depth = Math.Max(depth, part.Depth);
        }

        if (expr is ConstantExpr) return new TypedOperand(span, expr);
        return nodes > Limits.ExpressionNodes || depth >= Limits.ExpressionDepth
            ? Bad(DiagnosticRules.TooComplex, span)
            : new TypedOperand(span, expr, nodes, depth + 1);
    }

    private Operand Number(NumberSyntax n)
    {
        if (Rational.Parse(n.Digits) is not { } value) return n.Digits.Length > Rational.MaxDigits ? TooLong(n) : new BadOperand(n.Span);
        if (Units.TryGet(n.Suffix, out var unit))
            return new LiteralOperand(
                n.Span, value * new Rational(unit.Factor, unit.Divisor), unit.Type);
        var span = TextSpan.FromBounds(n.Span.End - n.Suffix.Length, n.Span.End);
        return BadWithHelp(DiagnosticRules.UnknownUnit, span,
            Units.InBits(n.Suffix) is { } unit8 ? InBytes(value, unit8)
            : n.Digits == "0" && n.Suffix.Length > 1 && n.Suffix[0] is 'x' or 'X' && long.TryParse(n.Suffix.Substring(1), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var hex)
            ? $"numbers are decimal: `{hex.ToString(System.Globalization.CultureInfo.InvariantCulture)}`"
            : IsFrequency(n) ? $"how often is a pace: `{n.Digits}{n.Suffix.Substring(0, n.Suffix.Length - 2).Replace('K', 'k')}/s`"
            : Units.Meant(n.Suffix) is { } meant ? $"did you mean `{meant}`?" : Help.DidYouMean(n.Suffix, Units.Suffixes, Units.Listed),
            n.Suffix);
    }

    private static bool IsFrequency(NumberSyntax n) => n.Suffix is "Hz" or "kHz" or "KHz" or "MHz" or "GHz";

    /// <summary><c>every 100Hz</c>: what is repeated is said by its period.</summary>
    private string PeriodOf(NumberSyntax n)
    {
        var perSecond = n.Suffix[0] switch { 'H' => 1L, 'k' or 'K' => 1_000, 'M' => 1_000_000, _ => 1_000_000_000 };
        return long.TryParse(n.Digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var times) && times is > 0 and <= 1_000_000_000
            && 1_000_000_000 % (times * perSecond) == 0
            ? $"a time is needed: `{TypeNames.Show(ValueType.Time, 1_000_000_000 / (times * perSecond))}`" : "a time is needed: `10ms`";
    }

    private BadOperand TooLong(NumberSyntax n)
    {
        var start = n.Digits.Substring(0, 20) + "…";
        var whole = n.Digits.IndexOf('.') is >= 0 and var point ? point : n.Digits.Length;
        return whole > Rational.MaxDigits
            ? Bad(DiagnosticRules.TooLarge, n.Span, start, "any type")
            : Bad(DiagnosticRules.NotExact, n.Span, start, "it has too many digits");
    }

    /// <summary>A rate in bits has eight times the number.</summary>
    private static string InBytes(Rational bits, string unit) => bits / Rational.Of(8) is { IsInteger: true } whole
        ? $"8 bits are a byte: `{whole.Numerator}{unit}`"
        : $"8 bits are a byte, and rates are written in bytes: `100{unit}`";

    private Operand Negate(NotSyntax n)
    {
        // `!!!!…` is as long as the author likes: count, do not recurse.
        var negations = 0;
        ExpressionSyntax inner = n;
        for (; inner is NotSyntax not; inner = not.Operand) negations++;
        var operand = Check(inner);
        if (Convert(operand, ValueType.Bool) is not { } condition) return new BadOperand(n.Span);
        return negations % 2 == 0 ? operand with { Span = n.Span } : Made(n.Span, Fold.Not(condition), operand);
    }

    private Operand Conditional(ConditionalSyntax c)
    {
        var condition = Check(c.Condition);
        var test = Convert(condition, ValueType.Bool);
        var (whenTrue, whenFalse) = (Check(c.WhenTrue), Check(c.WhenFalse));
        if (Unify(whenTrue, whenFalse, c.Span, "choose between") is not var (a, b) || test is null)
            return new BadOperand(c.Span);
        return Made(c.Span, Fold.If(test, a, b), condition, whenTrue, whenFalse);
    }
}

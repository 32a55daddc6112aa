using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

internal sealed partial class ExpressionChecker
{
    /// <summary><c>free(ram)</c></summary>
    private string? OfTier(CallSyntax c) =>
        c.Arguments.Count == 1 && c.Arguments[0] is WordSyntax word && scope.Names.Find(word.Text) is TierSymbol && MemberNames.Tier.ContainsKey(c.Function.Text)
            ? $"write `{word.Text}.{c.Function.Text}`" : null;

    private Operand Call(CallSyntax c)
    {
        if (c.Target is not null)
        {
            if (c.Owner is null && scope.Names.Use(c.Target.Text) is GhostSymbol ghost) return GhostCall(c, ghost);
            if (c.Index is null && CellTarget(c.Owner, c.Target) is { } target) return CellCall(target, c);
            if (c.Index is not null && !scope.Sees(Sight.Queues)) return NoQueueHere(c.Target, c.Function, c.Span);
            if (!scope.Sees(Sight.Queues))
                return scope.Names.Use((c.Owner ?? c.Target).Text) is BrokenSymbol
                    ? new BadOperand(c.Span)
                    : BadWithHelp(DiagnosticRules.UnknownFunction, c.Function.Span,
                        "a histogram has `.fit(bytes)` and `.bin(x)`; an average is changed by a statement", c.Function.Text);
            var named = scope.Names.Use(c.Target.Text);
            if (named is BrokenSymbol) return new BadOperand(c.Span);
            if (named is null && c.Owner is null)
                return BadWithHelp(DiagnosticRules.UnknownName, c.Target.Span, Help.DidYouMean(c.Target.Text, scope.Names.Names<GhostSymbol>()), c.Target.Text);
            return BadWithHelp(DiagnosticRules.UnknownFunction, c.Function.Span,
                "an expression has no effect; a queue is changed by a statement", c.Function.Text);
        }

        var arity = c.Function.Text switch
        {
            "min" or "max" => 2,
            "clamp" => 3,
            "pages" or "bytes" or "log2" => 1,
            _ => 0,
        };
        if (arity == 0)
            return BadWithHelp(DiagnosticRules.UnknownFunction, c.Function.Span,
                c.Function.Text == "not" ? NotHelp : OfTier(c) ?? Help.DidYouMeanOneOf(c.Function.Text, MemberNames.Functions, "the functions"), c.Function.Text);
        var operands = c.Arguments.Select(Check).ToArray();
        if (operands.Length != arity)
            return Bad(DiagnosticRules.WrongArgumentCount, c.Function.Span, c.Function.Text, Arguments(arity),
                operands.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return operands.Any(o => o is BadOperand) ? new BadOperand(c.Span) : Apply(c, operands);
    }

    private static string Arguments(int n) => n == 1 ? "1 argument" : $"{n} arguments";

    private Operand Apply(CallSyntax c, Operand[] operands)
    {
        switch (c.Function.Text)
        {
            case "pages":
                return PageBytes(c) is { } size && Convert(operands[0], ValueType.Bytes) is { } bytes
                    ? Made(c.Span, Fold.Pages(bytes, size), operands)
                    : new BadOperand(c.Span);
            case "bytes":
                return PageBytes(c) is { } page && Convert(operands[0], ValueType.Count) is { } pages
                    ? Made(c.Span, Fold.Bytes(pages, page), operands)
                    : new BadOperand(c.Span);
            case "log2":
                return Convert(operands[0], ValueType.Count) is { } x
                    ? Made(c.Span, Fold.Log2(x), operands)
                    : new BadOperand(c.Span);
        }

        if (Numbers(c, operands) is not { } values) return new BadOperand(c.Span);
        return Made(c.Span, c.Function.Text switch
        {
            "min" => Fold.Min(values[0], values[1]),
            "max" => Fold.Max(values[0], values[1]),
            _ => Fold.Clamp(values[0], values[1], values[2]),
        }, operands);
    }

    /// <summary>All of one numeric type, which a typed argument decides before the literals do.</summary>
    private Expr[]? Numbers(CallSyntax c, Operand[] operands)
    {
        var first = operands.FirstOrDefault(o => o is TypedOperand) ?? operands[0];
        ValueType? type = null;
        foreach (var operand in operands)
        {
            if (ReferenceEquals(operand, first) && operands.Length > 1) continue;
            if (CommonType(first, operand) is { } common && TypeNames.IsNumeric(common))
            {
                type = type is null || common == ValueType.Ratio ? common : type;
                continue;
            }

            CannotCombine("compare", first, operand, c.Span);
            return null;
        }

        var values = operands.Select(o => Convert(o, type!.Value)).ToArray();
        return values.Any(v => v is null) ? null : values.Select(v => v!).ToArray();
    }

    private long? PageBytes(CallSyntax c)
    {
        if (scope.Hierarchy is { } h) return h.PageBytes;
        Bad(DiagnosticRules.NotVisible, c.Function.Span, c.Function.Text, scope.Where);
        return null;
    }
}

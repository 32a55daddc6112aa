using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

internal sealed partial class ExpressionChecker
{
    private Operand In(InSyntax i)
    {
        if (i.Subject is null or WordSyntax { Text: "page" }) return InTiers(i);
        var subject = Check(i.Subject);
        if (subject is BadOperand) return new BadOperand(i.Span);
        return i.Set switch
        {
            RangeSetSyntax range => InRange(i, subject, range),
            NameSetSyntax names => InNames(i, subject, names),
            _ => new BadOperand(i.Span),
        };
    }

    /// <summary>A bare <c>in</c> means the page's tier.</summary>
    private Operand InTiers(InSyntax i)
    {
        if (i.Set is not NameSetSyntax names)
            return Bad(DiagnosticRules.NotASet, i.Set.Span, "tier", "a tier", "a range");
        if (names.Names.Count == 1 && scope.Names.Use(names.Names[0].Text) is GhostSymbol ghost)
            return See(Sight.Identity, i.Span, new InGhostExpr(ghost.Index));
        if (scope.Hierarchy is null) return InQueues(i, names);
        if (!scope.Sees(Sight.Page)) return NotVisible(i.Span, Sight.Page);
        var subject = new PageExpr(ValueType.Tier, new ValueRange(0, scope.TierCount - 1), PageProperty.Tier);
        return Mask(i, new TypedOperand(i.Span, subject), names);
    }

    private Operand InRange(InSyntax i, Operand subject, RangeSetSyntax range)
    {
        var (low, high) = (Check(range.Low), Check(range.High));
        if (low is BadOperand || high is BadOperand) return new BadOperand(i.Span);
        if (Unify(subject, low, i.Span, "compare") is not var (x, lo)) return new BadOperand(i.Span);
        if (Convert(high, x.Type) is not { } hi) return new BadOperand(i.Span);
        if (x.Type >= ValueType.Bool)
            return Bad(DiagnosticRules.NotASet, i.Span, Source(subject.Span), subject.Describe(), "a range");
        if (lo.Range.Min > hi.Range.Max)
            return BadWithHelp(DiagnosticRules.RangeUpsideDown, range.Span, Help.Turned(File, range), Source(range.Span));
        var made = Fold.InRange(x, lo, hi);
        Decide(i, range, subject, x, made);
        return Made(i.Span, made, subject, low, high);
    }

    private Operand InNames(InSyntax i, Operand subject, NameSetSyntax names) =>
        subject is TypedOperand { Expr.Type: ValueType.Tier or ValueType.Agent or ValueType.Kind or ValueType.Tenant } typed
            ? Mask(i, typed, names)
            : BadWithHelp(DiagnosticRules.NotASet, i.Span, "a number is tested against a range: `x in 1..8`",
                Source(subject.Span), subject.Describe(), "names");

    private Operand Mask(InSyntax i, TypedOperand subject, NameSetSyntax names)
    {
        var resolver = new NameResolver(scope);
        long mask = 0;
        Expr parameters = Fold.False;
        var good = true;
        foreach (var name in names.Names)
        {
            switch (subject.Expr.Type)
            {
                case var type when scope.Names.Find(name.Text) is ParameterSymbol parameter && parameter.Type == type:
                    if (Named(scope.Names.Use(name.Text)!, name.Span) is TypedOperand { Expr: var value })
                        parameters = Fold.Or(parameters, Fold.Compare(ComparisonOperator.Equal, subject.Expr, value));
                    else good = false;
                    break;
                case ValueType.Kind when scope.Names.Find(name.Text) is ArgumentSymbol { Type: ValueType.Kind } argument:
                    mask |= 1L << (int)argument.Value;
                    break;
                case ValueType.Tier when resolver.Tiers(name) is { } tiers:
                    foreach (var tier in tiers) mask |= 1L << tier;
                    break;
                case ValueType.Agent when resolver.Agent(name) is { } agent:
                    mask |= 1L << agent;
                    break;
                case ValueType.Tenant when resolver.Tenant(name) is { } tenant:
                    mask |= 1L << tenant;
                    break;
                case ValueType.Kind when Kind(name.Text, name.Span) is TypedOperand { Expr: ConstantExpr kind }:
                    mask |= 1L << (int)kind.Value;
                    break;
                default:
                    good = false;
                    break;
            }
        }

        return good ? Made(i.Span, Fold.Or(mask == 0 ? Fold.False : Fold.InSet(subject.Expr, mask), parameters), subject) : new BadOperand(i.Span);
    }
}

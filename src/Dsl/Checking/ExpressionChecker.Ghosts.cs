using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

internal sealed partial class ExpressionChecker
{
    private const string RemovalStandsAlone = "it stands alone on the right of `=`, as a whole `if`, or as a statement";

    /// <summary><c>stack.count</c>, or a field of the page's identity there.</summary>
    private Operand GhostMember(MemberSyntax m, GhostSymbol ghost)
    {
        if (m.Member.Text == "count") return new TypedOperand(m.Span, new GhostCountExpr(ghost.Index));
        return ghost.Fields.Find(m.Member.Text) is FieldSymbol field
            ? See(Sight.Identity, m.Span, new GhostFieldExpr(field.Type, field.Range, ghost.Index, field.Index))
            : NoMember(m, "the ghost", ghost.Fields.Names<FieldSymbol>().Concat(["count"]));
    }

    private Operand GhostCall(CallSyntax c, GhostSymbol ghost)
    {
        switch (c.Function.Text)
        {
            case "remove" or "take":
                return BadWithHelp(DiagnosticRules.RemovalInExpression, c.Span, RemovalStandsAlone, Source(c.Span));
            case "distance" when c.Arguments.Count == 1 && c.Arguments[0] is WordSyntax { Text: "page" }:
                return See(Sight.Identity, c.Span, new GhostDistanceExpr(ghost.Index));
            case "distance":
                return BadWithHelp(DiagnosticRules.NotThePage, c.Span, $"write `{c.Target!.Text}.distance(page)`");
            default:
                return BadWithHelp(DiagnosticRules.UnknownFunction, c.Function.Span,
                    "an expression has no effect; a ghost is changed by a statement", c.Function.Text);
        }
    }

    /// <summary><c>page in order</c>, <c>page in fresh, old</c>; an array stands for all its queues.</summary>
    private Operand InQueues(InSyntax i, NameSetSyntax names)
    {
        var mask = 0;
        var good = true;
        foreach (var name in names.Names)
        {
            if (scope.Names.Use(name.Text) is QueueArraySymbol array)
                for (var queue = 0; queue < array.Length; queue++) mask |= 1 << (array.First + queue);
            else if (new NameResolver(scope).Queue(name) is { } queue) mask |= 1 << queue;
            else good = false;
        }

        if (!good) return new BadOperand(i.Span);
        if (scope.Sees(Sight.Identity) && !scope.Sees(Sight.Frame))
            return BadWithHelp(DiagnosticRules.PageOnItsWay, i.Span, null, Source(i.Span), PageOnItsWay(scope));
        return See(Sight.Frame, i.Span, new InQueueExpr(mask));
    }

    /// <summary>Why a page that is known may have no place in the tier.</summary>
    public static string PageOnItsWay(Scope scope) =>
        scope.Sees(Sight.Page) ? "in `miss` it is on its way" : "what a ghost knows may be gone";
}

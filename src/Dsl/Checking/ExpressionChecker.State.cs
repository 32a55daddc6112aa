using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>A cell of the state as an author names it.</summary>
/// <param name="Numbers">Whose, and which element, where there are several.</param>
/// <param name="Operands">The same with their sizes.</param>
internal sealed record CellPlace(CellSymbol Cell, EquatableArray<Expr> Numbers, IReadOnlyList<Operand> Operands);

internal sealed partial class ExpressionChecker
{
    /// <summary>Whether a cell of the state is meant, rightly or not.</summary>
    public bool NamesState(ExpressionSyntax target) => target switch
    {
        WordSyntax w => scope.Names.Find(w.Text) is CellSymbol,
        MemberSyntax { Part: null, Index: null } m => CellOf(m.Target, m.Member) is not null,
        ElementSyntax { Owner: null } e => scope.Names.Find(e.Name.Text) is CellSymbol,
        ElementSyntax e => CellOf(e.Owner!, e.Name) is not null,
        _ => false,
    };

    /// <summary>The cell that is named and which of it, or null after a diagnostic.</summary>
    public CellPlace? Place(ExpressionSyntax target) => target switch
    {
        WordSyntax w => Place(null, new NameSyntax(w.Span, w.Text), null, w.Span),
        MemberSyntax m => Place(m.Target, m.Member, null, m.Span),
        ElementSyntax e => Place(e.Owner, e.Name, e.Index, e.Span),
        _ => null,
    };

    private CellPlace? Place(NameSyntax? owner, NameSyntax name, ExpressionSyntax? index, TextSpan span)
    {
        var cell = owner is null ? (CellSymbol)scope.Names.Use(name.Text)! : CellOf(owner, name)!;
        var operands = new List<Operand>();
        if (owner is not null)
        {
            if (Owner(owner) is not TypedOperand whose) return null;
            operands.Add(whose);
        }

        // A reclaimer has no machine around it, and sees its own state wherever it has queues.
        if (!scope.Sees(Sight.Machine) && !scope.Sees(Sight.Queues))
        {
            NotVisible(span, Sight.Machine);
            return null;
        }

        if (index is null == cell.Plan.Length > 0)
        {
            var use = index is null ? cell.Use : $"it is no array: write `{File.Source(owner is null ? name.Span : owner.Span.Cover(name.Span))}`";
            BadWithHelp(DiagnosticRules.WrongSort, span, use, Source(span), index is null ? cell.What : "no array", "one value");
            return null;
        }

        if (index is not null)
        {
            var which = Check(index);
            if (Convert(which, ValueType.Count) is not { } number) return null;
            operands.Add(new TypedOperand(index.Span, Wrapped(number, cell.Plan.Length), (which as TypedOperand)?.Nodes ?? 1,
                (which as TypedOperand)?.Depth ?? 1));
        }

        return new CellPlace(cell, operands.OfType<TypedOperand>().Select(o => o.Expr).ToEquatableArray(), operands);
    }

    private static Expr Wrapped(Expr index, int length) =>
        index is ConstantExpr c ? new ConstantExpr(ValueType.Count, c.Value % length) : index;

    /// <summary>The tier or the agent whose cell it is: one by its name, or the page's own, or who accesses.</summary>
    private Operand Owner(NameSyntax owner) => Word(new WordSyntax(owner.Span, owner.Text));

    /// <summary>The cell that every tier, or every agent, has of that name; null where that is no cell.</summary>
    private CellSymbol? CellOf(NameSyntax owner, NameSyntax name)
    {
        var what = scope.Names.Find(owner.Text) switch
        {
            TierSymbol => "tier",
            AgentSymbol => "agent",
            TenantSymbol => "tenant",
            null when owner.Text is "tier" or "agent" or "tenant" => owner.Text,
            _ => null,
        };
        return what is null ? null : scope.Names.Use($"{what}.{name.Text}") as CellSymbol;
    }

    private Operand Element(ElementSyntax e)
    {
        if (NamesState(e)) return Read(e, e.Span);
        var name = e.Owner ?? e.Name;
        if (scope.Names.Use(name.Text) is BrokenSymbol) return new BadOperand(e.Span);
        return scope.Names.Find(name.Text) is { } other
            ? BadWithHelp(DiagnosticRules.WrongSort, name.Span, null, name.Text, other.What, "an array of the state")
            : BadWithHelp(DiagnosticRules.UnknownName, name.Span,
                Help.DidYouMean(name.Text, scope.Names.Names<CellSymbol>()), name.Text);
    }

    /// <summary>What a value or an epoch is worth.</summary>
    private Operand Read(ExpressionSyntax target, TextSpan span)
    {
        if (Place(target) is not { } place) return new BadOperand(span);
        return place.Cell.Plan.Kind is CellKind.Value or CellKind.Epoch
            ? Worth(place, span)
            : BadWithHelp(DiagnosticRules.WrongSort, span, place.Cell.Use, Source(span), place.Cell.What, "a value");
    }

    private Operand Worth(CellPlace place, TextSpan span)
    {
        var type = place.Cell.Plan.Type;
        var range = type switch
        {
            ValueType.Bool => ValueRange.Bool,
            ValueType.Agent => new ValueRange(-1, scope.AgentCount - 1),
            ValueType.Tier => new ValueRange(-1, scope.TierCount - 1),
            ValueType.Kind => new ValueRange(0, 3),
            ValueType.Tenant => Tenants,
            _ => ValueRange.Full,
        };
        return Made(span, new CellExpr(type, range, place.Cell.Index, place.Numbers), [.. place.Operands]);
    }

    /// <summary><c>wait.value</c>, or with an owner <c>ram.wait.value</c>.</summary>
    private Operand CellMember(ExpressionSyntax target, NameSyntax member, TextSpan span)
    {
        if (Place(target) is not { } place) return new BadOperand(span);
        return place.Cell.Plan.Kind == CellKind.Average && member.Text == "value"
            ? Worth(place, span)
            : BadWithHelp(DiagnosticRules.UnknownMember, member.Span, place.Cell.Use, place.Cell.Kind, Source(target.Span), member.Text);
    }

    /// <summary><c>heats.fit(1GiB)</c>, <c>heats.bin(heat)</c></summary>
    private Operand CellCall(ExpressionSyntax target, CallSyntax c)
    {
        if (Place(target) is not { } place) return new BadOperand(c.Span);
        var plan = place.Cell.Plan;
        if (plan.Kind != CellKind.Histogram || c.Function.Text is not ("fit" or "bin"))
            return BadWithHelp(DiagnosticRules.UnknownMember, c.Function.Span, place.Cell.Use, place.Cell.Kind, Source(target.Span), c.Function.Text);
        if (c.Arguments.Count != 1)
            return Bad(DiagnosticRules.WrongArgumentCount, c.Function.Span, c.Function.Text, Arguments(1), $"{c.Arguments.Count}");
        var argument = Check(c.Arguments[0]);
        if (Convert(argument, c.Function.Text == "fit" ? ValueType.Bytes : ValueType.Count) is not { } value) return new BadOperand(c.Span);
        return c.Function.Text == "bin"
            ? Made(c.Span, Fold.Min(Fold.Log2(value), new ConstantExpr(ValueType.Count, plan.Bins - 1)), argument)
            : Made(c.Span, new FitExpr(new ValueRange(0, plan.Bins), place.Cell.Index, place.Numbers, Fold.Pages(value, scope.Hierarchy!.PageBytes)),
                [argument, .. place.Operands]);
    }

    /// <summary>The cell that a call or a member is of: one name, or an owner and a name.</summary>
    private ExpressionSyntax? CellTarget(NameSyntax? owner, NameSyntax name)
    {
        ExpressionSyntax target = owner is null
            ? new WordSyntax(name.Span, name.Text)
            : new MemberSyntax(owner.Span.Cover(name.Span), owner, name, null);
        return NamesState(target) ? target : null;
    }
}

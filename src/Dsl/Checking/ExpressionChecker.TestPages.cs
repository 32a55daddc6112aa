using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

internal sealed partial class ExpressionChecker
{
    /// <summary>A page alone is the tier it is in, <c>none</c> while it is in no tier.</summary>
    private Operand TestPage(TestPageSymbol page, TextSpan span) =>
        IsItsPage(page, span)
            ? new TypedOperand(span, new PageExpr(ValueType.Tier, new ValueRange(-1, scope.TierCount - 1), PageProperty.Tier))
            : new BadOperand(span);

    /// <summary><c>p.heat</c>: what a rule would see of the page.</summary>
    private Operand PageMember(MemberSyntax m, TestPageSymbol page)
    {
        if (m.Member.Text.Length == 0 || !IsItsPage(page, m.Span)) return new BadOperand(m.Span);
        if (m.Member.Text == "tier") return TestPage(page, m.Span);
        if (m.Member.Text is "touched" && scope.Pages?.KeepsTouched == false
            || m.Member.Text is "idle" && scope.Pages?.KeepsIdle == false || m.Member.Text is "resident" && scope.Pages?.KeepsResident == false)
            return BadWithHelp(DiagnosticRules.NotVisible, m.Span, "no rule of the policy asks for it, so it is not kept", Source(m.Span), scope.Where);
        if (m.Member.Text == "pinned")
            return new ExpressionChecker(scope with { Sight = scope.Sight | Sight.Page }).Pinned(new PinnedSyntax(m.Span, m.Pins));
        var symbol = scope.Names.Find(m.Member.Text);
        if (symbol is FieldSymbol or LetSymbol || symbol is null && PageNames.Find(m.Member.Text, Sight.Page) is { Needs: Sight.Page })
            return new ExpressionChecker(scope with { Sight = scope.Sight | Sight.Page }).Check(new WordSyntax(m.Member.Span, m.Member.Text)) with { Span = m.Span };
        return NoMember(m, "the page", scope.Names.Names<FieldSymbol>().Concat(PageNames.VisibleIn(Sight.Page)).Concat(["pinned"]));
    }

    private bool IsItsPage(TestPageSymbol page, TextSpan span)
    {
        if (scope.Pages is null)
        {
            NotVisible(span, Sight.Page);
            return false;
        }

        if (scope.Pages.Use(page)) return true;
        BadWithHelp(DiagnosticRules.SecondPage, span, "write an expectation for each page", page.Name);
        return false;
    }
}

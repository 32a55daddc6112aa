using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks <c>expect p in ram by sink;</c>: the condition, the page it is about, the rule that is to have moved it.</summary>
internal sealed class ExpectationChecker(FileContext file, TestedPolicy policy, SymbolTable names)
{
    private readonly LetTable _lets = new(LetOrder.Sort([.. policy.Checked.Names.Own.OfType<LetSymbol>()]));

    /// <summary>What of a page is kept, because some rule asks for it.</summary>
    private TestPages Pages() => new(policy.Plan.IdleField >= 0, policy.Plan.ResidentField >= 0)
    {
        KeepsTouched = PlanExpressions.Of(policy.Plan).Any(e => e is PageExpr { Property: PageProperty.Touched }),
    };

    public ExpectStep? Check(ExpectSyntax expect)
    {
        var pages = Pages();
        var scope = new Scope(file, names, Sight.Parameters | Sight.Machine, "an expectation", policy.Plan.Hierarchy, _lets) { Pages = pages };
        var condition = new ExpressionChecker(scope).Condition(expect.Condition);
        var rules = Rules(expect);
        if (condition is null || rules is null) return null;
        if (expect.Label is not null && pages.Page < 0)
        {
            file.ReportWithHelp(DiagnosticRules.NoPageMoved, expect.Label.Span, "write `expect p in ram by RULE;`");
            return null;
        }

        return new ExpectStep(
            file.Source(expect.Span), file.Origin(expect.Span), condition, pages.Page, rules.ToEquatableArray(),
            Seen(expect.Condition, scope).ToEquatableArray());
    }

    /// <summary>Empty where none is named; null after a diagnostic.</summary>
    private List<int>? Rules(ExpectSyntax expect)
    {
        var result = new List<int>();
        if (expect.Label is not { } label) return result;
        if (label.Text.Length == 0) return null;
        var all = policy.Plan.Rules;
        for (var i = 0; i < all.Count; i++)
            if (all[i].Label == label.Text && (expect.Section is null || Section(all[i]) == expect.Section.Text)) result.Add(i);
        var span = (expect.Section ?? label).Span.Cover(label.Span);
        if (result.Count == 0)
            file.ReportWithHelp(DiagnosticRules.UnknownRule, span,
                Help.DidYouMean(label.Text, all.Select(r => r.Label), $"the rules: {Help.List(all.Select(r => r.Label).Distinct())}"), file.Source(span));
        if (result.Count > 1)
            file.ReportWithHelp(DiagnosticRules.SeveralRules, span,
                $"write one of {Help.List(result.Select(r => $"{Section(all[r])}.{label.Text}"))}", label.Text, $"{result.Count}");
        return result.Count == 1 ? result : null;
    }

    /// <summary>What stands before a label: <c>placement</c>, <c>migration</c>, or the tier of a <c>reclaim</c> section.</summary>
    private static string Section(RulePlan rule) => rule.Section.Split(' ').Last();

    /// <summary>The names in a condition whose values are not known before.</summary>
    private IEnumerable<SeenPlan> Seen(ExpressionSyntax condition, Scope scope)
    {
        var seen = new List<SeenPlan>();
        var apart = scope with { File = file.Apart(), Pages = Pages() };
        foreach (var name in Leaves(condition))
        {
            if (new ExpressionChecker(apart).Check(name) is TypedOperand { Expr: not ConstantExpr } operand && seen.All(s => s.Value != operand.Expr))
                seen.Add(new SeenPlan(file.Source(name.Span), operand.Expr));
        }

        return seen;
    }

    private static IEnumerable<ExpressionSyntax> Leaves(ExpressionSyntax expression) => expression switch
    {
        WordSyntax or MemberSyntax => [expression],
        BinarySyntax b => Leaves(b.Left).Concat(Leaves(b.Right)),
        NotSyntax n => Leaves(n.Operand),
        ConditionalSyntax c => Leaves(c.Condition).Concat(Leaves(c.WhenTrue)).Concat(Leaves(c.WhenFalse)),
        CallSyntax { Target: null } c => c.Arguments.SelectMany(Leaves),
        CallSyntax => [expression],
        InSyntax { Subject: { } subject } i => Leaves(subject).Concat(i.Set is RangeSetSyntax r ? Leaves(r.Low).Concat(Leaves(r.High)) : []),
        _ => [],
    };
}

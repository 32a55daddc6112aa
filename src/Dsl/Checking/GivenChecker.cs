using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks what a test is given: pages, filled tiers, parameters, values of the state.</summary>
internal sealed class GivenChecker(FileContext file, PolicyPlan policy, SymbolTable names, ExpressionChecker constants)
{
    private readonly NameResolver _resolver = new(file, names);
    private readonly Dictionary<string, GivenParameterSyntax> _given = new(StringComparer.Ordinal);

    public List<TestPagePlan> Pages { get; } = [];

    public List<ParameterValuePlan> Parameters { get; } = [];

    /// <summary>Null where the page is in no tier yet, or after a diagnostic.</summary>
    public PutStep? Page(GivenPageSyntax page)
    {
        var wishes = new Wishes(file, _resolver, policy.Hierarchy);
        var kind = page.Kind is null ? 0 : wishes.Kind(page.Kind);
        var wish = wishes.Check(page.Wish);
        if (page.Name.Text.Length == 0 || !names.Declare(new TestPageSymbol(page.Name, file, Pages.Count))) return null;
        if (page.Huge is { } huge && policy.Hierarchy.HugeBytes == 0)
            file.ReportWithHelp(DiagnosticRules.NoHugePages, huge.Span, Help.DeclareHuge, huge.Text, policy.Hierarchy.Name);
        var tenant = page.Tenant is { Text.Length: > 0 } of ? _resolver.Tenant(of) : null;
        Pages.Add(new TestPagePlan(page.Name.Text, kind ?? 0, wish ?? WishPlan.None) { Tenant = tenant ?? -1, IsHuge = page.Huge is not null });
        if (page.Tier is null)
        {
            if (page.Values.Count > 0)
                file.ReportWithHelp(DiagnosticRules.NotVisible, page.Values[0].Span, "a page in no tier has no fields: `given page p in ram { … }`",
                    file.Source(page.Values[0].Span), "a page that is in no tier");
            return null;
        }

        var tier = page.Tier.Text.Length == 0 ? null : _resolver.Tier(page.Tier);
        var fields = new List<FieldValuePlan>();
        var dirty = false;
        foreach (var value in page.Values) Value(value, fields, ref dirty);
        if (tier is null || kind is null || !Takes(tier.Value, kind.Value, page.Tier)) return null;
        return new PutStep(
            file.Source(page.Span), file.Origin(page.Span), Pages.Count - 1, tier.Value, dirty, fields.ToEquatableArray());
    }

    public FillStep? Fill(GivenFillSyntax fill)
    {
        var share = Positive.Constant(constants, file, fill.Amount, ValueType.Ratio, "what is filled");
        if (fill.Tier.Text.Length == 0 || _resolver.Tier(fill.Tier) is not { } tier || share is null) return null;
        if (share <= Fold.Billion)
            return Takes(tier, 0, fill.Tier) ? new FillStep(file.Source(fill.Span), file.Origin(fill.Span), tier, share.Value) : null;
        file.Report(DiagnosticRules.OutOfRange, fill.Amount.Span, file.Source(fill.Amount.Span), "0%..100%");
        return null;
    }

    /// <summary>A parameter has its value for the whole test, and is no step; a value of the state has it from here on.</summary>
    public CellStep? Value(GivenParameterSyntax given)
    {
        // Giving a value is no use of it.
        switch (names.Find(given.Name.Text))
        {
            case CellSymbol { Plan: { Kind: CellKind.Value, Length: 0 } } cell:
                return constants.Require(given.Value, cell.Plan.Type) is ConstantExpr initial
                    ? new CellStep(file.Source(given.Span), file.Origin(given.Span), cell.Index, initial)
                    : null;
            case CellSymbol cell:
                file.ReportWithHelp(DiagnosticRules.WrongSort, given.Name.Span, cell.Use, cell.Name, cell.What, "a parameter or a single value of the state");
                break;
            case ParameterSymbol when _given.TryGetValue(given.Name.Text, out var first):
                file.ReportWithHelp(DiagnosticRules.DuplicateProperty, given.Name.Span,
                    $"the first one is {file.PlaceOf(file, first.Span)}", given.Name.Text).Relate(file, first.Span, "the first one");
                break;
            case ParameterSymbol parameter:
                _given.Add(given.Name.Text, given);
                if (constants.Constant(given.Value, parameter.Type) is { } value
                    && (parameter.Names.Count > 0 ? IsOne(given.Value, value, parameter) : InRange(given.Value, value, parameter.Range, parameter.Type)))
                    Parameters.Add(new ParameterValuePlan(parameter.Index, value));
                break;
            case { } other and not BrokenSymbol:
                file.ReportWithHelp(DiagnosticRules.WrongSort, given.Name.Span,
                    other is TierSymbol ? $"write `given {other.Name} filled 90%;`" : null, other.Name, other.What, "a parameter");
                break;
            case null:
                file.ReportWithHelp(DiagnosticRules.UnknownName, given.Name.Span,
                    Help.DidYouMeanOneOf(given.Name.Text, names.Names<ParameterSymbol>(), "the parameters"), given.Name.Text);
                break;
        }

        return null;
    }

    private void Value(SyntaxNode node, List<FieldValuePlan> fields, ref bool dirty)
    {
        if (node is not AssignSyntax a)
        {
            Nodes.Misplaced(file, node, "the values of a page");
        }
        else if (a.Target.Text == "dirty")
        {
            dirty = constants.Constant(a.Value, ValueType.Bool) is 1;
        }
        else if (_resolver.Field(a.Target) is { } field)
        {
            if (fields.Any(f => f.Field == field.Index))
                file.Report(DiagnosticRules.DuplicateProperty, a.Target.Span, a.Target.Text);
            else if (constants.Require(a.Value, field.Type) is ConstantExpr value && InRange(a.Value, value.Value, field.Range, field.Type))
                fields.Add(new FieldValuePlan(field.Index, value));
        }
    }

    private bool InRange(ExpressionSyntax syntax, long value, ValueRange range, ValueType type)
    {
        if (value >= range.Min && value <= range.Max || TypeNames.HasNone(type)) return true;
        file.Report(DiagnosticRules.OutOfRange, syntax.Span, file.Source(syntax.Span),
            $"{TypeNames.Show(type, range.Min)}..{TypeNames.Show(type, range.Max)}");
        return false;
    }

    private bool IsOne(ExpressionSyntax syntax, long value, ParameterSymbol parameter)
    {
        if (parameter.Names.Any(n => n.Value == value)) return true;
        file.Report(DiagnosticRules.OutOfRange, syntax.Span, file.Source(syntax.Span), string.Join(", ", parameter.Names.Select(n => n.Name)));
        return false;
    }

    private bool Takes(int tier, int kind, NameSyntax name)
    {
        if ((policy.Hierarchy.Tiers[tier].PageKinds >> kind & 1) != 0) return true;
        file.Report(DiagnosticRules.KindNotTaken, name.Span, name.Text, TypeNames.Kinds[kind]);
        return false;
    }
}

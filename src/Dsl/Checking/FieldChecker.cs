using System.Globalization;
using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the fields of a <c>page</c> block: types, widths, decay. Their places are found when lowering.</summary>
/// <param name="where">What has the fields, as a message says it: "a reclaimer's fields".</param>
internal sealed class FieldChecker(FileContext file, SymbolTable names, HierarchyPlan? hierarchy, string where)
{
    private static readonly string[] Forms = ["bool", "u8", "u16", "u32", "agent", "tier", "time"];

    private readonly ExpressionChecker _constants =
        new(new Scope(file, names, Sight.Constant, where, hierarchy));

    public List<FieldPlan> Fields { get; } = [];

    public List<DecayPlan> Decays { get; } = [];

    /// <summary>The fields are a page's; those of a ghost stay as they were.</summary>
    public bool MayDecay { get; init; } = true;

    public void Add(PageBlockSyntax block)
    {
        foreach (var node in block.Fields)
        {
            if (node is FieldSyntax field) Add(field);
            else Broken(node);
        }
    }

    private void Add(FieldSyntax field)
    {
        if (field.Name.Text.Length == 0) return;
        var type = Type(field.Type);
        var decay = Decay(field, type?.Type);
        if (type is not var (kept, range, bits) || (field.Decay is not null && kept != ValueType.Count))
        {
            names.Declare(new BrokenSymbol(field.Name, file, "a page field"));
            return;
        }

        if (!names.Declare(new FieldSymbol(field.Name, file, Fields.Count, kept, range))) return;
        Fields.Add(new FieldPlan(field.Name.Text, field.Doc, kept, range, Unplaced(bits), decay, Hidden: false,
            file.Source(field.Span)));
    }

    /// <summary>A field that could not be read is known all the same: its uses are not to blame.</summary>
    private void Broken(SyntaxNode node)
    {
        Nodes.Misplaced(file, node, "a `page` block");
        var tokens = file.Tree.Tokens;
        NameSyntax? name = null;
        for (var i = 0; i + 1 < tokens.Count && tokens[i].Span.Start <= node.Span.Start; i++)
            if (tokens[i].Kind == TokenKind.Word && tokens[i + 1].Kind is TokenKind.Colon)
                name = new NameSyntax(tokens[i].Span, file.Text.Slice(tokens[i].Span));
        if (name is not null && names.Find(name.Text) is null) names.Break(new BrokenSymbol(name, file, "a page field"));
    }

    internal static FieldLocation Unplaced(int bits) => new(false, 0, 0, 0, bits);

    private (ValueType Type, ValueRange Range, int Bits)? Type(FieldTypeSyntax type)
    {
        var name = type.Name.Text;
        if (name.Length == 0) return null;
        switch (name)
        {
            case "bool":
                return (ValueType.Bool, ValueRange.Bool, 1);
            case "time":
                return (ValueType.Time, ValueRange.Full, 64);
            case "agent" when hierarchy is not null:
                return Index(ValueType.Agent, hierarchy.Agents.Count);
            case "tier" when hierarchy is not null:
                return Index(ValueType.Tier, hierarchy.Tiers.Count);
            case "u" when type.Width is not null:
                return _constants.Constant(type.Width, ValueType.Count) is { } width ? Unsigned(width, type.Width) : null;
        }

        if (name.Length > 1 && name[0] == 'u'
            && long.TryParse(name.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
            return Unsigned(bits, type.Name);
        file.ReportWithHelp(DiagnosticRules.UnknownType, type.Name.Span,
            name is "average" or "histogram" or "epoch"
                ? $"`{name}` stands in a `state` block"
                : Elsewhere.FieldType(name) ?? Help.DidYouMean(name, Forms, "a field is `bool`, `u1` to `u32`, `agent`, `tier` or `time`"), name);
        return null;
    }

    private (ValueType, ValueRange, int)? Unsigned(long bits, SyntaxNode place)
    {
        if (bits is >= 1 and <= Limits.FieldBits)
            return (ValueType.Count, new ValueRange(0, (1L << (int)bits) - 1), (int)bits);
        file.ReportWithHelp(DiagnosticRules.BadWidth, place.Span, $"a field has 1 to {Limits.FieldBits} bits",
            bits.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    /// <summary>Kept plus one, so that zero is none.</summary>
    private static (ValueType, ValueRange, int) Index(ValueType type, int count) =>
        (type, new ValueRange(-1, count - 1), (int)Saturating.Log2(count));

    private int Decay(FieldSyntax field, ValueType? type)
    {
        if (field.Decay is not { } decay) return -1;
        if (!MayDecay)
        {
            file.ReportWithHelp(DiagnosticRules.MisplacedConstruct, decay.Span, "a ghost keeps what its page had", file.Source(decay.Span), where);
            return -1;
        }

        if (type is { } other && other != ValueType.Count)
        {
            file.ReportWithHelp(DiagnosticRules.CannotDecay, decay.Span, "only `u1` to `u32` decay", field.Name.Text,
                TypeNames.WithArticle(other));
            return -1;
        }

        if (decay.Epoch is { } named)
            return new NameResolver(file, names).Epoch(named) is { } epoch ? Clock(new DecayPlan(0, Fold.Billion / 2, true, Unplaced(32)) { Epoch = epoch.Index }) : -1;
        var period = Positive.Constant(_constants, file, decay.Period!, ValueType.Time, "a period");
        var factor = decay.Factor is null ? Fold.Billion / 2 : _constants.Constant(decay.Factor, ValueType.Ratio);
        if (factor is not > 0 and not null or >= Fold.Billion)
        {
            file.ReportWithHelp(DiagnosticRules.BadDecayFactor, decay.Factor!.Span,
                "a factor is above 0% and below 100%", file.Source(decay.Factor.Span));
            return -1;
        }

        if (period is null || factor is null) return -1;
        return Clock(new DecayPlan(period.Value, factor.Value, decay.Factor is null, Unplaced(32)));
    }

    /// <summary>Fields that decay alike share a clock.</summary>
    private int Clock(DecayPlan clock)
    {
        var index = Decays.IndexOf(clock);
        if (index >= 0) return index;
        Decays.Add(clock);
        return Decays.Count - 1;
    }
}

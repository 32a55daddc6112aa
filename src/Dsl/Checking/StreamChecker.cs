using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks one stream of accesses: <c>gpu0 reads weights zipf 0.99 at 2M/s;</c>.</summary>
internal sealed class StreamChecker(FileContext file, SymbolTable symbols, NameResolver names, ExpressionChecker constants)
{
    private static readonly string[] Patterns = ["sequential", "random", "zipf"];

    /// <summary>Above it all accesses go to one page in any case.</summary>
    private const long LargestExponent = 8;

    public StreamPlan? Check(StreamSyntax stream)
    {
        var agent = names.Agent(stream.Agent);
        var isKnown = Known(stream.Verb, Words.Verbs, "something that an agent does");
        var region = Region(stream.Region);
        var pattern = Known(stream.Pattern, Patterns, "a pattern of accesses", Elsewhere.Pattern(stream.Pattern.Text)) ? Shape(stream) : null;
        var pace = Positive.Constant(constants, file, stream.Pace, ValueType.Pace, "a pace");
        if (agent is null || !isKnown || region is null || pattern is not var (kind, exponent) || pace is null) return null;
        return new StreamPlan(
            file.Source(stream.Span), agent.Value, stream.Verb.Text == "writes", region.Value, kind, exponent, pace.Value);
    }

    private (AccessPattern, long)? Shape(StreamSyntax stream)
    {
        var pattern = (AccessPattern)Array.IndexOf(Patterns, stream.Pattern.Text);
        if (pattern != AccessPattern.Zipf)
        {
            if (stream.Shape is null) return (pattern, 0);
            file.ReportWithHelp(DiagnosticRules.ShapeMisplaced, stream.Shape.Span, "only `zipf` has an exponent", stream.Pattern.Text);
            return null;
        }

        if (stream.Shape is null)
        {
            file.ReportWithHelp(DiagnosticRules.MissingShape, stream.Pattern.Span, "write `zipf 0.99`", "zipf");
            return null;
        }

        if (Positive.Constant(constants, file, stream.Shape, ValueType.Ratio, "an exponent") is not { } exponent) return null;
        if (exponent <= LargestExponent * Fold.Billion) return (pattern, exponent);
        file.Report(DiagnosticRules.OutOfRange, stream.Shape.Span, file.Source(stream.Shape.Span), $"0..{LargestExponent}");
        return null;
    }

    public int? Region(NameSyntax name)
    {
        if (name.Text.Length == 0) return null;
        switch (symbols.Use(name.Text))
        {
            case RegionSymbol region:
                return region.Index;
            case BrokenSymbol:
                return null;
            case { } other:
                file.ReportWithHelp(DiagnosticRules.WrongSort, name.Span,
                    $"it is declared {file.PlaceOf(other.File, other.Declaration.Span)}", name.Text, other.What, "a region").Relate(other.File, other.Declaration.Span, "where it is declared");
                return null;
            default:
                file.ReportWithHelp(DiagnosticRules.UnknownRegion, name.Span,
                    Help.DidYouMeanOneOf(name.Text, symbols.Names<RegionSymbol>(), "the regions"), name.Text);
                return null;
        }
    }

    private bool Known(NameSyntax word, string[] known, string what, string? meant = null)
    {
        if (Array.IndexOf(known, word.Text) >= 0) return true;
        if (word.Text.Length > 0)
            file.ReportWithHelp(DiagnosticRules.UnknownWord, word.Span, meant ?? Help.DidYouMeanOneOf(word.Text, known, "it is one of"), word.Text, what);
        return false;
    }
}

using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.CommonGrammar;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>What a policy observes with.</summary>
internal static class ObserverGrammar
{
    /// <summary><c>"observe" observer [ "over" tier { "," tier } ] ";" ;</c> a word that is no observer is for the checker to say.</summary>
    public static readonly Parser<SyntaxNode> Observe = Decide(at => at.Next.Kind == TokenKind.Word
        ? at.Next.Word switch
        {
            "accessed_bit" => AccessedBit!,
            "hint_fault" when at.Next.Next.Is("every") => HintFaultBackwards!,
            "hint_fault" => HintFault!,
            "sample" or "reads" or "writes" => Samples!,
            "device" => Counters!,
            "regions" => Regions!,
            "everything" => Plain!,
            _ when at.Next.Next.Kind == TokenKind.Semicolon || at.Next.Next.EndsItem() || at.Next.Next.BeginsItem() => Plain!,
            _ => Unknown!,
        }
        : Plain!);

    /// <summary><c>"over" tier { "," tier } ;</c></summary>
    private static readonly Parser<IOption<EquatableArray<NameSyntax>>> Over = Keyword("over").Then(_ => Names("a tier")).Optional();

    /// <summary><c>"everything" [ "over" tiers ] ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Plain =
        from head in Head("observe")
        from what in Name("what the policy observes")
        from over in Over
        from end in End($"`observe {what}`")
        select new ObserveSyntax(head.To(end), what) { Over = over.GetOrElse([]) };

    /// <summary>A word that is no observer, and whatever belongs to it.</summary>
    private static readonly Parser<SyntaxNode> Unknown = input =>
    {
        var at = input.At();
        var end = at.SkipItem();
        return Success<SyntaxNode>(
            new ObserveSyntax(TextSpan.FromBounds(at.Span.Start, Math.Max(end.EndBefore, at.Next.Span.End)), at.Next.AsName()), end);
    };

    /// <summary><c>"accessed_bit" "every" expression ;</c></summary>
    private static readonly Parser<SyntaxNode> AccessedBit =
        from head in Head("observe")
        from what in Keyword("accessed_bit")
        from every in Need("every", " and a time", "write `observe accessed_bit every 100ms`", "each", "per")
        from period in Expression
        from over in Over
        from end in End("the observer")
        select new ObserveSyntax(head.To(end), what) { Every = period, Over = over.GetOrElse([]) };

    /// <summary><c>"hint_fault" "scan" expression "every" expression ;</c></summary>
    private static readonly Parser<SyntaxNode> HintFault =
        from head in Head("observe")
        from what in Keyword("hint_fault")
        from scan in Need("scan", " and how many bytes", HintFaultForm)
        from bytes in Decide(at => at.Is("every") ? Missing : Expression)
        from every in Need("every", " and a time")
        from period in Expression
        from over in Over
        from end in End("the observer")
        select new ObserveSyntax(head.To(end), what) { Scan = bytes, Every = period, Over = over.GetOrElse([]) };

    private const string HintFaultForm = "write `hint_fault scan BYTES every TIME`";

    /// <summary>The parts of it in the wrong order, or with the first one left out: reported once.</summary>
    private static readonly Parser<SyntaxNode> HintFaultBackwards =
        from head in Head("observe")
        from what in Keyword("hint_fault")
        from place in ScanMissing!
        from every in Keyword("every")
        from period in Expression
        from bytes in Keyword("scan").Then(_ => Expression).Optional()
        from over in Over
        from end in End("the observer")
        select new ObserveSyntax(head.To(end), what)
        {
            Scan = bytes.GetOrElse(new ErrorExpressionSyntax(every.Span)), Every = period, Over = over.GetOrElse([]),
        };

    private static readonly Parser<int> ScanMissing = input =>
    {
        input.At().ReportMissing("`scan`", " and how many bytes", form: HintFaultForm);
        return Success(0, input.At());
    };

    /// <summary><c>"device" "counters" "of" agent ;</c></summary>
    private static readonly Parser<SyntaxNode> Counters =
        from head in Head("observe")
        from what in Keyword("device")
        from counters in Need("counters", " after `device`")
        from of in Need("of", " and the name of a device")
        from agent in Name("the name of a device")
        from over in Over
        from end in End("the observer")
        select new ObserveSyntax(head.To(end), what) { Agent = agent, Over = over.GetOrElse([]) };

    /// <summary><c>"regions" sum ".." sum "sample" expression "every" expression ;</c></summary>
    private static readonly Parser<SyntaxNode> Regions =
        from head in Head("observe")
        from what in Keyword("regions")
        from bounds in Decide(at => at.Kind == TokenKind.Number && at.Next.Is("sample") ? OneBound! : Bounds)
        from sample in Need("sample", " and a time")
        from between in Expression
        from every in Need("every", " and a time", instead: ["aggregate", "update", "each", "per"])
        from period in Expression
        from over in Over
        from end in End("the observer")
        select new ObserveSyntax(head.To(end), what) { Regions = bounds, Sample = between, Every = period, Over = over.GetOrElse([]) };

    /// <summary><c>regions 100 sample …</c>: one number where the least and the most are needed.</summary>
    private static readonly Parser<RangeSetSyntax> OneBound = input =>
    {
        var at = input.At();
        at.Next.State.Report(at.Next, Diagnostics.DiagnosticRules.Expected, $"at least and at most so many regions: write `10..{at.Word}`", "`..`", at.Next.Found());
        var low = Sum(at);
        return Success(new RangeSetSyntax(low.Value.Span, low.Value, new ErrorExpressionSyntax(at.Span)), low.Remainder.At());
    };

    /// <summary><c>( "sample" | "reads" | "writes" ) sum "in" sum ;</c></summary>
    private static readonly Parser<RateSyntax> Rate =
        from which in Name("`reads` or `writes`")
        from one in Sum
        from @in in Need("in", " and the accesses of one sample", $"write `{which.Text} 1 in 64`", "per")
        from interval in Sum
        select new RateSyntax(which.Span.Cover(interval.Span), which, one, interval);

    /// <summary><c>rate [ "," rate ] ;</c></summary>
    private static readonly Parser<SyntaxNode> Samples =
        from head in Head("observe")
        from rates in SeparatedBy(Rate, TokenKind.Comma)
        from over in Over
        from end in End("the observer")
        select new ObserveSyntax(head.To(end), rates.First().Which) { Rates = rates.ToEquatableArray(), Over = over.GetOrElse([]) };
}

using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Constructs that stand in several places.</summary>
internal static class CommonGrammar
{
    /// <summary><c>property = word [ "by" ] value { "," value } ";" ;</c></summary>
    /// <remarks>Any word: which ones a block knows is for the checker to say.</remarks>
    public static readonly Parser<SyntaxNode> Property =
        from head in AnyHead
        from preposition in Decide(at => head.Keyword.Text == "addressable" && at.Is("by") ? AnyHead : Here)
        from values in Values!
        from end in End($"`{head.Keyword.Text}`")
        select new PropertySyntax(head.To(end), head.Keyword, values.ToEquatableArray());

    /// <summary>Names with commas between, or one value of another sort, which no comma follows.</summary>
    private static readonly Parser<IEnumerable<ExpressionSyntax>> Values =
        from first in ExpressionGrammar.Expression
        from rest in Decide(at => at.IsCommaForEnd() || first is not WordSyntax && at.Kind != TokenKind.Comma ? Never<TextSpan>() : Token(TokenKind.Comma)).Then(_ => ExpressionGrammar.Expression).Many()
        select new[] { first }.Concat(rest);

    public static readonly Members Properties = new Members("a property")
        .OnLine(LineHeads.OfProperties)
        .Clearly(BeginsProperty)
        .Otherwise(Property);

    /// <summary>A word with a number: in the middle of a line nothing else looks like that.</summary>
    public static bool BeginsProperty(TokenInput at) => at.Next.Kind == TokenKind.Number;

    /// <summary><c>allow = "#" "allow" id string ;</c></summary>
    public static readonly Parser<AllowSyntax> Allow =
        from start in Here
        from hash in Token(TokenKind.Hash)
        from word in Need("allow", " after `#`")
        from id in Name("the number of a diagnostic")
        from reason in NeedString("the reason in quotes")
        from end in EndHere
        select new AllowSyntax(start.To(end), id, default);

    /// <summary>A construct that is skipped as a whole.</summary>
    public static Parser<SyntaxNode> Skipped(string head) => input =>
    {
        var at = input.At();
        var end = at.SkipConstruct();
        var span = TextSpan.FromBounds(at.Span.Start, Math.Max(end.EndBefore, at.Span.End));
        return Success(new UnsupportedSyntax(span, new NameSyntax(at.Span, head)), end);
    };

    /// <summary>A construct that was read in full but has no place in the tree yet.</summary>
    public static UnsupportedSyntax Unbuilt(Mark start, int end, string head) =>
        new(start.To(end), new NameSyntax(start.Keyword.Span, head));

    public static Parser<TextSpan> NeedString(string what) => input =>
    {
        var at = input.At();
        if (at.Kind == TokenKind.String) return Success(at.Span, at.Next);
        at.ReportMissing(what);
        return Success(new TextSpan(at.Span.Start, 0), at);
    };
}

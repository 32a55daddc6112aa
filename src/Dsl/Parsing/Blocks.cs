using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>The members of a block, and where its closing brace ends.</summary>
internal readonly record struct Body(EquatableArray<SyntaxNode> Items, int End);

/// <summary>Blocks in braces: a loop over members that survives broken ones.</summary>
internal static class Blocks
{
    /// <summary><c>"{" { member } "}"</c>; never fails.</summary>
    public static Parser<Body> Block(Members members) => input => Parse(input.At(), members);

    /// <summary>A block whose members are defined later, because they contain it.</summary>
    public static Parser<Body> Block(Func<Members> members) => input => Parse(input.At(), members());

    /// <summary>A block that an <c>else</c> may follow: one inside it means that its brace is missing.</summary>
    public static Parser<Body> BlockBeforeElse(Func<Members> members) =>
        input => Parse(input.At(), members(), at => at.IsElse());

    private static IResult<Body> Parse(TokenInput at, Members members, Func<TokenInput, bool>? follower = null)
    {
        var (open, isBlock) = at.FindBlock(members);
        return isBlock
            ? Nesting.Nested(o => Inside(o.At(), members, follower), skipped => new Body([], skipped.Span.End))(open)
            : Tokens.Success(new Body([], open.EndBefore), open);
    }

    /// <summary>The rest of a block that something closed too early: its own end may be missed.</summary>
    public static Parser<Body> Rest(Members members) => input => Inside(input.At(), members, null, isRest: true);

    private static IResult<Body> Inside(TokenInput open, Members members, Func<TokenInput, bool>? follower, bool isRest = false)
    {
        var items = new List<SyntaxNode>();
        var blocks = open.State.OpenBlocks;
        blocks.Add(members);
        open.State.OpenBraces.Add(open);
        var isBracket = open.Kind == TokenKind.OpenBracket;
        var end = isBracket || open.Kind is TokenKind.OpenBrace or TokenKind.Colon ? open.Next : open;
        while (!EndsBlock(end, members) && !(isBracket && end.Kind == TokenKind.CloseBracket) && follower?.Invoke(end) != true) end = ParseMember(end, members, items);
        blocks.RemoveAt(blocks.Count - 1);
        open.State.OpenBraces.RemoveAt(open.State.OpenBraces.Count - 1);
        open.State.Allows.AddRange(open.State.TakeAllows());

        if (end.Kind == TokenKind.CloseBrace || isBracket && end.Kind == TokenKind.CloseBracket) end = end.Next;
        else if (isRest) end.State.Quiet(end);
        else end.ReportNotClosed(open);
        return Tokens.Success(new Body(items.ToEquatableArray(), end.EndBefore), end);
    }

    private static bool EndsBlock(TokenInput at, Members members) =>
        at.Kind is TokenKind.CloseBrace or TokenKind.EndOfFile || at.StartsDeclaration() || at.BelongsOutside(members);

    /// <summary>A comment as other languages begin it, with the rest of its line.</summary>
    private static TokenInput SkipComment(TokenInput at)
    {
        at.State.Report(at, DiagnosticRules.Expected, "a comment begins with `//`", "`#allow`", at.Found());
        do at = at.Next;
        while (at.Kind != TokenKind.EndOfFile && !at.BeginsLine);
        at.State.Quiet(at);
        return at;
    }

    /// <summary>One member, or an error node for what had to be skipped; always gets at least one token further.</summary>
    public static TokenInput ParseMember(TokenInput at, Members members, List<SyntaxNode> items)
    {
        if (PolicySlips.IsDefine(at) && members == PolicyGrammar.PolicyMembers)
        {
            var define = PolicySlips.Define(at);
            items.Add(define.Value);
            return define.Remainder.At();
        }
        if (at.Kind == TokenKind.Hash) return ParseAllow(at);
        if (at.Kind == TokenKind.Minus && at.Next.Kind == TokenKind.Minus && at.Next.Span.Start == at.Span.End) return SkipComment(at);
        var allows = at.State.TakeAllows();
        var result = members.Parse(at);
        var next = result.Remainder.At();
        if (!result.WasSuccessful)
        {
            next.ReportOdd(members.What);
            next = at.SkipItem();
        }
        if (next == at) next = at.Next;
        items.Add(result.WasSuccessful
            ? result.Value
            : new ErrorSyntax(TextSpan.FromBounds(at.Span.Start, Math.Max(at.Span.Start, next.EndBefore))));
        foreach (var allow in allows) at.State.Allows.Add(allow with { Over = items[items.Count - 1].Span });
        return next;
    }

    /// <summary>No member: it is about the next one.</summary>
    private static TokenInput ParseAllow(TokenInput at)
    {
        if (at.Next.Kind == TokenKind.Word && Suggestions.Nearest("allow", [at.Next.Word]) == null && !at.Next.Is("allow")) return SkipComment(at);
        var result = CommonGrammar.Allow(at);
        at.State.Open(result.Value);
        return result.Remainder.At();
    }
}

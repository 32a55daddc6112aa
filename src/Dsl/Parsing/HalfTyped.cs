using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>A construct whose line breaks off, as it does in an editor, leaves the next line to what that line begins.</summary>
internal static class HalfTyped
{
    /// <summary>Words behind a name that is no head: <c>limit state pages</c>, <c>suspend pin for 1ms</c>.</summary>
    private static readonly HashSet<string> Followers = new(["for", "pages", "bytes", "best", "while", "keep", "samples", "filled"], StringComparer.Ordinal);

    /// <summary>Words that a name has to follow, which may have a block behind it: <c>on access in state { … }</c>.</summary>
    private static readonly HashSet<string> Leaders = new(["in", "over", "by", "limit", "while", "until", "within", "suspend", "if", "nearest", "roomiest"], StringComparer.Ordinal);

    /// <summary>Whether a word that could be a name is the head of the next rule, member or declaration: it begins a line as one.</summary>
    public static bool BeginsNext(this TokenInput at) => at.Kind == TokenKind.Word && at.BeginsLine
        && (at.BeginsOnLine() || !at.IsContinuation() && BeginsInPolicy(at));

    /// <summary>The same by a shape that no name has: <c>on hint page { … }</c> is about a hint called so.</summary>
    public static bool BeginsOnLine(this TokenInput at) => at.Kind == TokenKind.Word && at.BeginsLine && at.State.OpenBlocks.Any(open => open.BeginsOnLine(at));

    private static bool BeginsInPolicy(TokenInput at) => RuleGrammar.ClearlyRule(at) || (at.StartsDeclaration() && !at.Next.IsContinuation()) || IsMember(at);

    /// <remarks><c>if</c> is a head among statements, and begins a value; <c>on pin</c> names an event that is spelt as a section.</remarks>
    private static bool IsMember(TokenInput at) => !at.Is("if") && HasShape(at) && IsInPolicy(at) && at.State.OpenBlocks.Any(open => open.Knows(at.Word));

    private static bool HasShape(TokenInput at)
    {
        if (at.Index > 0 && at.State.At(at.Index - 1) is var before && (before.Is("on") || before.Kind == TokenKind.Comma)) return false;
        if (at.Next.Kind == TokenKind.Number) return true;
        if (at.Next.Kind == TokenKind.OpenBrace) return at.Index > 0 && !IsInMiddle(at.State.At(at.Index - 1));
        // `order` or `otherwise =>` alone, and a contract in the next line; elsewhere something called `never` may be in a range.
        if (at.Is("never") && at.Next.Is("in")) return at.Index > 0 && at.State.At(at.Index - 1) is var head && (head.Is("order") || head.Is("otherwise") || head.Kind == TokenKind.Implies);
        if (at.Next.Kind != TokenKind.Word || at.Next.IsContinuation() || Followers.Contains(at.Next.Word)) return false;
        return at.Word is not ("budget" or "param" or "let") || at.Next.Next.Kind is TokenKind.Assign or TokenKind.Colon;
    }

    /// <summary>Something has to follow in any case, and a name with a block behind it may.</summary>
    private static bool IsInMiddle(TokenInput before) => before.Kind == TokenKind.Word ? Leaders.Contains(before.Word)
        : before.Kind is not (TokenKind.Assign or TokenKind.Colon or TokenKind.Implies or TokenKind.CloseBrace or TokenKind.OpenBrace or TokenKind.Semicolon);

    /// <remarks>The parts of a reclaimer are spelt as the names in it are: <c>queue queue;</c></remarks>
    private static bool IsInPolicy(TokenInput at) => at.State.OpenBlocks.Contains(PolicyGrammar.PolicyMembers);
}

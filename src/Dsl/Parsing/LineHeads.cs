using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>
/// How parts of hierarchies, workloads, tests and reclaimers look at the begin of a line, told from names that are spelt
/// as their heads: no name is followed by what follows the head.
/// </summary>
internal static class LineHeads
{
    /// <summary>What may follow a name in a test: <c>given page expect in ram;</c>.</summary>
    private static readonly HashSet<string> AfterName = new(
        ["in", "by", "filled", "times", "long", "short", "then", "else", "and", "or", "is", "huge", "of", "bound", "asks", "prefers", .. TypeNames.Kinds],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Patterns = new(["zipf", "random", "sequential"], StringComparer.Ordinal);

    public static bool OfHierarchy(TokenInput at)
    {
        // `fallback from AGENT TIER -> …` and `low TIER SIZE` are the names that a word or a number follows.
        if (at.IsBehind("from") || at.IsBehind("low") || at.IsBehind("max")) return false;
        if (at.Word is "page" or "huge") return at.Next.Kind == TokenKind.Number;
        if (at.Next.Kind != TokenKind.Word) return false;
        var sign = at.Next.Next.Kind;
        return at.Word switch
        {
            "tier" => sign == TokenKind.Colon,
            "agent" => sign is TokenKind.Semicolon or TokenKind.OpenBrace or TokenKind.Colon,
            "tenant" => sign is TokenKind.Semicolon or TokenKind.OpenBrace,
            "store" or "swap" => sign == TokenKind.OpenBrace,
            "group" => sign == TokenKind.Assign,
            "link" => sign is TokenKind.Arrow or TokenKind.BothArrow,
            "fallback" => at.Next.Is("from") || sign is TokenKind.Arrow or TokenKind.Semicolon,
            _ => false,
        };
    }

    public static bool OfProperties(TokenInput at) => !at.Is("if")
        && (at.Next.Kind == TokenKind.Number || at.Next.Kind == TokenKind.Word && (!at.Next.IsContinuation() || at.Is("addressable") && at.Next.Is("by")));

    public static bool OfPartsOfTier(TokenInput at) => OfProperties(at)
        || at.Word is "from" or "remote" && at.Next.Kind == TokenKind.Word && at.Next.Next.Kind == TokenKind.OpenBrace;

    public static bool OfShares(TokenInput at) =>
        at.Word is "low" or "max" && at.Next.Kind == TokenKind.Word && at.Next.Next.Kind == TokenKind.Number;

    public static bool OfWorkload(TokenInput at) => at.Word is "region" or "phase" && at.Next.Kind == TokenKind.Word
        && at.Next.Next.Kind is TokenKind.Number or TokenKind.OpenParen && !Patterns.Contains(at.Next.Word);

    /// <summary>Who does what, or <c>gpu.busy = 50%</c>.</summary>
    public static bool OfAct(TokenInput at)
    {
        if (at.Next.Kind == TokenKind.Dot) return at.Next.Next.Kind == TokenKind.Word && at.Next.Next.Next.Kind == TokenKind.Assign;
        return Array.IndexOf(Words.Verbs, at.Word) < 0 && Array.IndexOf(Words.Verbs, at.Next.Word) >= 0
            && at.Next.Next.Kind == TokenKind.Word && !AfterName.Contains(at.Next.Next.Word) && !at.Next.Next.Is("at");
    }

    /// <remarks>A name may follow that of a hint, and that of a tier that a driver reclaims.</remarks>
    public static bool OfTest(TokenInput at)
    {
        if (OfAct(at)) return true;
        if (at.Is("after")) return at.Next.Kind == TokenKind.Number && at.Next.Word.EndsWith("s", StringComparison.Ordinal) && at.Next.Next.Kind == TokenKind.Semicolon;
        if (at.IsBehind("hints") || at.IsBehind("reclaims")) return false;
        return at.Word switch
        {
            "expect" => at.Next.Kind == TokenKind.Not || IsNewName(at.Next),
            "given" or "run" => IsNewName(at.Next),
            _ => false,
        };
    }

    public static bool OfReclaimer(TokenInput at) => at.Word switch
    {
        "queue" => at.Next.Kind == TokenKind.Word && at.Next.Next.Kind is TokenKind.Semicolon or TokenKind.OpenBracket,
        "hand" => at.Next.Kind == TokenKind.Word && at.Next.Next.Kind == TokenKind.Semicolon,
        "ghost" => at.Next.Kind == TokenKind.Word && at.Next.Next.Kind == TokenKind.OpenParen,
        "buckets" => at.Next.Kind == TokenKind.Word && at.Next.Next.Is("by"),
        "every" => at.Next.Kind == TokenKind.Number && at.Next.Next.Kind == TokenKind.OpenBrace,
        "state" or "page" or "miss" or "insert" or "access" or "trim" or "victim" or "remove" =>
            at.Next.Kind == TokenKind.OpenBrace && at.Index > 0 && at.State.At(at.Index - 1).Kind is TokenKind.Assign or TokenKind.Colon,
        _ => false,
    };

    public static bool OfHandlers(TokenInput at) => at.Is("on") ? HandlerGrammar.Events.Contains(at.Next.Word)
        : at.Is("every") && at.Next.Kind == TokenKind.Number && (at.Next.Next.Kind == TokenKind.OpenBrace || at.Next.Next.Word is "over" or "while");

    /// <summary>No value is assigned to within a value.</summary>
    public static bool OfStatements(TokenInput at) => at.Index > 0 && at.State.At(at.Index - 1).Kind != TokenKind.Dot && at.Next.Kind switch
    {
        TokenKind.Assign or TokenKind.PlusAssign or TokenKind.MinusAssign or TokenKind.StarAssign or TokenKind.SlashAssign => true,
        TokenKind.Word => at.Is("scan") && at.Next.Next.Is("from") || at.Is("for") && at.Next.Next.Is("in"),
        _ => false,
    };

    /// <summary><c>page { heat : u8; }</c> behind the head of a policy, and no hierarchy that is called <c>page</c>.</summary>
    public static bool IsSection(TokenInput at) => at.Next.Kind == TokenKind.OpenBrace && at.Next.Next.Kind == TokenKind.Word && PolicyGrammar.PolicyMembers.Knows(at.Word)
        && (!PolicyGrammar.PolicyMembers.Knows(at.Next.Next.Word) || at.Next.Next.Next.Kind == TokenKind.Colon);

    /// <summary>A field of a page, or a value of the state.</summary>
    public static bool OfTyped(TokenInput at) => at.Next.Kind == TokenKind.Colon && at.Next.Next.Kind == TokenKind.Word;

    private static bool IsNewName(TokenInput at) => at.Kind == TokenKind.Word && !AfterName.Contains(at.Word);

    private static bool IsBehind(this TokenInput at, string word) => at.Index > 0 && at.State.At(at.Index - 1).Is(word);
}

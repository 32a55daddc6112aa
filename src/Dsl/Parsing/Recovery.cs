using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Where to go on after an error, so that the next error found is a new one.</summary>
internal static class Recovery
{
    private static readonly HashSet<string> Declarations =
        new(["hierarchy", "policy", "reclaimer", "workload", "test"], StringComparer.Ordinal);

    /// <summary>Words that continue a construct on a new line; any other word there begins one.</summary>
    private static readonly HashSet<string> Continuations = new(
        ["within", "or", "per", "until", "then", "else", "over", "limit", "by", "in", "from", "to", "towards", "at", "every"],
        StringComparer.Ordinal);

    /// <summary>Whether a declaration begins here, whatever blocks stand open: head, name, and what follows a name.</summary>
    public static bool StartsDeclaration(this TokenInput at) =>
        at.Kind == TokenKind.Word && Declarations.Contains(at.Word) && at.Next.Kind switch
        {
            TokenKind.String => at.Is("test"),
            TokenKind.Word => at.Next.Next.Kind is TokenKind.OpenBrace or TokenKind.OpenParen || at.Next.Next.Is("for"),
            _ => false,
        };

    /// <summary>Whether what came before should have ended here.</summary>
    public static bool EndsItem(this TokenInput at) =>
        at.BeginsLine || at.Kind is TokenKind.CloseBrace or TokenKind.EndOfFile;

    /// <summary>Whether the next member of the innermost block seems to begin here, in the middle of a line.</summary>
    public static bool BeginsItem(this TokenInput at)
    {
        if (at.Kind != TokenKind.Word) return false;
        var open = at.State.OpenBlocks;
        return open.Count > 0 && open[open.Count - 1].Begin(at);
    }

    /// <summary>
    /// Whether a member of an enclosing block begins here, which means that a closing brace is missing: <c>tier</c>
    /// inside a tier, <c>reclaim</c> inside <c>placement</c>.
    /// </summary>
    public static bool BelongsOutside(this TokenInput at, Members members)
    {
        if (at.Kind != TokenKind.Word || members.Knows(at.Word) || members.Fits(at)) return false;
        if (at.Next.Kind is not (TokenKind.Word or TokenKind.Number or TokenKind.OpenBrace)) return false;
        return at.State.OpenBlocks.Any(outer => outer.Knows(at.Word))
            || at.BeginsLine && !members.BeginsOnLine(at) && at.State.OpenBlocks.Any(outer => outer.BeginsOnLine(at));
    }

    /// <summary>Behind the next <c>;</c> or block, or before what ends the enclosing block or begins another item.</summary>
    public static TokenInput SkipItem(this TokenInput from)
    {
        for (var at = from; ; at = at.Next)
        {
            if (at.Kind is TokenKind.EndOfFile or TokenKind.CloseBrace) return at;
            if (at.Kind == TokenKind.Semicolon) return at.Next;
            if (at.Kind == TokenKind.OpenBrace) return at.SkipBlockAndElse();
            if (at != from && (at.StartsDeclaration() || at.StartsLineOfItem())) return at;
        }
    }

    /// <summary>From the head of a construct behind its <c>;</c> or its block, line ends or not.</summary>
    public static TokenInput SkipConstruct(this TokenInput from)
    {
        for (var at = from.Next; ; at = at.Next)
        {
            if (at.Kind is TokenKind.EndOfFile or TokenKind.CloseBrace || at.StartsDeclaration()) return at;
            if (at.Kind == TokenKind.Semicolon) return at.Next;
            if (at.Kind == TokenKind.OpenBrace) return at.SkipBlock();
        }
    }

    /// <summary>A block with the <c>else</c> and the semicolon that may belong to it.</summary>
    private static TokenInput SkipBlockAndElse(this TokenInput open)
    {
        var at = open.SkipBlock();
        while (at.IsElse()) at = at.SkipConstruct();
        return at.Kind == TokenKind.Semicolon ? at.Next : at;
    }

    /// <summary>An <c>else</c> with what must follow it; elsewhere the word may be a name.</summary>
    public static bool IsElse(this TokenInput at) =>
        at.Is("else") && (at.Next.Kind == TokenKind.OpenBrace || at.Next.Is("if"));

    public static bool LeadsToBlock(this TokenInput at) =>
        at.Next.Kind is TokenKind.Word or TokenKind.OpenBrace && at.Seek(TokenKind.OpenBrace) != null;

    /// <summary>The next token of this kind in the rest of a statement, past groups in parentheses; or null.</summary>
    public static TokenInput? Seek(this TokenInput from, TokenKind kind)
    {
        var depth = 0;
        for (var at = from; ; at = at.Next)
        {
            if (at.Kind == kind && depth == 0) return at;
            if (at.Kind is TokenKind.Semicolon or TokenKind.OpenBrace or TokenKind.CloseBrace or TokenKind.EndOfFile
                || at.StartsDeclaration() || at.StartsLineOfItem())
            {
                return null;
            }
            // A block never stands in parentheses: on the way to one they do not count.
            if (kind == TokenKind.OpenBrace) continue;
            if (at.Kind == TokenKind.OpenParen) depth++;
            else if (at.Kind == TokenKind.CloseParen && --depth < 0) return null;
        }
    }

    /// <summary>Behind the brace that closes this one; without one, reports it where it is missed.</summary>
    public static TokenInput SkipBlock(this TokenInput open)
    {
        var end = open.SkipBalanced(TokenKind.OpenBrace, TokenKind.CloseBrace);
        if (end.Kind == TokenKind.CloseBrace) return end.Next;
        end.ReportNotClosed(open);
        return end;
    }

    /// <summary>The closing token of this opening one, or where the search had to end.</summary>
    public static TokenInput SkipBalanced(this TokenInput open, TokenKind opening, TokenKind closing)
    {
        var depth = 1;
        var at = open.Next;
        for (; at.Kind != TokenKind.EndOfFile && !at.StartsDeclaration(); at = at.Next)
        {
            if (at.Kind == opening) depth++;
            else if (at.Kind == closing && --depth == 0) break;
            // Only a brace runs past the end of the statement it stands in.
            else if (opening != TokenKind.OpenBrace && at.Kind is (TokenKind.Semicolon or TokenKind.CloseBrace)) break;
        }
        return at;
    }

    /// <summary>
    /// The <c>{</c> that a broken header still leads to, or the first member where only the brace was left out, or what
    /// follows when there is no block.
    /// </summary>
    public static (TokenInput At, bool IsBlock) FindBlock(this TokenInput from, Members members)
    {
        if (from.Kind == TokenKind.OpenBrace) return (from, true);
        if (from.Kind == TokenKind.Colon && from.Next.Kind == TokenKind.Word && from.Next.BeginsLine)
        {
            from.State.Report(from, DiagnosticRules.Expected, "a block stands in braces: `{ … }`", "`{`", from.Found());
            from.State.BraceIsMissing = true;
            return (from, true);
        }
        from.ReportMissing("`{`", form: from.Kind == TokenKind.Word && members.Knows(from.Word) ? null : members.Form);
        from.State.BraceIsMissing = true;
        // `placement [ … ]`: the wrong brackets, and the right number of them.
        if (from.Kind == TokenKind.OpenBracket) return (from, true);
        if (from.StartsDeclaration() || from.BelongsOutside(members)) return (from, false);
        if (from.Kind == TokenKind.Word && members.Knows(from.Word) || from.Kind == TokenKind.Hash && from.Next.Is("allow")) return (from, true);
        if (from.Seek(TokenKind.OpenBrace) is { } open) return (open, true);
        if (members.Begin(from)) return (from, true);
        for (var at = from; ; at = at.Next)
        {
            if (at.Kind == TokenKind.Semicolon) return (at.Next, false);
            if (at.Kind is TokenKind.CloseBrace or TokenKind.EndOfFile || at.StartsDeclaration() || at.StartsLineOfItem())
                return (at, false);
        }
    }

    /// <remarks>Where an opening brace is missing, the closing one of its block may have closed the block around it.</remarks>
    public static void ReportNotClosed(this TokenInput at, TokenInput open)
    {
        if (at.State.BraceIsMissing) at.State.Quiet(at);
        // The line that broke off in a block which begins in it has lost the end of that block too.
        else if (at.State.CutBlocks > 0)
        {
            at.State.CutBlocks--;
            at.State.Quiet(at);
        }
        else at.State.Report(at, DiagnosticRules.NotClosed, null, open.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), at.Found());
    }

    private static bool StartsLineOfItem(this TokenInput at) =>
        at.Kind == TokenKind.Word && at.BeginsLine && !at.IsContinuation();

    public static bool IsContinuation(this TokenInput at) => Continuations.Contains(at.Word);

    /// <summary>Whether this goes on behind the names of tiers, so that the word before it is one, however it is spelt.</summary>
    public static bool FollowsName(this TokenInput at) =>
        at.Kind == TokenKind.Word && at.Word is "within" or "or" or "keep" or "then" or "while" or "until" or "limit" or "best";
}

using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>A construct whose line breaks off, as it does in an editor, leaves the next line to what that line begins.</summary>
internal static class HalfTyped
{
    /// <summary>Whether a word that could be a name is the head of the next rule, member or declaration: it begins a line as one.</summary>
    public static bool BeginsNext(this TokenInput at) => at.Kind == TokenKind.Word && at.BeginsLine && !at.IsContinuation()
        && (RuleGrammar.ClearlyRule(at) || at.StartsDeclaration() || IsMember(at));

    /// <remarks><c>if</c> is a head among statements, and begins a value.</remarks>
    private static bool IsMember(TokenInput at) => !at.Is("if")
        && at.Next.Kind is TokenKind.Word or TokenKind.Number or TokenKind.OpenBrace && (at.Next.Is("in") || !at.Next.IsContinuation())
        && at.State.OpenBlocks.Any(open => open.Knows(at.Word));
}

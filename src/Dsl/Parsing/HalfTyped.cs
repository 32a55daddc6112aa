using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>A construct whose line breaks off, as it does in an editor, leaves the next line to what that line begins.</summary>
internal static class HalfTyped
{
    /// <summary>Whether a word that could be a name is the head of the next rule, member or declaration: it begins a line as one.</summary>
    public static bool BeginsNext(this TokenInput at) => at.Kind == TokenKind.Word && at.BeginsLine && !at.IsContinuation()
        && (RuleGrammar.ClearlyRule(at) || at.StartsDeclaration() || IsMember(at));

    /// <remarks><c>if</c> is a head among statements, and begins a value; <c>on pin</c> names an event that is spelt as a section.</remarks>
    private static bool IsMember(TokenInput at) => !at.Is("if") && !(at.Index > 0 && at.State.At(at.Index - 1).Is("on"))
        && at.Next.Kind is TokenKind.Word or TokenKind.Number or TokenKind.OpenBrace && (at.Is("never") || !at.Next.IsContinuation())
        && IsInPolicy(at) && at.State.OpenBlocks.Any(open => open.Knows(at.Word));

    /// <remarks>The parts of a reclaimer are spelt as the names in it are: <c>queue queue;</c></remarks>
    private static bool IsInPolicy(TokenInput at) => at.State.OpenBlocks.Contains(PolicyGrammar.PolicyMembers);
}

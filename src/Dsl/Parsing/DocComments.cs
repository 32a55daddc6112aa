using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Reads the <c>///</c> lines above a construct out of the trivia of its first token.</summary>
internal static class DocComments
{
    /// <summary>The lines without slashes and one leading space, joined by line feeds; empty when there are none.</summary>
    /// <remarks>What follows the token before in its own line belongs to that token.</remarks>
    public static string Read(string text, Token token)
    {
        var length = token.Span.Start - token.TriviaStart;
        if (text.IndexOf("///", token.TriviaStart, length, StringComparison.Ordinal) < 0) return "";
        return string.Join("\n", text.Substring(token.TriviaStart, length)
            .Split('\n')
            .Skip(token.TriviaStart == 0 ? 0 : 1)
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("///", StringComparison.Ordinal))
            .Select(line => line.Substring(3))
            .Select(line => line.StartsWith(" ", StringComparison.Ordinal) ? line.Substring(1) : line));
    }
}

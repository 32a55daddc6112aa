using System.Text.RegularExpressions;

namespace CdmPolicy.Tests.Grammar;

/// <summary>A text as the page's section on tokens cuts it, written a second time.</summary>
internal static partial class EbnfTokens
{
    public static string[] Cut(string text) => [.. Token().Matches(Trivia().Replace(text, m => m.Value[0] == '"' ? m.Value : " ")).Select(m => m.Value)];

    /// <summary>A token fits one of the names that the grammar does not explain.</summary>
    public static bool Is(string token, string name) => name switch
    {
        "word" => char.IsAsciiLetter(token[0]) || token[0] == '_',
        "number" => char.IsAsciiDigit(token[0]),
        "string" => token[0] == '"',
        _ => throw new InvalidOperationException($"the grammar has no production `{name}`"),
    };

    [GeneratedRegex("""
        "[^"\n]*"|//[^\n]*|/\*.*?\*/
        """, RegexOptions.Singleline)]
    private static partial Regex Trivia();

    [GeneratedRegex("""
        "[^"\n]*"|[0-9][0-9_]*(\.[0-9][0-9_]*)?(%|[A-Za-z0-9_]*(/s(?![A-Za-z0-9_]))?)|[A-Za-z_][A-Za-z0-9_]*|<->|->|=>|\.\.|[-+*/=!<>]=|&&|\|\||\S
        """)]
    private static partial Regex Token();
}

using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Steps of a test with a word left out.</summary>
internal static class TestSlips
{
    /// <summary><c>given p in ram;</c></summary>
    public static bool IsPage(TokenInput at) => at.Kind == TokenKind.Word && (at.Next.Is("in") && at.Next.Next.Kind == TokenKind.Word || at.Next.Kind is TokenKind.Semicolon or TokenKind.OpenBrace);

    public static readonly Parser<int> PageLeftOut = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, $"write `given page {at.Word} …`", "`page`", at.Found());
        return Success(0, at);
    };
}

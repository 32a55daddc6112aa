using System.Text;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Formatting;
using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Formatting;

/// <summary>Texts to lay out, and other layouts of them.</summary>
internal static class Styles
{
    /// <summary>Every policy file of the repository whose grammar is right.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. new[] { "examples", "src", "benchmarks", "tests" }.SelectMany(folder => Repository.Files(folder, "*.cdmp"))
            .Where(file => !Parse(Repository.Read(file)).Diagnostics.Any(d => d.Severity == Dsl.Diagnostics.Severity.Error))];

    public static string Format(string text) =>
        Formatter.Format(new SourceText("a.cdmp", text)).Text ?? throw new InvalidOperationException("refused:\n" + text);

    public static string Meaning(string text) => PlanPrinter.Print(Compiler.Compile([new SourceText("a.cdmp", text)]));

    public static SyntaxTree Parse(string text) => Parser.Parse(new SourceText("a.cdmp", text));

    /// <summary>The same tokens with other white space, and here and there a comment.</summary>
    /// <remarks>Doc comments stay where they are: elsewhere they would document something else.</remarks>
    public static string Shaken(string text, Random random)
    {
        var tree = Parse(text);
        var shaken = new StringBuilder();
        foreach (var token in tree.Tokens)
        {
            var trivia = text[token.TriviaStart..token.Span.Start];
            shaken.Append(trivia.Contains('/') || random.Next(3) > 0 ? trivia : Space(random, trivia.Length > 0));
            if (random.Next(12) == 0) shaken.Append(Comment(random));
            shaken.Append(text, token.Span.Start, token.Span.Length);
        }
        return shaken.ToString();
    }

    private static string Space(Random random, bool isNeeded) => random.Next(8) switch
    {
        0 => "\n", 1 => "\r\n\r\n", 2 => "\t", 3 => "   ", 4 => "\n\n\n  ", 5 when !isNeeded => "", 6 => " \u00A0", _ => " ",
    };

    private static string Comment(Random random) => random.Next(6) switch
    {
        0 => " // näher?\n",
        1 => "\n  // a line of its own \t\n",
        2 => " /* short */ ",
        3 => "/* two\n\t lines */",
        4 => "\n/*\n * with\n\t* stars\n */\n",
        _ => "\n\n// after a blank line\r\n\n",
    };
}

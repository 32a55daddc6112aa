using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Robustness;

/// <summary>Files of the corpus with a piece missing, twice, or in the wrong place: diagnostics, and never an exception.</summary>
/// <remarks>
/// Of all of these a part is tried, chosen by their number, so that the run is short and the same each time.
/// <c>CDMP_ROBUSTNESS=all dotnet test tests --filter FullyQualifiedName~Robustness</c> tries every one.
/// </remarks>
public class MutationTests
{
    /// <summary>About this many in a test, spread over all files.</summary>
    private const int Sampled = 300;

    private static readonly bool TriesAll = Environment.GetEnvironmentVariable("CDMP_ROBUSTNESS") == "all";

    private static readonly (string Text, IReadOnlyList<Token> Tokens)[] Files =
        [.. Repository.Files("tests/Corpus", "*.cdmp").Concat(Repository.Files("src/Dsl/Library", "*.cdmp")).Concat(Repository.Files("examples", "*.cdmp"))
            .Select(file => Repository.Read(file)).Distinct().Select(text => (text, Parser.Parse(new SourceText("a.cdmp", text)).Tokens))];

    [Fact]
    public void Every_prefix() => Try(file => file.Text.Length, (file, at) => file.Text[..at]);

    [Fact]
    public void Every_token_left_out() => Try(file => file.Tokens.Count, (file, at) => file.Text.Remove(file.Tokens[at].Span.Start, file.Tokens[at].Span.Length));

    [Fact]
    public void Every_token_twice() => Try(file => file.Tokens.Count, (file, at) => file.Text.Insert(file.Tokens[at].Span.Start, Word(file, at) + " "));

    [Fact]
    public void Every_token_in_place_of_its_neighbour() => Try(file => file.Tokens.Count - 1, (file, at) =>
    {
        var (first, second) = (file.Tokens[at].Span, file.Tokens[at + 1].Span);
        return file.Text[..first.Start] + Word(file, at + 1) + file.Text[first.End..second.Start] + Word(file, at) + file.Text[second.End..];
    });

    private static string Word((string Text, IReadOnlyList<Token> Tokens) file, int at) =>
        file.Text.Substring(file.Tokens[at].Span.Start, file.Tokens[at].Span.Length);

    private static void Try(
        Func<(string Text, IReadOnlyList<Token> Tokens), int> count, Func<(string Text, IReadOnlyList<Token> Tokens), int, string> change)
    {
        var total = Files.Sum(count);
        // A step without a common factor with the lengths of files meets every sort of place.
        var step = TriesAll ? 1 : Math.Max(1, total / Sampled) | 1;
        var number = 0;
        foreach (var file in Files)
        {
            for (var at = 0; at < count(file); at++)
            {
                if (number++ % step != 0) continue;
                var text = change(file, at);
                try
                {
                    Trial.Of(text);
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"{e.Message} with\n{text}", e);
                }
            }
        }
    }
}

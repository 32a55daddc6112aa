using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Tests.Docs;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Grammar;

/// <summary>
/// The grammar of the docs against the parser: both take the same texts for right, and no part of the grammar is without a
/// text that uses it.
/// </summary>
public class GrammarTests
{
    private const string Page = "docs/grammar.md";

    /// <summary>Errors of the parser that are no matter of grammar: how deep, how long, and what stands where it does nothing.</summary>
    private static readonly string[] NotOfTheGrammar = ["CDMP0104", "CDMP0105"];

    /// <summary>Words and numbers that the grammar names and that are judged where their meaning is known.</summary>
    private static readonly string[] OfTheGrammarToo = ["CDMP0213", "CDMP0521", "CDMP0613", "CDMP0522", "CDMP0552", "CDMP0706", "CDMP0707"];

    private static readonly Ebnf Grammar =
        Ebnf.Read(string.Concat(Example.In(Page).Where(e => e.Language == "ebnf").Select(e => e.Text)));

    [Fact]
    public void Every_production_leads_to_others_and_from_a_file()
    {
        var named = Grammar.Productions.Values.SelectMany(Ebnf.Parts).OfType<Reference>().Select(r => r.Name).ToHashSet();
        Assert.Empty(named.Except(Grammar.Productions.Keys).Except(["word", "number", "string"]));
        Assert.Equal(["file"], Grammar.Productions.Keys.Except(named));
    }

    [Fact]
    public void What_the_parser_takes_is_of_the_grammar_and_uses_all_of_it()
    {
        var used = new HashSet<EbnfNode>();
        var strange = Texts().Where(t => SyntaxErrors(t).Length == 0)
            .Select(t => (t.Path, Stop: new EbnfRecognizer(Grammar, EbnfTokens.Cut(t.Content)).Recognize("file", used)))
            .Where(t => t.Stop is not null).Select(t => $"{t.Path}: {t.Stop}").ToArray();
        Assert.True(strange.Length == 0, "not of the grammar:\n" + string.Join('\n', strange));

        var unused = Grammar.Productions.DistinctBy(p => p.Value)
            .SelectMany(p => Ebnf.Parts(p.Value).Where(part => !used.Contains(part)).Select(part => $"{p.Key}: {part}")).ToArray();
        Assert.True(unused.Length == 0, "no text uses\n" + string.Join('\n', unused));
    }

    [Fact]
    public void What_the_parser_refuses_is_not_of_the_grammar()
    {
        var refused = Texts().Where(t => SyntaxErrors(t) is { Length: > 0 } errors && !errors.Any(IsNotOfTheGrammar)).ToArray();
        Assert.NotEmpty(refused);
        Assert.Empty(refused
            .Where(t => new EbnfRecognizer(Grammar, EbnfTokens.Cut(t.Content)).Recognize("file", []) is null)
            .Select(t => $"{t.Path} {string.Join(' ', SyntaxErrors(t))}"));
    }

    private static bool IsNotOfTheGrammar(string id) => NotOfTheGrammar.Contains(id) || id.StartsWith("CDMP09", StringComparison.Ordinal);

    private static string[] SyntaxErrors(SourceText text) =>
        [.. Compiler.Compile([text]).Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Id)
            .Where(id => (string.CompareOrdinal(id, "CDMP0200") < 0 && id != "CDMP0010") || OfTheGrammarToo.Contains(id)
                || id.StartsWith("CDMP09", StringComparison.Ordinal))];

    /// <summary>Examples, the library, the corpus, the policies that tests compile, and every example of the docs.</summary>
    private static IEnumerable<SourceText> Texts() =>
        new[] { "examples", "src/Dsl/Library", "tests", "benchmarks" }
            .SelectMany(folder => Repository.Files(folder, "*.cdmp"))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("Frames/", StringComparison.Ordinal))
            .Select(path => new SourceText(path, Repository.Read(path)))
            .Concat(Repository.Files("docs", "*.md").Append("README.md")
                .SelectMany(Example.In).Where(e => e.Language == "cdmp").Select(e => new SourceText(e.ToString(), e.Whole)));
}

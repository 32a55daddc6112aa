using System.Text;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Text;
using CsCheck;

namespace CdmPolicy.Tests.Parsing;

/// <summary>No text makes the parser throw, hang or overflow its stack.</summary>
public class RobustnessTests
{
    private const int SmallStack = 256 * 1024;

    [Fact]
    public void EveryPrefixParses()
    {
        foreach (var sample in Samples.All)
            for (var length = 0; length < sample.Length; length++)
                AssertSound(sample[..length]);
    }

    [Fact]
    public void OneTokenLessIsHardlyEverMoreThanOneDiagnostic()
    {
        var counts = (
            from sample in Samples.All
            from token in Parser.Parse(new SourceText("a.cdmp", sample)).Tokens
            select AssertSound(sample.Remove(token.Span.Start, token.Span.Length))).ToArray();

        Assert.InRange(counts.Max(), 1, 3);
        Assert.InRange(counts.Count(c => c > 1), 0, counts.Length / 50);
    }

    [Fact]
    public void RandomBytesParse() =>
        Gen.Byte.Array[0, 400].Sample(bytes => { AssertSound(Encoding.UTF8.GetString(bytes)); }, iter: 2_000);

    [Fact]
    public void RandomTokensOfTheLanguageParse()
    {
        var tokens = Samples.All
            .SelectMany(s => Parser.Parse(new SourceText("a.cdmp", s)).Tokens.Select(t => s.Substring(t.Span.Start, t.Span.Length)))
            .Distinct().ToArray();
        Gen.OneOf(tokens).Array[0, 200].Sample(soup => { AssertSound(string.Join(" ", soup)); }, iter: 2_000);
    }

    public static TheoryData<string, string, string> Deep => new()
    {
        { "", "(", "CDMP0101" },
        { "", "!", "CDMP0101" },
        { "", "{", "CDMP0101" },
        { "", "}", "CDMP0107" },
        { "", "policy P for H {", "CDMP0103" },
        { "policy P for H { let x = ", "(", "CDMP0104" },
        { "policy P for H { let x = ", "!", "CDMP0105" },
        { "policy P for H { let x = ", "a + ", "CDMP0105" },
        { "policy P for H { let x = ", "a < ", "CDMP0106" },
        { "policy P for H { let x = ", "x in ", "CDMP0106" },
        { "policy P for H { let x = ", "min(", "CDMP0104" },
        { "policy P for H { let x = ", "a[", "CDMP0104" },
        { "policy P for H { let x = ", "if a then b else ", "CDMP0104" },
        { "policy P for H { let x = ", "if a then ", "CDMP0104" },
        { "policy P for H { migration { on access { ", "{", "CDMP0101" },
        { "policy P for H { migration { on access { ", "if (a) {", "CDMP0104" },
        { "policy P for H { migration { on access { ", "if (a) { x = 1; } else ", "CDMP0104" },
        { "reclaimer R { victim { ", "scan q from back {", "CDMP0104" },
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public void DeepNestingGivesADiagnosticOnASmallStack(string before, string repeated, string firstId)
    {
        var text = before + new StringBuilder().Insert(0, repeated, 100_000);
        string? found = null;
        var thread = new Thread(() => found = Parser.Parse(new SourceText("a.cdmp", text)).Diagnostics[0].Id, SmallStack);
        thread.Start();
        thread.Join();
        Assert.Equal(firstId, found);
    }

    [Fact]
    public void NestingUpToTheLimitIsFineOnASmallStack()
    {
        var nested = new StringBuilder().Insert(0, "if (((a))) { ", 58) + "x = 1;" + new string('}', 58);
        string? report = null;
        var thread = new Thread(
            () => report = Reports.Of($"policy P for H {{ migration {{ on access {{ {nested} }} }} }}"), SmallStack);
        thread.Start();
        thread.Join();
        Assert.Equal("", report);
    }

    /// <summary>Parses, and checks that all places lie in the text and all messages can be formatted.</summary>
    private static int AssertSound(string content)
    {
        var tree = Parser.Parse(new SourceText("a.cdmp", content));
        foreach (Diagnostic diagnostic in tree.Diagnostics)
        {
            Assert.InRange(diagnostic.Span.Start, 0, content.Length);
            Assert.InRange(diagnostic.Span.End, diagnostic.Span.Start, content.Length);
            Assert.NotEqual("", diagnostic.Message);
        }
        return tree.Diagnostics.Count;
    }
}

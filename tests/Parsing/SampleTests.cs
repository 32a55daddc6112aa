using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Tests.Parsing;

public class SampleTests
{
    [Fact]
    public void TheWholeLanguageParsesWithoutErrors()
    {
        foreach (var sample in Samples.All) Assert.Equal("", Reports.Of(sample));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n// nothing\n")]
    public void AFileOfNothingIsATreeOfNothing(string text)
    {
        var tree = Parser.Parse(new SourceText("a.cdmp", text));
        Assert.Empty(tree.Diagnostics);
        Assert.Equal("File(_ [])", TreePrinter.Print(tree.Root));
    }

    [Theory]
    [InlineData("let cold = heat == 0;", "Let(cold (heat Equal 0))")]
    [InlineData("param hot : count = 2 * 2 in 1..60;", "Param(hot count (2 Multiply 2) RangeSet(1 60))")]
    [InlineData("budget up = 20MB per 100ms;", "Budget(up 20MB 100ms)")]
    [InlineData("page { a : u(bits) halves every 1s; b : u8 decays to 95% every 1s; }",
        "PageBlock([Field(a FieldType(u bits) Decay(_ 1s)) Field(b FieldType(u8 _) Decay(95% 1s))])")]
    [InlineData("placement { a: when kind == file => ram, pmem within up or stop; b: otherwise => ram within 1MB per 1s; }",
        "Placement(placement [Rule(a (kind Equal file) Outcome([ram pmem] Within(up _ _) Stop)) "
        + "Rule(b _ Outcome([ram] Within(_ 1MB 1s) None))])")]
    [InlineData("migration { on access by cpu in gpu, ram { touch; } every 5ms over ram limit 8 pages { } }",
        "Migration(migration [Handler(On(access cpu [gpu ram]) [WordStatement(touch)]) Handler(Every(5ms [ram] 8 pages False) [])])")]
    [InlineData("reclaim ram { order Clock(bits: 2); reserve 1%; below 4% until 8%; keep when dirty; keep: otherwise => evict; }",
        "Reclaim(reclaim ram [Order(Clock [Argument(bits 2)]) Property(reserve [1%]) Watermark(4% 8%) Keep(dirty) "
        + "Rule(keep _ Outcome([evict] _ None))])")]
    [InlineData("never in gpu && !asked;", "Never((In(_ NameSet([gpu])) And !asked))")]
    [InlineData("observe device counters of gpu0;", "Observe(device [] _ _ _ _ gpu0 [])")]
    [InlineData("pin { a: otherwise => allow; }", "Pin(pin [Rule(a _ Outcome([allow] _ None))])")]
    public void MembersOfAPolicyBecomeTheirNodes(string member, string expected)
    {
        var tree = Parser.Parse(new SourceText("a.cdmp", $"policy P for H {{ {member} }}"));
        Assert.Empty(tree.Diagnostics);
        Assert.Equal(expected, TreePrinter.Print(((PolicySyntax)tree.Root.Members[0]).Members[0]));
    }

    [Fact]
    public void WordsAreKeywordsOnlyAtTheHeadOfTheirConstruct()
    {
        Assert.Equal("", Reports.Of(
            """
            hierarchy tier { tier order : ram { from from { read 4ns; } } tier from : ram { } fallback from -> order; }
            policy policy for tier {
              page { scan : u8; when : u8; }
              placement { when: when in order => from; otherwise: otherwise => order; }
              migration { on access { scan = when; if (scan > 1) { when += scan; } } }
            }
            """));
    }
}

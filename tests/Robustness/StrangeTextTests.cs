using System.Text;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Tests.Support;
using CsCheck;

namespace CdmPolicy.Tests.Robustness;

/// <summary>Texts of a size and of characters that nobody writes by hand.</summary>
public class StrangeTextTests
{
    /// <summary>A megabyte with CDMP_ROBUSTNESS=all; a quarter overflows and grows as surely, and is sooner done.</summary>
    private static readonly int Size = Environment.GetEnvironmentVariable("CDMP_ROBUSTNESS") == "all" ? 1 << 20 : 1 << 18;

    private const string Policy = "hierarchy H { agent cpu; tier ram : ram { capacity 1MiB; read 8ns; write 8ns; bandwidth 1GB/s; } } policy P for H { placement { a: otherwise => ram; } ";
    private const string Rule = Policy + "page { heat : u8; } migration { on access { up: when ";
    private const string Statement = Policy + "page { heat : u8; } migration { on access { ";

    private const string Strange = "\0\uD800\uDC00\uFFFF\u0001\u001B\u007F\u2029\u3000１а";

    /// <summary>What comes before, what is repeated up to that size, and what comes behind.</summary>
    public static TheoryData<string, string, string> Endless => new()
    {
        { "", "(", "" }, { "", "{", "" }, { "", "}", "" }, { "", "[", "" }, { "", ";", "" }, { "", "\"", "" }, { "", "/*", "" }, { "", "/* */", "" },
        { "", "// comment\n", "" }, { "", "/// doc\n", "policy P for H { }" }, { "// ", "x", "" }, { "/* ", "x", " */" }, { "/* ", "x\n", "" },
        { "test \"", "x", "\" for P { }" }, { "test \"", "x", "" }, { "policy ", "x", " for H { }" }, { "namespace ", "a.", "b;" }, { "", "#allow CDMP0219 \"x\" ", "" },
        { "", "hierarchy H { ", "" }, { "", "policy P for H { placement { ", "" }, { "", "reclaimer R { victim { ", "" }, { "", "a ", "" }, { "", "1 ", "" },
        { "policy P for H { let x = ", "1", ";" }, { "policy P for H { let x = ", "1_", ";" }, { "policy P for H { let x = 0.", "9", "%;" },
        { Rule, "(", "heat > 1 => ram; } } }" }, { Rule, "!", "dirty => ram; } } }" }, { Rule, "-", "1 < heat => ram; } } }" }, { Rule, "heat + ", "1 > 2 => ram; } } }" },
        { Rule, "dirty && ", "dirty => ram; } } }" }, { Rule, "dirty || !", "dirty => ram; } } }" }, { Rule, "heat < ", "1 => ram; } } }" }, { Rule, "heat in 1..", "2 => ram; } } }" },
        { Rule, "min(heat, ", "1 => ram; } } }" }, { Rule, "if dirty then ", "heat => ram; } } }" }, { Rule, "heat.", "x => ram; } } }" }, { Rule, "heat[", "1 => ram; } } }" },
        { Rule + "heat > ", "1", " => ram; } } }" }, { Rule + "heat > 0.", "9", "% => ram; } } }" },
        { Rule + "dirty => ", "ram, ", "ram; } } }" }, { Rule + "in ", "ram, ", "ram => ram; } } }" }, { Rule + "dirty => ram", " or next", "; } } }" },
        { Statement, "if (dirty) { ", "" }, { Statement, "if (dirty) { } else ", "{ } } } }" }, { Statement, "for i in 0..1 { ", "" }, { Statement, "heat += 1; ", "} } }" },
        { Statement, "up: when dirty => ram then { ", "" }, { Statement, "else ", "} } }" }, { Policy, "let a = 1; ", "}" }, { Policy, "page { } ", "}" },
        { "reclaimer R { queue q; insert { q.push_front(page); } victim { ", "scan q from back { ", "" }, { "reclaimer R(", "a: count = 1, ", "b: count) { }" },
        { "hierarchy H { ", "agent a; ", "}" }, { "hierarchy H { fallback ", "a -> ", "b; }" }, { "workload W for H { ", "phase p 1ms { ", "" },
    };

    [Theory]
    [MemberData(nameof(Endless))]
    public void Very_much_of_anything(string before, string repeated, string behind)
    {
        var text = new StringBuilder(before);
        while (text.Length < Size) text.Append(repeated);
        Trial.OnSmallStack(text.Append(behind).ToString());
    }

    [Fact]
    public void Very_many_names_that_each_read_the_next() =>
        Trial.OnSmallStack(Policy + string.Concat(Enumerable.Range(0, Size / 24).Select(i => $"let x{i} = x{i + 1} + 1; ")) + "}");

    [Fact]
    public void Very_many_unknown_names_among_very_many_known_ones() =>
        Trial.OnSmallStack(Policy + string.Concat(Enumerable.Range(0, Size / 80).Select(i => $"param parameter_{i} : count = 1; ")) + "page { heat : u8; } migration { on access { "
            + string.Concat(Enumerable.Range(0, Size / 80).Select(i => $"r{i}: when parametr_{i}q > 3 => ram; ")) + "} } }");

    [Fact]
    public void Line_ends_tabs_and_a_mark_change_nothing_but_places()
    {
        foreach (var file in Repository.Files("tests/Corpus", "*.cdmp"))
        {
            var text = Repository.Read(file);
            if (text.Contains('\0')) continue;
            var expected = Ids(text);
            Assert.Equal(expected, Ids(text.Replace("\n", "\r\n", StringComparison.Ordinal)));
            Assert.Equal(expected, Ids("\uFEFF" + text));
            Assert.Equal(expected, Ids(text.Replace("  ", "\t", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Any_character_may_stand_in_comments_and_strings()
    {
        const string strange = "ж 漢字 🦊 e\u0301 \u202E \u2028 \u0085 \u00A0 \uFEFF \t ` {0} %s \\";
        var text = $"""
            // {strange}
            /* {strange} */
            /// {strange}
            {Policy}/// {strange}
            page /* {strange} */ { "{" } heat : u8; { "}" } migration { "{" } on access { "{" } heat += 1; a: when heat > 3 => stay; { "}" } { "}" } { "}" }
            test "{strange}" for P { "{" } expect ram.used == 0; { "}" }
            """;
        Assert.False(Trial.Of(text).HasErrors);
    }

    [Fact]
    public void Characters_that_are_none_are_named() =>
        Gen.Select(Gen.Int[0, Policy.Length], Gen.Int[0, Strange.Length - 1])
            .Sample((at, strange) => { Trial.Of((Policy + "}").Insert(at, Strange[strange].ToString())); }, iter: 300);

    private static string[] Ids(string text) => [.. Compiler.Compile([new SourceText("a.cdmp", text)]).Diagnostics.Select(d => d.Id)];
}

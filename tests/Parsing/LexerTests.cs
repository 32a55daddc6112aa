using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CsCheck;

namespace CdmPolicy.Tests.Parsing;

public class LexerTests
{
    private static readonly Gen<string> TokenSoup = Gen.OneOf(
        "tier", "in", "policy", "x", "1..60", "400GB/s", "2M/s", "10%", "2.5", "1_000", "{", "}", "(", ")", "[", "]", ";",
        ":", ",", ".", "..", "#", "->", "<->", "=>", "=", "+=", "-=", "*=", "/=", "+", "-", "*", "/", "!", "&&", "||", "&",
        "==", "!=", "<", "<=", ">", ">=", "\"a b\"", "\"open\n", " ", "\n", "\t", "// c\n", "/// d\r\n", "/* e */", "§", "\uFEFF")
        .Array[0, 60].Select(parts => string.Concat(parts));

    [Fact]
    public void TokensWithTheirTriviaGiveTheFileBack()
    {
        foreach (var sample in Samples.All) AssertLossless(sample);
        Gen.String.Sample(AssertLossless, iter: 2_000);
        TokenSoup.Sample(AssertLossless, iter: 2_000);
    }

    [Theory]
    [InlineData("1..60", "1 .. 60")]
    [InlineData("400GB/s 2M/s 500k/s", "400GB/s 2M/s 500k/s")]
    [InlineData("4GB/size", "4GB / size")]
    [InlineData("1_000 2.5 0.5% 4KiB 10%", "1_000 2.5 0.5% 4KiB 10%")]
    [InlineData("1/32", "1 / 32")]
    [InlineData("a<->b->c", "a <-> b -> c")]
    [InlineData("heat+=1;x>=2", "heat += 1 ; x >= 2")]
    [InlineData("a//b\nc/*d*/e", "a c e")]
    public void CutsTokens(string text, string expected)
    {
        var tokens = Lexer.Lex(new SourceText("a.cdmp", text), new DiagnosticBag("a.cdmp"));
        Assert.Equal(expected, string.Join(" ", tokens.SkipLast(1).Select(t => text.Substring(t.Span.Start, t.Span.Length))));
    }

    [Theory]
    [InlineData("a § b", "1,3 CDMP0002 `§` is not part of the language")]
    [InlineData("a & b", "1,3 CDMP0002 `&` is not part of the language (did you mean `&&`?)")]
    [InlineData("a\n \"b\nc", "2,2 CDMP0003 the string does not end in its line")]
    [InlineData("a /* b", "1,3 CDMP0004 the comment that begins here does not end")]
    [InlineData("MZ\0\u0001", "1,3 CDMP0001 the file is not text: the character U+0000 stands in it")]
    public void ReportsWhatIsNoToken(string text, string expected)
    {
        var source = new SourceText("a.cdmp", text);
        var diagnostics = new DiagnosticBag("a.cdmp");
        Lexer.Lex(source, diagnostics);
        Assert.Equal(expected, Reports.Print(source, diagnostics.Items));
    }

    [Fact]
    public void DocCommentsBelongToWhatFollowsInTheNextLine()
    {
        const string Text = "/// one\n///  two\npolicy P for H { /// no\n  /// three\n  let x = 1; /// nor this\n  let y = 2; }";
        var policy = (PolicySyntax)Parser.Parse(new SourceText("a.cdmp", Text)).Root.Members[0];
        Assert.Equal("one\n two", policy.Doc);
        Assert.Equal(["three", ""], policy.Members.Select(m => ((LetSyntax)m).Doc));
    }

    private static void AssertLossless(string text)
    {
        var tokens = Parser.Parse(new SourceText("a.cdmp", text)).Tokens;
        Assert.Equal(TokenKind.EndOfFile, tokens[^1].Kind);
        Assert.Equal(text, string.Concat(tokens.Select(t => text[t.TriviaStart..t.Span.End])));
    }
}

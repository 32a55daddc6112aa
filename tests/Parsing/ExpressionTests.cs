using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Tests.Parsing;

public class ExpressionTests
{
    [Theory]
    [InlineData("a || b && c || d", "((a Or (b And c)) Or d)")]
    [InlineData("!a == b && c", "(!(a Equal b) And c)")]
    [InlineData("!!a || !in ram", "(!!a Or !In(_ NameSet([ram])))")]
    [InlineData("a - b - c * d / e", "((a Subtract b) Subtract ((c Multiply d) Divide e))")]
    [InlineData("a + 1 < b * 2", "((a Add 1) Less (b Multiply 2))")]
    [InlineData("(a + b) * c", "((a Add b) Multiply c)")]
    [InlineData("heat in lo + 1..hi && x", "(In(heat RangeSet((lo Add 1) hi)) And x)")]
    [InlineData("in gpu, pmem || page in seen", "(In(_ NameSet([gpu pmem])) Or In(page NameSet([seen])))")]
    [InlineData("if a > 1 then b else c + 1", "Conditional((a Greater 1) b (c Add 1))")]
    [InlineData("bound to gpu && asks for ram && prefers ram && bound",
        "(((Request(bound gpu) And Request(asks ram)) And Request(prefers ram)) And bound)")]
    [InlineData("long && pinned long || pinned", "((long And Pinned(long)) Or Pinned(_))")]
    [InlineData("ram.latency from gpu0 + seen.remove(page)", "(Member(ram latency gpu0) Add Call(seen remove [page]))")]
    [InlineData("min(a, max(b, 1)) + log2(x) + f()",
        "((Call(_ min [a Call(_ max [b 1])]) Add Call(_ log2 [x])) Add Call(_ f []))")]
    [InlineData("x[1 + i].add(2)", "Call(x add [2] (1 Add i))")]
    [InlineData("x[1 + i]", "Element(x (1 Add i))")]
    [InlineData("a * in > in", "((a Multiply in) Greater in)")]
    public void OperatorsBindAsDocumented(string text, string expected)
    {
        var tree = Parser.Parse(new SourceText("a.cdmp", $"policy P for H {{ let v = {text}; }}"));
        Assert.Empty(tree.Diagnostics);
        var let = (LetSyntax)((PolicySyntax)tree.Root.Members[0]).Members[0];
        Assert.Equal(expected, TreePrinter.Print(let.Value));
        Assert.Equal(text, tree.Text.Slice(let.Value.Span));
    }

    [Theory]
    [InlineData("1 < a < 9", "1,7 CDMP0106 `<` cannot follow another comparison (join two comparisons with `&&`, or put one in parentheses)")]
    [InlineData("a in b == c", "1,8 CDMP0106 `==` cannot follow another comparison (join two comparisons with `&&`, or put one in parentheses)")]
    [InlineData("a = 4", "1,3 CDMP0108 `=` does not compare (did you mean `==`?)")]
    [InlineData("a == !b", "1,6 CDMP0101 expected a value, found `!` (`!` binds loosely: put the negation in parentheses)")]
    [InlineData("a + ", "1,5 CDMP0101 expected a value, found `;`")]
    [InlineData("(a + b", "1,7 CDMP0101 expected `)`, found `;`")]
    [InlineData("min(a, b", "1,9 CDMP0101 expected `,` or `)`, found `;`")]
    [InlineData("if a then b", "1,12 CDMP0101 expected `else` after the first value, found `;`")]
    [InlineData("a b", "1,3 CDMP0101 expected `;` after the expression, found `b`")]
    [InlineData("a in 4", "1,7 CDMP0101 expected `..` and the end of the range, found `;`")]
    public void OneMistakeIsOneDiagnostic(string text, string expected)
    {
        const string Before = "policy P for H { let v =";
        var shifted = expected[(expected.IndexOf(',') + 1)..];
        var column = int.Parse(shifted[..shifted.IndexOf(' ')]) + Before.Length + 1;
        Assert.Equal($"1,{column}{shifted[shifted.IndexOf(' ')..]}", Reports.Of($"{Before} {text}; let w = 1; }}"));
    }
}

using CsCheck;

namespace CdmPolicy.Tests.Checking;

/// <summary>No text makes the compiler throw, and a broken policy never passes for a whole one.</summary>
public class RobustnessTests
{
    private static readonly string[] Words =
    [
        "", ";", "{", "}", "(", ")", "=>", "when", "in", "ram", "gpu0", "heat", "hot", "cold", "1ms", "8", "4KiB", "none",
        "==", "+", "/", "*", "!", "&&", "evict", "page", "let", "order", "otherwise", ".", ",", "..", "bound to", "if",
    ];

    private static readonly string[] Pieces =
        System.Text.RegularExpressions.Regex.Split(Samples.Whole + Samples.Walker, @"(\s+|\b)");

    [Fact]
    public void Random_changes_never_throw() =>
        Gen.Select(Gen.Int[0, Pieces.Length - 1], Gen.Int[0, Words.Length - 1]).Array[1, 4].Sample(changes =>
        {
            var pieces = (string[])Pieces.Clone();
            foreach (var (at, word) in changes) pieces[at] = Words[word];
            var compilation = Samples.Compile(string.Concat(pieces));
            Assert.True(compilation.HasErrors || compilation.Policies.Count == 1);
        }, iter: 400);

    [Fact]
    public void Every_prefix_of_the_sample_compiles_to_diagnostics()
    {
        for (var length = 0; length < Samples.Whole.Length; length += 7) Samples.Compile(Samples.Whole.Substring(0, length));
    }

    [Theory]
    [InlineData("heat + ", "heat > 3")]
    [InlineData("(", "heat > 3")]
    [InlineData("!", "dirty")]
    [InlineData("dirty && ", "dirty")]
    public void Long_expressions_are_refused_or_taken_but_do_not_overflow(string part, string end)
    {
        var condition = string.Concat(Enumerable.Repeat(part, 50_000)) + end;
        Assert.True(Samples.Compile(Samples.Edit("in pmem && heat >= hot", condition)).HasErrors);
    }

    [Fact]
    public void Lets_that_double_each_other_are_refused()
    {
        var lets = string.Concat(Enumerable.Range(1, 60).Select(i => $"let a{i} = a{i - 1} + a{i - 1};"));
        var report = Samples.Report(Samples.Edit("let cold = heat == 0;", "let cold = a60 == 0; let a0 = heat;" + lets));
        Assert.Equal("CDMP0309", report[0][..8]);
        Assert.Single(report);
    }

    [Fact]
    public void A_long_chain_of_lets_is_no_deep_recursion()
    {
        var lets = string.Concat(Enumerable.Range(1, 5_000).Select(i => $"let a{i} = a{i - 1};"));
        Assert.Empty(Samples.Report(Samples.Edit("let cold = heat == 0;", "let cold = a5000 == 0; let a0 = heat;" + lets)));
    }
}

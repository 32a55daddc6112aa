using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Explaining;

/// <summary>A policy that explains itself is the same policy.</summary>
public class ExplainingPolicyTests
{
    public static TheoryData<string> Policies =>
        [.. Repository.Files("tests/Emit/Policies", "*.cdmp").Concat(Repository.Files("tests/Corpus/valid", "*.cdmp"))];

    [Theory]
    [MemberData(nameof(Policies))]
    public void It_compiles_and_does_what_it_did(string path)
    {
        var text = Repository.Read(path);
        if (CdmPolicy.Dsl.Compiler.Compile([new CdmPolicy.Dsl.Text.SourceText(path, text)]).Policies.Count != 1) return;
        Assert.Equal(Play(text, explains: false), Play(text, explains: true));
    }

    private static string Play(string text, bool explains)
    {
        const int Pages = 64;
        using var run = Generated.From(text, explains).Run(Pages);
        var random = new Random(8);
        for (var i = 0; i < 1500; i++) run.Access(i * 20_000L, random.Next(Pages) * random.Next(Pages) / Pages, random.Next(3) == 0);
        return string.Join('\n', [$"{run.CostNs} {run.Totals.Faults} {run.Totals.Failed}", .. run.Rules.Select(r => $"{r.Tried} {r.Applied} {r.Refused} {r.Bytes}"), string.Join(' ', run.Frames)]);
    }
}

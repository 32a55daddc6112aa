using System.Text;
using CdmPolicy.Cli.Verifying;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Tests.Support;
using CdmPolicy.Verification;

namespace CdmPolicy.Tests.Verification;

/// <summary>Every contract of every example, with what is known of it.</summary>
public class ExamplesTests
{
    [Fact]
    public Task What_is_proven_of_the_examples()
    {
        var table = new StringBuilder();
        foreach (var file in Repository.Files("examples", "*.cdmp"))
        {
            SourceText[] texts = [new(file, Repository.Read(file))];
            var verifier = new Verifier(new Replay(texts).Fails);
            foreach (var plan in Compiler.Compile(texts).Policies)
            {
                var (name, verdict) = ($"{file[(file.LastIndexOf('/') + 1)..]} {plan.Name}", verifier.Verify(plan));
                foreach (var contract in verdict.Contracts) table.Append($"{name}: {contract.Contract.Text} {contract.Outcome.ToString().ToLowerInvariant()}\n");
                foreach (var circle in verdict.Circles.Circles) table.Append($"{name}: to and fro, {CircleText.Of(plan, circle)}\n");
                foreach (var pair in verdict.Circles.Open) table.Append($"{name}: to and fro unknown, {CircleText.Of(plan, pair)}\n");
            }
        }

        return Snapshot.Verify(table.ToString());
    }
}

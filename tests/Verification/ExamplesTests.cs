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
                foreach (var verdict in verifier.Verify(plan).Contracts)
                    table.Append($"{file[(file.LastIndexOf('/') + 1)..]} {plan.Name}: {verdict.Contract.Text} {verdict.Outcome.ToString().ToLowerInvariant()}\n");
        }

        return Snapshot.Verify(table.ToString());
    }
}

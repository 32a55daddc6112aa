using CdmPolicy.Cli.Loading;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Testing;

namespace CdmPolicy.Cli.Verifying;

/// <summary>Runs tests that were written for a policy on the machine itself, beside the files that the policy is from.</summary>
internal sealed class Replay(IReadOnlyList<SourceText> texts)
{
    /// <summary>The test compiles, runs to its end, and fails.</summary>
    public bool Fails(PolicyPlan plan, string test)
    {
        var space = plan.Namespace.Length > 0 ? $"namespace {plan.Namespace};\n" : "";
        SourceText[] all = [.. texts, new SourceText("replayed.cdmp", space + test)];
        if (PolicyCompiler.Check(all).Findings.Any(f => f.IsError)) return false;
        var library = PolicyLibrary.Of(all);
        return library.Tests().Where(t => t.Path == "replayed.cdmp").Select(t => t.Run()).Any(IsBroken);
    }

    /// <summary>A contract was broken or an expectation does not hold, and no step failed by itself.</summary>
    private static bool IsBroken(TestResult result) =>
        result.Failures.Count > 0 && result.Failures.All(f => f.Problem is null || f.Problem.StartsWith("broken ", StringComparison.Ordinal));
}

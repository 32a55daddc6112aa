using CdmPolicy.Cli.Verbs;
using CdmPolicy.Model;
using CdmPolicy.Testing;

namespace CdmPolicy.Cli.Rendering;

/// <summary>What tests found, for a person: a line for each, and under those that failed each expectation with what was seen.</summary>
internal static class TestText
{
    public static void Write(IReadOnlyList<TestOutcome> outcomes, TextWriter output)
    {
        foreach (var outcome in outcomes)
        {
            output.WriteLine($"{(outcome.Passed ? "passed" : "FAILED")}  {outcome.Test.Policy}: {outcome.Test.Name} ({Quantity.Seconds(outcome.Seconds)})");
            foreach (var failure in outcome.Result.Failures) Write(failure, outcome.Test, output);
        }

        var passed = outcomes.Count(o => o.Passed);
        output.WriteLine(passed == outcomes.Count ? $"{passed} of {outcomes.Count} tests passed" : $"{outcomes.Count - passed} of {outcomes.Count} tests failed");
    }

    /// <summary>What was seen in place of what was expected, one sentence each.</summary>
    public static IEnumerable<string> Seen(TestFailure failure, HierarchyModel hierarchy)
    {
        if (failure.Problem is { } problem) yield return problem;
        foreach (var seen in failure.Seen)
        {
            var value = seen.Type == "tier"
                ? seen.Value < 0 ? "in no tier" : "in " + hierarchy.Tiers[seen.Value].Name
                : Value(seen, hierarchy);
            yield return $"`{seen.Source}` is {value}{(seen.Note is { } note ? ", " + note : "")}";
        }
    }

    public static string Value(SeenValue seen, HierarchyModel hierarchy) =>
        ValueText.Of(Enum.Parse<ValueType>(seen.Type, ignoreCase: true), seen.Value, hierarchy);

    private static void Write(TestFailure failure, IPolicyTest test, TextWriter output)
    {
        output.WriteLine($"  {test.Path}({failure.Place.Line},{failure.Place.Column}): {failure.Place.Source}");
        foreach (var line in Seen(failure, test.Hierarchy)) output.WriteLine($"    {line}");
    }
}

using CdmPolicy.Model;

namespace CdmPolicy.Testing;

/// <summary>A test of a policy, whatever the policy; generated from a <c>test</c> declaration.</summary>
public interface IPolicyTest
{
    string Name { get; }

    string Policy { get; }

    /// <summary>Where the test stands.</summary>
    string Path { get; }

    /// <summary>From 1.</summary>
    int Line { get; }

    HierarchyModel Hierarchy { get; }

    /// <summary>Runs it on a machine of its own.</summary>
    TestResult Run();
}

/// <param name="Expectations">How many were looked at.</param>
/// <param name="Failures">None: the test passed.</param>
public sealed record TestResult(int Expectations, IReadOnlyList<TestFailure> Failures);

/// <summary>A step of a test in its file; line and column from 1.</summary>
/// <param name="Source">The author's text on one line.</param>
public sealed record TestPlace(int Line, int Column, int EndLine, int EndColumn, string Source);

/// <summary>An expectation that does not hold, or a step that cannot be made.</summary>
/// <param name="Problem">What is the matter, where it is no value: a sentence of lower case without a full stop, or null.</param>
/// <param name="Seen">The values that the expectation looked at.</param>
public sealed record TestFailure(TestPlace Place, string? Problem, IReadOnlyList<SeenValue> Seen);

/// <param name="Source">As written: <c>stack.fill</c>.</param>
/// <param name="Type">The language's type: <c>ratio</c>, <c>tier</c>.</param>
/// <param name="Note">What else is known of it, as the rest of a sentence about it, or null.</param>
public readonly record struct SeenValue(string Source, string Type, long Value, string? Note = null);

using System.Reflection;
using System.Text;

namespace CdmPolicy.Cli.Loading;

/// <summary>A policy in a compiled assembly.</summary>
/// <param name="TypeName">The generated struct, with its namespace.</param>
/// <param name="BaselineTypeName">The struct of the policy of having none, or null where it could not be made.</param>
internal sealed record PolicyEntry(string Name, string TypeName, string? BaselineTypeName);

/// <summary>A workload in a compiled assembly.</summary>
/// <param name="TypeName">The generated class, with its namespace.</param>
internal sealed record WorkloadEntry(string Name, string TypeName);

/// <summary>The tests of one policy in a compiled assembly.</summary>
/// <param name="TypeName">The policy's struct, with its namespace.</param>
/// <param name="Property">Its static property that has them.</param>
internal sealed record TestsEntry(string TypeName, string Property);

/// <summary>
/// What a compiled assembly says about itself, as attributes in it: so a cached start needs neither the parser nor a search
/// through types.
/// </summary>
/// <param name="Warnings">As text, shown again at each start.</param>
internal sealed record Manifest(
    IReadOnlyList<PolicyEntry> Policies, IReadOnlyList<TestsEntry> Tests, IReadOnlyList<WorkloadEntry> Workloads,
    string Warnings)
{
    private const string PolicyKey = "cdmp.policy";
    private const string TestsKey = "cdmp.tests";
    private const string WorkloadKey = "cdmp.workload";
    private const string WarningsKey = "cdmp.warnings";
    private const char Separator = '|';

    /// <summary>The C# file that carries the manifest.</summary>
    public string ToSource()
    {
        var text = new StringBuilder();
        foreach (var policy in Policies)
            Append(text, PolicyKey, string.Join(Separator, policy.Name, policy.TypeName, policy.BaselineTypeName));
        foreach (var workload in Workloads)
            Append(text, WorkloadKey, string.Join(Separator, workload.Name, workload.TypeName));
        foreach (var tests in Tests) Append(text, TestsKey, string.Join(Separator, tests.TypeName, tests.Property));
        if (Warnings.Length > 0) Append(text, WarningsKey, Warnings);
        return text.ToString();
    }

    public static Manifest Of(Assembly assembly)
    {
        var policies = new List<PolicyEntry>();
        var tests = new List<TestsEntry>();
        var workloads = new List<WorkloadEntry>();
        var warnings = "";
        foreach (var data in assembly.GetCustomAttributes<AssemblyMetadataAttribute>())
        {
            if (data.Key == WarningsKey) warnings = data.Value ?? "";
            if (data.Key == TestsKey && data.Value?.Split(Separator) is [var tested, var property])
                tests.Add(new TestsEntry(tested, property));
            if (data.Key == WorkloadKey && data.Value?.Split(Separator) is [var workload, var model])
                workloads.Add(new WorkloadEntry(workload, model));
            if (data.Key != PolicyKey || data.Value?.Split(Separator) is not [var name, var type, var baseline]) continue;
            policies.Add(new PolicyEntry(name, type, baseline.Length > 0 ? baseline : null));
        }

        return new Manifest(policies, tests, workloads, warnings);
    }

    private static void Append(StringBuilder text, string key, string value) =>
        text.Append($"[assembly: global::System.Reflection.AssemblyMetadata(\"{key}\", {Literal(value)})]\n");

    private static string Literal(string value) => "@\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}

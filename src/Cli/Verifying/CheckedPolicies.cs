using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Verifying;

/// <summary>The policies of files that are right; warnings are said.</summary>
internal static class CheckedPolicies
{
    /// <exception cref="FindingsException">The files have errors.</exception>
    /// <exception cref="CommandException">There is no policy, or none of the name.</exception>
    public static IReadOnlyList<PolicyPlan> Of(IReadOnlyList<SourceText> texts, string? name, CommandIo io)
    {
        var (compilation, findings) = PolicyCompiler.Check(texts);
        if (findings.Any(f => f.IsError)) throw new FindingsException(findings);
        FindingText.WriteAll(findings, io.Error);
        var names = compilation.Policies.Select(p => p.Name).ToList();
        if (names.Count == 0) throw CommandException.Misuse("the files declare no policy", "write a `policy … for … { }`");
        if (name is null) return compilation.Policies;
        var chosen = compilation.Policies.Where(p => p.Name == name).ToArray();
        return chosen.Length > 0 ? chosen : throw CommandException.Misuse(
            $"there is no policy `{name}`", Suggestions.DidYouMean(name, names) ?? $"there is {string.Join(", ", names.Select(n => $"`{n}`"))}");
    }
}

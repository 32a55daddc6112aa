using CdmPolicy.Cli.Explaining;

namespace CdmPolicy.Cli.Diverging;

/// <summary>A parameter that two policies have by one name, with other values.</summary>
internal sealed record ParameterDifference(string Name, string First, string Second)
{
    public static IReadOnlyList<ParameterDifference> Between(PolicyTexts first, PolicyTexts second)
    {
        var others = second.Defaults().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        return [.. first.Defaults().Where(p => others.TryGetValue(p.Name, out var value) && value != p.Value).Select(p => new ParameterDifference(p.Name, p.Value, others[p.Name]))];
    }
}

using CdmPolicy.Dsl.Diagnostics;
using static CdmPolicy.Dsl.Diagnostics.DiagnosticRules;

namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>Words of the language that are read but not built: each is refused by its own diagnostic.</summary>
internal static class Unbuilt
{
    private static readonly Dictionary<string, DiagnosticRule> ByWord = new(StringComparer.Ordinal)
    {
        ["state"] = StateNotBuilt,
        ["every"] = ReclaimerEveryNotBuilt,
        ["over a queue"] = OverQueueNotBuilt,
    };

    /// <summary>The diagnostic for a construct that starts with this word.</summary>
    public static DiagnosticRule Rule(string head)
    {
        if (ByWord.TryGetValue(head, out var rule)) return rule;
        var first = head.Split(' ', '.')[0];
        return ByWord.TryGetValue(first, out rule) ? rule : NotBuilt;
    }
}

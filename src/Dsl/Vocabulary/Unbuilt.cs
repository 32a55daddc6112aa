using CdmPolicy.Dsl.Diagnostics;
using static CdmPolicy.Dsl.Diagnostics.DiagnosticRules;

namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>Words of the language that are read but not built: each is refused by its own diagnostic.</summary>
internal static class Unbuilt
{
    private static readonly Dictionary<string, DiagnosticRule> ByWord = new(StringComparer.Ordinal)
    {
        ["state"] = StateNotBuilt, ["tenant"] = TenantNotBuilt, ["huge"] = HugeNotBuilt, ["swap"] = SwapNotBuilt,
        ["remote"] = RemoteNotBuilt, ["contiguous"] = ContiguousNotBuilt, ["map"] = MapNotBuilt,
        ["observable"] = ObservableNotBuilt, ["near"] = NearNotBuilt, ["after"] = SamplesNotBuilt,
       
       
        ["split"] = SplitNotBuilt,
        ["collapse"] = SplitNotBuilt,
       
        ["every"] = ReclaimerEveryNotBuilt,
        ["page stat"] = PageStatNotBuilt,
        ["over a queue"] = OverQueueNotBuilt,
        ["observe"] = ObserverNotBuilt,
    };

    /// <summary>First words of the observers, besides <c>everything</c>.</summary>
    public static readonly string[] Observers = ["regions", "device"];

    public static readonly string[] Events =
        ["write_fault"];


    /// <summary>The diagnostic for a construct that starts with this word.</summary>
    public static DiagnosticRule Rule(string head)
    {
        if (ByWord.TryGetValue(head, out var rule)) return rule;
        var first = head.Split(' ', '.')[0];
        if (ByWord.TryGetValue(first, out rule)) return rule;
        return Array.IndexOf(Observers, first) >= 0 ? ObserverNotBuilt : NotBuilt;
    }
}

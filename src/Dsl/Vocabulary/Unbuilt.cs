using CdmPolicy.Dsl.Diagnostics;
using static CdmPolicy.Dsl.Diagnostics.DiagnosticRules;

namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>Words of the language that are read but not built: each is refused by its own diagnostic.</summary>
internal static class Unbuilt
{
    private static readonly Dictionary<string, DiagnosticRule> ByWord = new(StringComparer.Ordinal)
    {
        ["pin"] = PinNotBuilt,
        ["after"] = SamplesNotBuilt,
        ["page stat"] = PageStatNotBuilt,
        ["pinned"] = PinnedNotBuilt,
        ["observe"] = ObserverNotBuilt,
    };

    /// <summary>First words of the observers, besides <c>everything</c>.</summary>
    public static readonly string[] Observers = ["regions", "device"];

    public static readonly string[] Events =
        ["pin", "unpin", "hint", "arrive", "failure", "offline"];

    /// <summary>The diagnostic for a construct that starts with this word, or null where it is built.</summary>
    public static DiagnosticRule? Find(string head)
    {
        if (ByWord.TryGetValue(head, out var rule)) return rule;
        var first = head.Split(' ', '.')[0];
        if (ByWord.TryGetValue(first, out rule)) return rule;
        return Array.IndexOf(Observers, first) >= 0 ? ObserverNotBuilt : null;
    }
}

namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>Words that keep their meaning.</summary>
internal static class Words
{
    /// <summary>Reserved in expressions, so nothing that an expression can name may be called so.</summary>
    public static readonly string[] Reserved =
        ["in", "if", "then", "else", "true", "false", "none", "pinned", "bound", "long", "short"];

    /// <summary>Words of outcomes, so no tier or group may be called so.</summary>
    public static readonly string[] Outcomes =
        ["stay", "evict", "fail", "allow", "deny", "split", "collapse", "fallback"];

    /// <summary>What agents, and <c>goes</c> tiers, do in workloads and tests.</summary>
    public static readonly string[] Verbs = ["reads", "writes", "reclaims", "pins", "unpins", "hints", "goes"];

    public static bool IsReserved(string word) => Array.IndexOf(Reserved, word) >= 0;

    public static bool IsOutcome(string word) => Array.IndexOf(Outcomes, word) >= 0;
}

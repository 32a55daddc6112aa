namespace CdmPolicy.Dsl.Parsing;

/// <summary>Where the constructs belong that begin with a word: help for one that stands somewhere else.</summary>
internal static class Homes
{
    // Read when a file is wrong: the grammars must all be made by then.
    private static readonly Lazy<(Members Members, string Form)[]> All = new(() =>
    [
        (PolicyGrammar.PolicyMembers, "policy NAME for HIERARCHY { … }"),
        (ReclaimGrammar.ReclaimMembers, "reclaim TIER { … }"),
        (HandlerGrammar.Handlers, "migration { … }"),
        (HierarchyGrammar.HierarchyMembers, "hierarchy NAME { … }"),
        (WorkloadGrammar.WorkloadMembers, "workload NAME for HIERARCHY { … }"),
        (TestGrammar.Steps, "test \"NAME\" for POLICY { … }"),
        (ReclaimerGrammar.ReclaimerMembers, "reclaimer NAME { … }"),
    ]);

    /// <summary>"`below` stands in `reclaim TIER { … }`", or null for a word that begins nothing anywhere.</summary>
    public static string? Of(string word)
    {
        var form = word == "reserve" ? "reclaim TIER { … }" : All.Value.FirstOrDefault(h => h.Members.Knows(word)).Form;
        return form is null ? null : $"`{word}` stands in `{form}`";
    }
}

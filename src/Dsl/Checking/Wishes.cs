using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks what a region or a page asks for: the kind of its pages, and the tiers it names.</summary>
internal sealed class Wishes(FileContext file, NameResolver names, HierarchyPlan hierarchy)
{
    public int? Kind(NameSyntax name)
    {
        if (name.Text.Length == 0) return null;
        var index = Array.IndexOf(TypeNames.Kinds, name.Text);
        if (index >= 0) return index;
        file.ReportWithHelp(DiagnosticRules.UnknownWord, name.Span,
            Help.DidYouMeanOneOf(name.Text, TypeNames.Kinds, "the kinds"), name.Text, "a kind of page");
        return null;
    }

    /// <summary>Null after a diagnostic.</summary>
    public WishPlan? Check(WishSyntax? wish)
    {
        if (wish is null) return WishPlan.None;
        var good = true;
        var tiers = new List<int>();
        foreach (var name in wish.Tiers)
        {
            if (name.Text.Length == 0 || names.Tier(name) is not { } tier) good = false;
            else if (!hierarchy.Tiers[tier].Bind)
            {
                file.ReportWithHelp(DiagnosticRules.CannotBeNamed, name.Span, $"`{name.Text}` has `bind no`", name.Text);
                good = false;
            }
            else if (tiers.Contains(tier)) file.Report(DiagnosticRules.RepeatedTier, name.Span, name.Text);
            else tiers.Add(tier);
        }

        if (!good || tiers.Count == 0) return null;
        return wish.Verb.Text switch
        {
            "bound" => new WishPlan(tiers[0], 0, -1),
            "asks" => new WishPlan(-1, tiers.Aggregate(0L, (mask, tier) => mask | 1L << tier), -1),
            _ => new WishPlan(-1, 0, tiers[0]),
        };
    }
}

using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks what happens beside accesses: <c>cpu pins samples long;</c>, <c>gpu goes offline;</c>.</summary>
/// <param name="target">The number of a region, or of a page of a test; null after a diagnostic.</param>
internal sealed class HappeningChecker(FileContext file, SymbolTable symbols, NameResolver names, HierarchyPlan hierarchy, Func<NameSyntax, int?> target)
{
    public IEnumerable<HappeningPlan> Check(HappeningSyntax happening)
    {
        if (happening.Verb.Text == "goes") return Goes(happening);
        var agent = names.Agent(happening.Subject);
        var what = happening.Target.Text.Length == 0 ? null : target(happening.Target);
        if (agent is not { } who || what is not { } page) return [];
        return [new HappeningPlan(happening.Verb.Text switch
        {
            "unpins" => HappeningKind.Unpin,
            "hints" => HappeningKind.Hint,
            _ => happening.Word?.Text == "long" ? HappeningKind.PinLong : HappeningKind.PinShort,
        }, who, page, happening.Verb.Text == "hints" ? happening.Word?.Text ?? "" : "")];
    }

    /// <summary>A tier, or all tiers that a device drives.</summary>
    private IEnumerable<HappeningPlan> Goes(HappeningSyntax happening)
    {
        var kind = happening.Target.Text == "online" ? HappeningKind.Online : HappeningKind.Offline;
        if (symbols.Use(happening.Subject.Text) is not AgentSymbol device)
            return names.Tier(happening.Subject) is { } tier ? [new HappeningPlan(kind, 0, tier)] : [];
        var tiers = Enumerable.Range(0, hierarchy.Tiers.Count).Where(t => hierarchy.Tiers[t].Driver == device.Index).ToArray();
        if (tiers.Length == 0)
            file.ReportWithHelp(DiagnosticRules.DrivesNoTier, happening.Subject.Span, "name the tier", happening.Subject.Text, happening.Target.Text);
        return tiers.Select(t => new HappeningPlan(kind, device.Index, t));
    }
}

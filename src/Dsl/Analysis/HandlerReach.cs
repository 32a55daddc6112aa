using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Every handler is for an event that can happen.</summary>
internal static class HandlerReach
{
    public static void Run(CheckedPolicy policy)
    {
        // Without an agent nothing happens at all, and that is reported.
        if (policy.Plan.Hierarchy.Agents.Count == 0) return;
        foreach (var list in policy.Lists)
        {
            if (list.Kind == ListKind.Event) CheckOffline(policy, list);
            if (list.Kind is not (ListKind.Access or ListKind.Fault or ListKind.HintFault or ListKind.WriteFault) || list.Node is not HandlerSyntax handler) continue;
            var isFault = list.Kind == ListKind.Fault;
            if (list.Kind is ListKind.Access or ListKind.HintFault && AllBlind(list, policy.Plan.Hierarchy))
            {
                policy.File.ReportWithHelp(DiagnosticRules.HandlerNeverRuns, handler.Trigger.Span,
                    "only the counters of a device know of accesses to a tier that says `observable no;`",
                    $"no access to {What((OnSyntax)handler.Trigger)} can be observed");
                continue;
            }

            if (list.Kind == ListKind.HintFault && !policy.Observed.TakesHintFaults(list.Tiers))
            {
                policy.File.ReportWithHelp(DiagnosticRules.HandlerNeverRuns, handler.Trigger.Span,
                    Blinded(policy) ?? $"write `{Observers.Of(ObserverKind.HintFault).Form}`", $"no observer unmaps pages in {What((OnSyntax)handler.Trigger)}");
                continue;
            }

            if (list.Kind == ListKind.Access && !policy.Observed.TellsOfAccesses(list.Tiers))
            {
                policy.File.ReportWithHelp(DiagnosticRules.HandlerNeverRuns, handler.Trigger.Span,
                    policy.Observed.TakesHintFaults(list.Tiers) ? "did you mean `on hint_fault`? `observe everything;` tells of all accesses" : "`observe everything;` tells of all", $"no observer tells of accesses to {What((OnSyntax)handler.Trigger)}");
                continue;
            }

            var h = policy.Plan.Hierarchy;
            var on = (OnSyntax)handler.Trigger;
            if (list.Kind == ListKind.WriteFault && !Enumerable.Range(0, h.Tiers.Count).Any(t => Given.Contains(list.Tiers, t) && h.Tiers[t].ReadOnly))
            {
                policy.File.ReportWithHelp(DiagnosticRules.HandlerNeverRuns, handler.Trigger.Span,
                    "a write is a fault in a tier that says `map read_only;`", $"no write is a fault in {What(on, "any tier")}");
                continue;
            }

            if (CanHappen(list, h)) continue;
            policy.File.ReportWithHelp(DiagnosticRules.HandlerNeverRuns, handler.Trigger.Span,
                isFault ? "only an access that its agent cannot make is a fault" : "such an access is a fault: `on fault`",
                isFault ? $"{Who(on, "every agent")} can address {What(on)}" : $"{Who(on, "no agent")} cannot address {What(on)}");
        }
    }

    /// <summary>A page that is lost with its tier is not asked about.</summary>
    private static void CheckOffline(CheckedPolicy policy, RuleList list)
    {
        if (list.Node is not HandlerSyntax { Trigger: OnSyntax { Event.Text: "offline" } on }) return;
        var tiers = policy.Plan.Hierarchy.Tiers;
        if (Enumerable.Range(0, tiers.Count).Any(t => Given.Contains(list.Tiers, t) && !tiers[t].LosesPages)) return;
        policy.File.ReportWithHelp(DiagnosticRules.HandlerNeverRuns, on.Span,
            "a page in a tier that says `offline lose;` is gone with it", $"{What(on)} takes its pages along");
    }

    /// <summary>The tiers of an <c>observe hint_fault</c> where it can observe nothing.</summary>
    private static string? Blinded(CheckedPolicy policy)
    {
        var tiers = policy.Plan.Hierarchy.Tiers;
        var blind = policy.Syntax.Members.OfType<ObserveSyntax>().Where(o => o.What.Text == "hint_fault")
            .SelectMany(o => o.Over.Select(n => n.Text)).Where(n => tiers.Any(t => t.Name == n && !t.Observable)).Distinct().ToArray();
        return blind.Length == 0 ? null : $"{Help.List(blind)} says `observable no;`, so the observer sees nothing there";
    }

    private static bool CanHappen(RuleList list, HierarchyPlan h)
    {
        for (var t = 0; t < h.Tiers.Count; t++)
            for (var a = 0; a < h.Agents.Count; a++)
                if (Given.Contains(list.Tiers, t) && Given.Contains(list.Agents, a)
                    && (list.Kind == ListKind.Fault ? !h.Tiers[t].Access[a].Addressable || h.Tiers[t].Pins == PinPermission.None : h.Tiers[t].Access[a].Reachable)) return true;
        return false;
    }

    private static bool AllBlind(RuleList list, HierarchyPlan h) =>
        Enumerable.Range(0, h.Tiers.Count).All(t => !Given.Contains(list.Tiers, t) || !h.Tiers[t].Observable);

    private static string Who(OnSyntax on, string all) => on.By is null ? all : $"`{on.By.Text}`";

    private static string What(OnSyntax on, string all = "every tier") => on.In.Count == 0 ? all : Help.List(on.In.Select(n => n.Text));
}

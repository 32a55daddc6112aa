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
        foreach (var list in policy.Lists)
        {
            if (list.Kind is not (ListKind.Access or ListKind.Fault or ListKind.HintFault) || list.Node is not HandlerSyntax handler) continue;
            var isFault = list.Kind == ListKind.Fault;
            if (list.Kind == ListKind.HintFault && !policy.Observed.TakesHintFaults(list.Tiers))
            {
                policy.File.ReportWithHelp(DiagnosticRules.HandlerNeverRuns, handler.Trigger.Span,
                    $"write `{Observers.Of(ObserverKind.HintFault).Form}`", $"no observer unmaps pages in {What((OnSyntax)handler.Trigger)}");
                continue;
            }

            if (list.Kind == ListKind.Access && !policy.Observed.TellsOfAccesses(list.Tiers))
            {
                policy.File.ReportWithHelp(DiagnosticRules.HandlerNeverRuns, handler.Trigger.Span,
                    "`observe everything;` tells of all", $"no observer tells of accesses to {What((OnSyntax)handler.Trigger)}");
                continue;
            }

            if (CanHappen(list, policy.Plan.Hierarchy, isFault)) continue;
            var on = (OnSyntax)handler.Trigger;
            policy.File.ReportWithHelp(DiagnosticRules.HandlerNeverRuns, handler.Trigger.Span,
                isFault ? "only an access that its agent cannot make is a fault" : "such an access is a fault: `on fault`",
                isFault ? $"{Who(on, "every agent")} can address {What(on)}" : $"{Who(on, "no agent")} cannot address {What(on)}");
        }
    }

    private static bool CanHappen(RuleList list, HierarchyPlan h, bool isFault)
    {
        for (var t = 0; t < h.Tiers.Count; t++)
            for (var a = 0; a < h.Agents.Count; a++)
                if (Given.Contains(list.Tiers, t) && Given.Contains(list.Agents, a)
                    && h.Tiers[t].Access[a].Addressable != isFault) return true;
        return false;
    }

    private static string Who(OnSyntax on, string all) => on.By is null ? all : $"`{on.By.Text}`";

    private static string What(OnSyntax on) => on.In.Count == 0 ? "every tier" : Help.List(on.In.Select(n => n.Text));
}

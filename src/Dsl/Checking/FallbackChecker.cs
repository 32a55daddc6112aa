using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Checking;

/// <summary>
/// Checks the <c>fallback</c> chains: the common one, and one per agent that has its own. Without any, the chain is every
/// tier that is implicit, in text order. An agent without its own begins with the tiers it is near.
/// </summary>
internal static class FallbackChecker
{
    public static EquatableArray<EquatableArray<int>> Check(
        FileContext file, NameResolver names, IEnumerable<SyntaxNode> members, AgentPlan[] agents, TierPlan[] tiers)
    {
        var common = Enumerable.Range(0, tiers.Length).Where(t => tiers[t].Implicit).ToEquatableArray();
        var own = new Dictionary<int, EquatableArray<int>>();
        FallbackSyntax? first = null;
        foreach (var fallback in members.OfType<FallbackSyntax>())
        {
            var chain = Chain(file, names, fallback, tiers);
            if (fallback.Agent is null)
            {
                if (first is not null)
                    file.ReportWithHelp(DiagnosticRules.DuplicateFallback, fallback.Span,
                        $"the first one is {file.PlaceOf(file, first.Span)}", "for all agents").Relate(file, first.Span, "the first one");
                first ??= fallback;
                common = chain;
            }
            else if (names.Agent(fallback.Agent) is { } agent)
            {
                if (own.ContainsKey(agent))
                    file.Report(DiagnosticRules.DuplicateFallback, fallback.Agent.Span, $"from `{fallback.Agent.Text}`");
                own[agent] = chain;
            }
        }

        return agents.Select((agent, i) => own.TryGetValue(i, out var chain) ? chain : NearFirst(common, agent, tiers)).ToEquatableArray();
    }

    /// <summary>A head that is not implicit stays the head: it can stand nowhere else.</summary>
    private static EquatableArray<int> NearFirst(EquatableArray<int> chain, AgentPlan agent, TierPlan[] tiers)
    {
        var head = chain.TakeWhile(t => !tiers[t].Implicit).ToArray();
        return head.Concat(agent.Near.Intersect(chain)).Concat(chain).Distinct().ToEquatableArray();
    }

    private static EquatableArray<int> Chain(FileContext file, NameResolver names, FallbackSyntax fallback, TierPlan[] tiers)
    {
        var chain = new List<int>();
        foreach (var name in fallback.Chain)
        {
            if (names.Tier(name) is not { } tier) continue;
            if (chain.Contains(tier)) file.Report(DiagnosticRules.RepeatedTier, name.Span, name.Text);
            else if (chain.Count > 0 && !tiers[tier].Implicit)
                file.ReportWithHelp(DiagnosticRules.ImplicitInFallback, name.Span,
                    "put it at the head of the chain, or give the tier `implicit yes`", name.Text);
            else chain.Add(tier);
        }

        return chain.ToEquatableArray();
    }
}

using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Demotions may reclaim where they go, so they may not lead back.</summary>
/// <remarks>A tier that its driver reclaims gives up nothing to a demotion, so no circle runs through it.</remarks>
internal static class DemotionCircles
{
    public static void Run(CheckedPolicy policy)
    {
        var sections = policy.Plan.Reclaim.Where(r => r.By == ReclaimedBy.Kernel).ToArray();
        var rules = sections.ToDictionary(
            r => r.Tier, r => r.Rules.Select(n => policy.Rules[n]).Where(x => x.Plan.Outcome == OutcomeKind.Move).ToArray());
        var reported = new HashSet<int>();
        foreach (var start in sections.Select(r => r.Tier))
        {
            if (reported.Contains(start) || Way(start, rules) is not { } way) continue;
            reported.UnionWith(way.Select(step => step.From));
            Report(policy, way);
        }
    }

    /// <summary>The shortest way from a tier back to itself.</summary>
    private static List<(int From, CheckedRule Rule)>? Way(int start, Dictionary<int, CheckedRule[]> rules)
    {
        var cameBy = new Dictionary<int, (int From, CheckedRule Rule)>();
        var next = new Queue<int>([start]);
        while (next.Count > 0)
        {
            var from = next.Dequeue();
            if (!rules.TryGetValue(from, out var out_)) continue;
            foreach (var rule in out_)
            {
                foreach (var to in rule.Plan.Tiers)
                {
                    if (cameBy.ContainsKey(to)) continue;
                    cameBy.Add(to, (from, rule));
                    if (to == start) return Back(start, cameBy);
                    next.Enqueue(to);
                }
            }
        }

        return null;
    }

    private static List<(int From, CheckedRule Rule)> Back(int start, Dictionary<int, (int From, CheckedRule Rule)> cameBy)
    {
        var way = new List<(int, CheckedRule)>();
        var at = start;
        do
        {
            var step = cameBy[at];
            way.Add(step);
            at = step.From;
        }
        while (at != start);

        way.Reverse();
        return way;
    }

    private static void Report(CheckedPolicy policy, List<(int From, CheckedRule Rule)> way)
    {
        var tiers = policy.Plan.Hierarchy.Tiers;
        var circle = string.Join(" -> ", way.Select(s => s.From).Concat([way[0].From]).Select(t => $"`{tiers[t].Name}`"));
        var last = way[^1].Rule;
        var others = way.Take(way.Count - 1)
            .Select(s => $"`{s.Rule.Plan.Label}` {policy.File.PlaceOf(policy.File, s.Rule.Syntax.Span)}");
        policy.File.ReportWithHelp(DiagnosticRules.DemotionCircle, (last.Syntax.Outcome.Targets.FirstOrDefault(t => Targets.Of(policy, t).Contains(way[0].From)) ?? last.Syntax.Outcome.Targets[0]).Span,
            way.Count == 1
                ? last.Syntax.Outcome.Targets.Any(t => t.Text == tiers[way[0].From].Name) ? "demote to a tier below, or evict"
                    : $"`{last.Syntax.Outcome.Targets[0].Text}` can be `{tiers[way[0].From].Name}` itself; name the tiers below" : $"the way there is {string.Join(", ", others)}", circle);
        foreach (var step in way.Take(way.Count - 1)) policy.File.Relate(policy.File, step.Rule.Syntax.Label.Span, $"`{step.Rule.Plan.Label}`");
    }
}

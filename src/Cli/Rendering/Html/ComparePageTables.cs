using CdmPolicy.Cli.Comparing;

namespace CdmPolicy.Cli.Rendering.Html;

/// <summary>The numbers of the page.</summary>
internal static class ComparePageTables
{
    public static string Costs(Comparison comparison)
    {
        var table = new HtmlTable(
            "Average: everything the run cost, over its accesses. Percentiles: what single accesses waited for. Over no policy: what accesses, faults and moves cost, without observing, over the same where pages start along the fallback and stay there, on the same memory. Bound: times the cost that no policy comes below.",
            2, "policy", "hierarchy", "average", "over no policy", "p50", "p99", "p99.9", "observing", "moved", "ping-pong", "bound");
        foreach (var run in comparison.Runs)
        {
            var costs = run.Meter.Costs;
            table.Row(
                run.Name, run.Report.Hierarchy.Name, Quantity.Ns(run.CostPerAccess), CompareTables.Ratio(run.TimesNoPolicy), Quantity.Time(costs.Percentile(500)), Quantity.Time(costs.Percentile(990)),
                Quantity.Time(costs.Percentile(999)), run.Report.Model.Observers.Length == 0 ? "free" : Quantity.Ns(run.ObservePerAccess),
                Quantity.Bytes(run.MovedBytes), Quantity.Count(run.Meter.PingPongs), CompareTables.Times(run.TimesBound));
        }

        var within = Quantity.Time(comparison.Options.PingPongNs);
        return $"<h2>Cost</h2>\n{table}<p class=\"sub\">Ping-pong: pages that were promoted, and demoted no later than {within} after.</p>\n";
    }

    public static string Tiers(Comparison comparison)
    {
        var table = new HtmlTable("Who served the accesses, and how many pages left each tier and whereto.", 2, "policy", "tier", "capacity", "share of accesses", "promoted", "demoted", "evicted", "written back");
        foreach (var run in comparison.Runs)
        {
            foreach (var (number, tier) in run.Report.Hierarchy.Tiers.Index())
            {
                var counters = run.Result.Tiers[number].Counters;
                table.Row(
                    run.Name, tier.Name, Quantity.Bytes(tier.CapacityBytes), Quantity.Percent(run.ShareOf(number)), Quantity.Count(counters.Promoted),
                    Quantity.Count(counters.Demoted), Quantity.Count(counters.Evicted), Quantity.Count(counters.WrittenBack));
            }
        }

        return $"<h2>Tiers</h2>\n{table}";
    }

    public static string Rules(Comparison comparison)
    {
        var table = new HtmlTable("What each rule did.", 3, "policy", "section", "rule", "tried", "applied", "refused", "bytes");
        foreach (var run in comparison.Runs)
        {
            foreach (var (rule, counters) in run.Report.Rules)
            {
                table.Row(
                    run.Name, rule.Section, rule.Label, Quantity.Count(counters.Tried), Quantity.Count(counters.Applied), Quantity.Count(counters.Refused),
                    Quantity.Bytes(counters.Bytes));
            }
        }

        return $"<h2>Rules</h2>\n<details><summary>All rules as a table</summary>\n{table}</details>\n";
    }
}

using System.Text.Json;
using CdmPolicy.Cli.Comparing;

namespace CdmPolicy.Cli.Rendering;

/// <summary>A comparison as one object; each policy's parts are named as <c>run --json</c> names them.</summary>
internal static class CompareJson
{
    public static void Write(Comparison comparison, TextWriter output) => Json.Write(output, json => WriteComparison(json, comparison));

    /// <summary>Several, as a list of such objects.</summary>
    public static void WriteAll(IEnumerable<Comparison> comparisons, TextWriter output) =>
        Json.Write(output, json => json.Array(comparisons, WriteComparison));

    private static void WriteComparison(Utf8JsonWriter json, Comparison comparison)
    {
        json.WriteStartObject();
        json.WriteString(comparison.Options.Workload is null ? "trace" : "workload", comparison.Source);
        json.WriteNumber("seed", comparison.Options.Seed);
        json.WriteNumber("ping_pong_within_ns", comparison.Options.PingPongNs);
        json.Array("policies", comparison.Runs, WriteRun);
        json.Array("left_out", comparison.LeftOut, WriteLeftOut);
        json.WriteStartArray("notes");
        foreach (var note in comparison.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLeftOut(Utf8JsonWriter json, LeftOut policy)
    {
        json.WriteStartObject();
        json.WriteString("name", policy.Name);
        json.WriteString("file", policy.File);
        json.WriteString("reason", policy.Reason);
        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, ComparedRun run)
    {
        var (report, result) = (run.Report, run.Result);
        json.WriteStartObject();
        json.WriteString("name", run.Name);
        json.WriteString("policy", report.Policy);
        json.WriteString("file", run.File);
        json.WriteString("hierarchy", report.Hierarchy.Name);
        json.WriteBoolean("own_hierarchy", run.OnOwn);
        json.WriteNumber("events", result.Totals.Events);
        json.WriteNumber("failed", result.Totals.Failed);
        json.WriteNumber("faults", result.Totals.Faults);
        json.WriteNumber("refaults", result.Totals.Refaults);
        json.WriteNumber("pages", report.Trace.PageCount);
        json.WriteNumber("page_bytes", report.Hierarchy.PageBytes);
        json.WriteNumber("simulated_ns", result.SimulatedNs);
        json.WriteNumber("cost_ns", result.CostNs);
        json.WriteNumber("cost_per_access_ns", Math.Round(run.CostPerAccess, 3));
        RunJson.WriteCost(json, result);
        WriteAccess(json, run.Meter.Costs);
        json.Array("tiers", Enumerable.Range(0, result.Tiers.Count), (w, tier) => WriteTier(w, run, tier));
        json.WriteNumber("moved_bytes", run.MovedBytes);
        json.WriteNumber("ping_pong", run.Meter.PingPongs);
        json.Array("rules", report.Rules, (w, rule) => RunJson.WriteRule(w, rule.Rule, rule.Counters));
        json.WriteString("observed", report.Model.Observes);
        json.WriteNumber("observe_ns", result.ObserveNs);
        json.Array("observers", report.Model.Observers.Zip(result.Observers), (w, o) => RunJson.WriteObserver(w, o.First, o.Second));
        if (report.ClairvoyantNs is { } least) json.WriteNumber("bound_ns", least);
        else json.WriteNull("bound_ns");
        if (run.TimesBound is { } times) json.WriteNumber("times_bound", Math.Round(times, 6));
        else json.WriteNull("times_bound");
        if (report.NoPolicy is { } none) json.WriteNumber("no_policy_ns", none.CostNs);
        if (run.TimesNoPolicy is { } share) json.WriteNumber("times_no_policy", Math.Round(share, 6));
        json.Array("violations", report.Violations, (w, v) => RunJson.WriteViolation(w, report, v.Contract, v.Counters));
        json.Array("series", run.Meter.Series, WriteSlice);
        json.WriteEndObject();
    }

    private static void WriteAccess(Utf8JsonWriter json, CostHistogram costs)
    {
        json.WriteStartObject("access");
        json.WriteNumber("count", costs.Count);
        json.WriteNumber("average_ns", Math.Round((double)costs.Sum / Math.Max(1, costs.Count), 3));
        json.WriteNumber("p50_ns", costs.Percentile(500));
        json.WriteNumber("p99_ns", costs.Percentile(990));
        json.WriteNumber("p999_ns", costs.Percentile(999));
        json.WriteNumber("max_ns", costs.Max);
        json.WriteEndObject();
    }

    private static void WriteTier(Utf8JsonWriter json, ComparedRun run, int number)
    {
        var (tier, result) = (run.Report.Hierarchy.Tiers[number], run.Result.Tiers[number]);
        json.WriteStartObject();
        json.WriteString("name", tier.Name);
        json.WriteNumber("capacity_bytes", tier.CapacityBytes);
        json.WriteNumber("resident_pages", result.ResidentPages);
        json.WriteNumber("reads", result.Reads);
        json.WriteNumber("writes", result.Writes);
        json.WriteNumber("share", Math.Round(run.ShareOf(number), 9));
        json.WriteNumber("promoted", result.Counters.Promoted);
        json.WriteNumber("demoted", result.Counters.Demoted);
        json.WriteNumber("moved", result.Counters.Moved);
        json.WriteNumber("evicted", result.Counters.Evicted);
        json.WriteNumber("written_back", result.Counters.WrittenBack);
        json.WriteEndObject();
    }

    private static void WriteSlice(Utf8JsonWriter json, RunSlice slice)
    {
        json.WriteStartObject();
        json.WriteNumber("end_ns", slice.EndNs);
        json.WriteNumber("accesses", slice.Accesses);
        json.WriteNumber("cost_ns", slice.CostNs);
        json.WriteStartArray("used_pages");
        foreach (var pages in slice.UsedPages) json.WriteNumberValue(pages);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

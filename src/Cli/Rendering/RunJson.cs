using System.Text.Json;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Rendering;

/// <summary>A run as one object.</summary>
internal static class RunJson
{
    public static void Write(RunReport report, TextWriter output) => Json.Write(output, json =>
    {
        var (result, totals) = (report.Result, report.Result.Totals);
        json.WriteStartObject();
        json.WriteString("policy", report.Policy);
        json.WriteString("hierarchy", report.Hierarchy.Name);
        json.WriteString("trace", report.Trace.Name);
        ConversionText.WriteFidelity(json, report.Trace.Fidelity);
        json.WriteNumber("events", totals.Events);
        json.WriteNumber("pages", report.Trace.PageCount);
        json.WriteNumber("page_bytes", report.Hierarchy.PageBytes);
        json.WriteNumber("simulated_ns", result.SimulatedNs);
        json.WriteNumber("cost_ns", result.CostNs);
        WriteCost(json, result);
        json.WriteNumber("faults", totals.Faults);
        json.WriteNumber("refaults", totals.Refaults);
        json.WriteNumber("swap_reads", totals.SwapReads);
        json.WriteNumber("swap_writes", totals.SwapWrites);
        json.WriteNumber("access_faults", totals.AccessFaults);
        json.WriteNumber("remote", totals.Remote);
        json.WriteNumber("write_faults", totals.WriteFaults);
        json.WriteNumber("failed", totals.Failed);
        json.WriteNumber("pins", totals.Pins);
        json.WriteNumber("pins_denied", totals.PinsDenied);
        json.WriteNumber("lost", totals.Lost);
        json.WriteNumber("lost_clean", totals.LostClean);
        json.WriteNumber("unmapped", totals.Unmapped);
        json.WriteNumber("moves_pending", result.MovesPending);
        json.WriteNumber("move_retries", totals.MoveRetries);
        json.Array("tiers", report.Hierarchy.Tiers.Zip(result.Tiers), (w, tier) => WriteTier(w, tier.First, tier.Second));
        json.Array("rules", report.Rules, (w, rule) => WriteRule(w, rule.Rule, rule.Counters));
        TenantTable.WriteJson(report, json);
        WriteBaselines(json, report);
        json.WriteString("observed", report.Model.Observes);
        json.Array("observers", report.Model.Observers.Zip(result.Observers), (w, o) => WriteObserver(w, o.First, o.Second));
        json.WriteNumber("contracts_held", report.ContractsHeld);
        json.Array("violations", report.Violations, (w, v) => WriteViolation(w, report, v.Contract, v.Counters));
        json.WriteNumber("seed", report.Seed);
        json.WriteNumber("seconds", Math.Round(result.Seconds, 6));
        json.WriteNumber("events_per_second", Math.Round(totals.Events / Math.Max(result.Seconds, 1e-9)));
        json.WriteNumber("events_per_second_warm", Math.Round(report.Result.EventsPerSecond));
        json.WriteNumber("first_event_ms", Math.Round(report.FirstEventMs, 1));
        json.WriteBoolean("cached", report.WasCached);
        json.WriteEndObject();
    });

    internal static void WriteCost(Utf8JsonWriter json, RunResult result)
    {
        json.WriteStartObject("cost");
        json.WriteNumber("access_ns", result.AccessNs);
        json.WriteNumber("move_ns", result.Totals.MoveNs);
        json.WriteNumber("wait_ns", result.Totals.WaitNs);
        json.WriteNumber("store_read_ns", result.Totals.StoreReadNs);
        json.WriteNumber("write_back_ns", result.Totals.WriteBackNs);
        json.WriteNumber("swap_read_ns", result.Totals.SwapReadNs);
        json.WriteNumber("swap_write_ns", result.Totals.SwapWriteNs);
        json.WriteNumber("observe_ns", result.ObserveNs);
        json.WriteEndObject();
    }

    private static void WriteTier(Utf8JsonWriter json, Model.TierModel tier, TierResult result)
    {
        json.WriteStartObject();
        json.WriteString("name", tier.Name);
        json.WriteNumber("capacity_bytes", tier.CapacityBytes);
        json.WriteNumber("resident_pages", result.ResidentPages);
        json.WriteNumber("reads", result.Reads);
        json.WriteNumber("writes", result.Writes);
        json.WriteNumber("placed", result.Counters.Placed);
        json.WriteNumber("promoted", result.Counters.Promoted);
        json.WriteNumber("demoted", result.Counters.Demoted);
        json.WriteNumber("moved", result.Counters.Moved);
        json.WriteNumber("evicted", result.Counters.Evicted);
        json.WriteNumber("written_back", result.Counters.WrittenBack);
        json.WriteNumber("keeps_ignored", result.Counters.KeepsIgnored);
        if (result.Blocks is { } blocks)
        {
            json.WriteNumber("whole_bytes", blocks.WholeBytes);
            json.WriteNumber("beside_pins_bytes", blocks.BesidePinsBytes);
        }

        json.WriteEndObject();
    }

    internal static void WriteObserver(Utf8JsonWriter json, Model.ObserverModel observer, ObserverCounters counters)
    {
        json.WriteStartObject();
        json.WriteString("observer", observer.Text);
        json.WriteNumber("scanned", counters.Scanned);
        json.WriteNumber("seen", counters.Seen);
        json.WriteNumber("cost_ns", counters.CostNs);
        json.WriteEndObject();
    }

    internal static void WriteRule(Utf8JsonWriter json, Model.RuleModel rule, RuleCounters counters)
    {
        json.WriteStartObject();
        json.WriteString("section", rule.Section);
        json.WriteString("label", rule.Label);
        json.WriteNumber("tried", counters.Tried);
        json.WriteNumber("applied", counters.Applied);
        json.WriteNumber("refused", counters.Refused);
        json.WriteNumber("bytes", counters.Bytes);
        json.WriteStartObject("reasons");
        foreach (var (reason, count) in RefusalReasons.Of(counters)) json.WriteNumber(reason, count);
        json.WriteEndObject();
        json.WriteStartObject("failures");
        foreach (var (reason, count) in RefusalReasons.OfFailures(counters)) json.WriteNumber(reason, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal static void WriteViolation(Utf8JsonWriter json, RunReport report, Model.ContractModel contract, ContractCounters counters)
    {
        json.WriteStartObject();
        json.WriteString("contract", contract.Text);
        json.WriteString("file", report.File);
        json.WriteNumber("line", contract.Line);
        json.WriteNumber("count", counters.Violations);
        json.WriteStartObject("first");
        json.WriteNumber("time_ns", counters.FirstNs);
        json.WriteNumber("page", counters.FirstPage);
        json.WriteString("tier", report.Hierarchy.Tiers[counters.FirstTier].Name);
        json.WriteString("rule", report.RuleName(counters.FirstRule));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteBaselines(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartObject("baselines");
        json.WriteStartObject("all_in");
        json.WriteString("tier", report.Hierarchy.Tiers[report.AllInTier].Name);
        json.WriteNumber("cost_ns", report.AllInNs);
        json.WriteNumber("store_read_ns", report.Result.Totals.FirstReadNs);
        json.WriteEndObject();
        json.WritePropertyName("no_policy");
        if (report.NoPolicy is not { } none)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStartObject();
            json.WriteNumber("cost_ns", none.CostNs);
            WriteCost(json, none);
            json.WriteNumber("faults", none.Totals.Faults);
            json.WriteNumber("failed", none.Totals.Failed);
            json.WriteEndObject();
        }

        json.WritePropertyName("clairvoyant");
        if (report.ClairvoyantNs is { } least)
        {
            json.WriteStartObject();
            json.WriteNumber("least_cost_ns", least);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }
}

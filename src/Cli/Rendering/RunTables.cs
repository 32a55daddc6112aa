using System.Globalization;
using CdmPolicy.Cli.Running;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Rendering;

/// <summary>A run for a person: what each tier held, what each rule did, what it cost against having no limit and no policy.</summary>
internal static class RunTables
{
    public static void Write(RunReport report, CommandIo io)
    {
        var totals = report.Result.Totals;
        io.Output.WriteLine(
            $"{report.Policy} on {report.Hierarchy.Name}: {Quantity.Count(totals.Events)} events of `{report.Trace.Name}`, "
            + $"{Quantity.Count(report.Trace.PageCount)} pages, {Quantity.Time(report.Result.SimulatedNs)} of simulated time");
        if (report.Trace.Fidelity != TraceFidelity.Unknown) io.Output.WriteLine($"{report.Trace.Name} is {report.Trace.Fidelity.Describe()}");
        WriteTiers(report, io);
        WriteRules(report, io);
        TenantTable.Write(report, io);
        WriteCosts(report, io);
        io.Output.WriteLine(
            $"faults {Quantity.Count(totals.Faults)}, of evicted pages {Quantity.Count(totals.Refaults)}, "
            + $"of unreachable pages {Quantity.Count(totals.AccessFaults)}; not served {Quantity.Count(totals.Failed)}");
        if (totals.Pins + totals.PinsDenied > 0) io.Output.WriteLine($"pins {Quantity.Count(totals.Pins)}, denied {Quantity.Count(totals.PinsDenied)}");
        if (totals.Unmapped > 0) io.Output.WriteLine($"pages in memory when the program gave them back: {Quantity.Count(totals.Unmapped)}");
        if (totals.Lost > 0) io.Output.WriteLine($"pages lost with their tier: {Quantity.Count(totals.Lost)}, of which the store has {Quantity.Count(totals.LostClean)}");
        if (totals.MoveRetries > 0 || report.Result.MovesPending > 0)
        {
            io.Output.WriteLine(
                $"copies made again, since their page was written: {Quantity.Count(totals.MoveRetries)}; moves under way at the end: {Quantity.Count(report.Result.MovesPending)}");
        }

        if (totals.Remote + totals.WriteFaults > 0)
            io.Output.WriteLine($"reached in place {Quantity.Count(totals.Remote)}, writes to read-only mappings {Quantity.Count(totals.WriteFaults)}");
        if (totals.SwapReads + totals.SwapWrites > 0)
            io.Output.WriteLine(
                $"swap: {Quantity.Count(totals.SwapWrites)} pages written in {Quantity.Time(totals.SwapWriteNs)}, "
                + $"{Quantity.Count(totals.SwapReads)} read in {Quantity.Time(totals.SwapReadNs)}");
        var ignored = report.Result.Tiers.Sum(t => t.Counters.KeepsIgnored);
        if (ignored > 0) io.Output.WriteLine($"pages taken although `keep` spared them, after 32 spared in one search: {Quantity.Count(ignored)}");
        if (report.ContractsHeld > 0) io.Output.WriteLine($"contracts: {report.ContractsHeld} held");
        WriteObservers(report, io);
        io.Output.WriteLine(
            $"ran in {Quantity.Seconds(report.Result.Seconds)}, once warm at {Quantity.Millions(report.Result.EventsPerSecond)} events; "
            + $"first event after {Quantity.Time(Math.Round(report.FirstEventMs) * 1e6)}"
            + (report.WasCached ? "" : ", most of it to compile the policy, which is kept for the next run"));
        WriteBroken(report, io);
    }

    /// <summary>At the very end, where it is not overlooked.</summary>
    private static void WriteBroken(RunReport report, CommandIo io)
    {
        foreach (var (contract, counters) in report.Violations)
        {
            io.Output.WriteLine(
                $"broken: {report.Place(contract)}: `{contract.Text}`, {Quantity.Count(counters.Violations)} times; first by page {counters.FirstPage} in "
                + $"{report.Hierarchy.Tiers[counters.FirstTier].Name} at {Quantity.Time(counters.FirstNs)}"
                + (report.RuleName(counters.FirstRule) is { } rule ? $", where `{rule}` had put it" : ""));
        }
    }

    private static void WriteObservers(RunReport report, CommandIo io)
    {
        if (report.Model.Observers.Length == 0)
        {
            io.Output.WriteLine("observed: everything (optimistic)");
            return;
        }

        var table = new TextTable("observed with<", "pages scanned", "accesses seen", "cost");
        foreach (var (observer, counters) in report.Model.Observers.Zip(report.Result.Observers))
            table.Row(observer.Text, Quantity.Count(counters.Scanned), Quantity.Count(counters.Seen), Quantity.Time(counters.CostNs));
        table.Write(io);
    }

    private static void WriteTiers(RunReport report, CommandIo io)
    {
        var blocks = report.Result.Tiers.Any(t => t.Blocks is not null);
        var pinned = report.Result.Tiers.Any(t => t.Blocks is { BesidePinsBytes: > 0 });
        var sideways = report.Result.Tiers.Any(t => t.Counters.Moved > 0);
        var table = new TextTable(
        [
            "tier<", "capacity", "resident", "reads", "writes", "placed", "promoted", "demoted", .. Where(sideways, "moved"), "evicted", "written back",
            .. Where(blocks, "free", "in whole blocks"), .. Where(pinned, "beside pins"),
        ]);
        foreach (var (tier, result) in report.Hierarchy.Tiers.Zip(report.Result.Tiers))
        {
            var counters = result.Counters;
            var free = tier.CapacityBytes - result.ResidentPages * report.Hierarchy.PageBytes;
            table.Row(
            [
                tier.Name, Quantity.Bytes(tier.CapacityBytes), Quantity.Bytes(result.ResidentPages * report.Hierarchy.PageBytes),
                Quantity.Count(result.Reads), Quantity.Count(result.Writes), Quantity.Count(counters.Placed),
                Quantity.Count(counters.Promoted), Quantity.Count(counters.Demoted), .. Where(sideways, Quantity.Count(counters.Moved)),
                Quantity.Count(counters.Evicted), Quantity.Count(counters.WrittenBack),
                .. Where(blocks, Quantity.Bytes(free), result.Blocks is { } b ? Quantity.Bytes(b.WholeBytes) : ""),
                .. Where(pinned, result.Blocks is { } p ? Quantity.Bytes(p.BesidePinsBytes) : ""),
            ]);
        }

        table.Write(io);
        io.Output.WriteLine("promoted, demoted and evicted are counted at the tier that the page leaves");
    }

    /// <summary>Columns that only some runs have.</summary>
    private static string[] Where(bool has, params string[] cells) => has ? cells : [];

    private static void WriteRules(RunReport report, CommandIo io)
    {
        var table = new TextTable("section<", "rule<", "tried", "applied", "refused", "why<", "bytes");
        foreach (var (rule, counters) in report.Rules)
        {
            table.Row(
                rule.Section, rule.Label, Quantity.Count(counters.Tried), Quantity.Count(counters.Applied),
                Quantity.Count(counters.Refused), RefusalReasons.Text(counters), Quantity.Bytes(counters.Bytes));
        }

        table.Write(io);
    }

    private static void WriteCosts(RunReport report, CommandIo io)
    {
        var table = new TextTable("cost<", "total", "accesses", "moves", "store reads", "write-back", "observing", "per access", "times the policy");
        // Where accesses failed, the rows are not of the same accesses.
        var comparable = report.Result.Totals.Failed == 0 && report.NoPolicy is not { Totals.Failed: > 0 } ? report.Result.CostNs : 0;
        Row(table, report.Policy, report.Result, comparable);
        // Where the first of all tiers has room for everything, having no policy is that.
        var same = report.NoPolicy?.CostNs == report.AllInNs;
        var allIn = $"all in {report.Hierarchy.Tiers[report.AllInTier].Name}";
        if (!same)
        {
            table.Row(
                allIn, Quantity.Time(report.AllInNs), Quantity.Time(report.Result.AllInNs[report.AllInTier]),
                "", Quantity.Time(report.Result.Totals.FirstReadNs), "", "", PerAccess(report.AllInNs, report.Result), Against(report.AllInNs, comparable));
        }

        if (report.NoPolicy is { } none) Row(table, same ? $"no policy, {allIn}" : "no policy", none, comparable);
        if (report.ClairvoyantNs is { } least)
        {
            table.Row(
                "clairvoyant, at least", Quantity.Time(least), "", "", "", "", "", PerAccess(least, report.Result),
                Against(least, report.Result.Totals.Failed == 0 ? report.Result.CostNs : 0));
        }

        table.Write(io);
        if (comparable > 0) io.Output.WriteLine("above 1.00x: costs more than the policy; below: costs less");
    }

    private static void Row(TextTable table, string name, RunResult result, long policyNs) => table.Row(
        name, Quantity.Time(result.CostNs), Quantity.Time(result.AccessNs), Quantity.Time(result.Totals.MoveNs + result.Totals.WaitNs),
        Quantity.Time(result.Totals.StoreReadNs), Quantity.Time(result.Totals.WriteBackNs), Quantity.Time(result.ObserveNs),
        PerAccess(result.CostNs, result), Against(result.CostNs, policyNs));

    private static string PerAccess(long ns, RunResult result) =>
        Quantity.Ns(ns / (double)Math.Max(1, result.Totals.Events - result.Totals.Failed));

    private static string Against(long ns, long policyNs) =>
        policyNs == 0 ? "" : (ns / (double)policyNs).ToString("0.00", CultureInfo.InvariantCulture) + "x";
}

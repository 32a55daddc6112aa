using System.Globalization;
using CdmPolicy.Cli.Comparing;

namespace CdmPolicy.Cli.Rendering;

/// <summary>A comparison for a person: what accesses cost, who served them, what each rule moved.</summary>
internal static class CompareTables
{
    public static void Write(Comparison comparison, CommandIo io)
    {
        var first = comparison.Runs[0].Report;
        io.Output.WriteLine($"{Quantity.Count(first.Result.Totals.Events)} accesses of `{comparison.Source}`, {Quantity.Time(first.Result.SimulatedNs)} of simulated time");
        WriteCosts(comparison, io);
        WriteTiers(comparison, io);
        WriteRules(comparison, io);
        WriteLegend(comparison, io);
        foreach (var run in comparison.Runs)
            foreach (var (contract, counters) in run.Report.Violations)
                io.Output.WriteLine($"broken: {run.Report.Place(contract)}: `{contract.Text}` of `{run.Name}`, {Quantity.Count(counters.Violations)} times");
        WriteLeftOut(comparison.LeftOut, io);
        foreach (var note in comparison.Notes) io.Output.WriteLine($"note: {note}");
    }

    public static void WriteLeftOut(IEnumerable<LeftOut> leftOut, CommandIo io)
    {
        foreach (var policy in leftOut) io.Output.WriteLine($"left out: `{policy.Name}`: {policy.Reason}");
    }

    private static void WriteLegend(Comparison comparison, CommandIo io)
    {
        io.Output.WriteLine("average: all that the run cost, moves and observing included, over its accesses; p50 to p99.9: what single accesses waited for, in which moves in the background and scans have no part");
        io.Output.WriteLine("over no policy: what accesses, faults and moves cost, without observing, over the same where pages start along the fallback and stay there, on the same memory; less is better");
        io.Output.WriteLine($"moved: bytes that came from one tier to another; ping-pong: pages promoted, then demoted no later than {Quantity.Time(comparison.Options.PingPongNs)} after; "
            + "times the bound: the whole cost over one that no policy on that memory comes below");
    }

    private static void WriteCosts(Comparison comparison, CommandIo io)
    {
        var table = new TextTable("policy<", "average", "over no policy", "p50", "p99", "p99.9", "observing", "moved", "ping-pong", "times the bound");
        foreach (var run in comparison.Runs)
        {
            var costs = run.Meter.Costs;
            table.Row(
                run.Name, Quantity.Ns(run.CostPerAccess), Ratio(run.TimesNoPolicy), Quantity.Time(costs.Percentile(500)), Quantity.Time(costs.Percentile(990)),
                Quantity.Time(costs.Percentile(999)), run.Report.Model.Observers.Length == 0 ? "free" : Quantity.Ns(run.ObservePerAccess),
                Quantity.Bytes(run.MovedBytes), Quantity.Count(run.Meter.PingPongs), Times(run.TimesBound));
        }

        table.Write(io);
    }

    private static void WriteTiers(Comparison comparison, CommandIo io)
    {
        var table = new TextTable("policy<", "tier<", "capacity", "resident", "accesses", "share", "promoted", "demoted", "evicted", "written back");
        foreach (var run in comparison.Runs)
        {
            foreach (var (number, tier) in run.Report.Hierarchy.Tiers.Index())
            {
                var result = run.Result.Tiers[number];
                table.Row(
                    number == 0 ? run.Name : "", tier.Name, Quantity.Bytes(tier.CapacityBytes), Quantity.Bytes(result.ResidentPages * run.Report.Hierarchy.PageBytes),
                    Quantity.Count(result.Reads + result.Writes), Quantity.Percent(run.ShareOf(number)), Quantity.Count(result.Counters.Promoted),
                    Quantity.Count(result.Counters.Demoted), Quantity.Count(result.Counters.Evicted), Quantity.Count(result.Counters.WrittenBack));
            }
        }

        table.Write(io);
    }

    private static void WriteRules(Comparison comparison, CommandIo io)
    {
        var table = new TextTable("policy<", "section<", "rule<", "tried", "applied", "refused", "why<", "bytes");
        foreach (var run in comparison.Runs)
        {
            foreach (var (number, (rule, counters)) in run.Report.Rules.Index())
            {
                table.Row(
                    number == 0 ? run.Name : "", rule.Section, rule.Label, Quantity.Count(counters.Tried), Quantity.Count(counters.Applied),
                    Quantity.Count(counters.Refused), RefusalReasons.Text(counters), Quantity.Bytes(counters.Bytes));
            }
        }

        table.Write(io);
    }

    public static string Ratio(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";

    public static string Times(double? times) => times is { } value ? value.ToString("0.00", CultureInfo.InvariantCulture) + "x" : "";
}

using CdmPolicy.Cli.Comparing;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Policies on several traces and workloads: one table for each measure, a row for each policy, a column for each source.</summary>
internal static class FieldTables
{
    private const string None = "-";

    public static void Write(IReadOnlyList<Comparison> comparisons, CommandIo io)
    {
        foreach (var comparison in comparisons)
            io.Output.WriteLine($"{comparison.Source}: {Quantity.Count(comparison.Runs[0].Result.Totals.Events)} accesses, {Quantity.Time(comparison.Runs[0].Result.SimulatedNs)} of simulated time");
        Measure("cost", "what accesses, faults and moves cost, without observing, over the same without a policy on the same memory; less is better", run => CompareTables.Ratio(run.TimesNoPolicy));
        Measure("observing", "what observing cost for each access; free: the policy sees everything", run => run.Report.Model.Observers.Length == 0 ? "free" : Quantity.Ns(run.ObservePerAccess));
        Measure("fast", "share of the accesses that the fastest tier served", run => Quantity.Percent(run.ShareOf(Fastest(run))));
        Measure("moved", "bytes that came from one tier to another", run => Quantity.Bytes(run.MovedBytes));
        Measure("ping-pong", $"pages promoted, then demoted no later than {Quantity.Time(comparisons[0].Options.PingPongNs)} after", run => Quantity.Count(run.Meter.PingPongs));
        Measure("bound", "the whole cost, observing included, over one that no policy on that memory comes below", run => CompareTables.Times(run.TimesBound));
        WriteRemarks(comparisons, io);

        void Measure(string name, string meaning, Func<ComparedRun, string> cell)
        {
            io.Output.WriteLine();
            io.Output.WriteLine($"{name}: {meaning}");
            var table = new TextTable(["policy<", "memory<", .. comparisons.Select(c => c.Source)]);
            foreach (var policy in comparisons.SelectMany(c => c.Runs).Select(r => r.Name).Distinct())
            {
                var runs = comparisons.Select(c => c.Runs.FirstOrDefault(r => r.Name == policy)).ToList();
                var any = runs.First(r => r is not null)!;
                table.Row([policy, Memory(any, comparisons[0].Options.Hierarchy is not null), .. runs.Select(r => r is null ? None : cell(r) is { Length: > 0 } text ? text : None)]);
            }

            table.Write(io);
        }
    }

    /// <summary>The hierarchy is named where it is not the one of all.</summary>
    private static string Memory(ComparedRun run, bool shared) => shared && !run.OnOwn ? "shared" : run.Report.Hierarchy.Name;

    private static int Fastest(ComparedRun run)
    {
        var tiers = run.Report.Hierarchy.Tiers;
        return Array.FindIndex(tiers, tier => tier.Access[0].ReadNs == tiers.Min(t => t.Access[0].ReadNs));
    }

    private static void WriteRemarks(IReadOnlyList<Comparison> comparisons, CommandIo io)
    {
        if (comparisons.SelectMany(c => c.Runs).Any(r => r.OnOwn))
            io.Output.WriteLine("own: the policy ran on its own hierarchy; its cost is relative to no policy there, and its other numbers are not comparable with those of other memories");
        foreach (var comparison in comparisons)
            foreach (var run in comparison.Runs)
                foreach (var (contract, counters) in run.Report.Violations)
                    io.Output.WriteLine($"broken on {comparison.Source}: {run.Report.Place(contract)}: `{contract.Text}` of `{run.Name}`, {Quantity.Count(counters.Violations)} times");
        foreach (var left in comparisons.SelectMany(c => c.LeftOut.Select(l => (c.Source, Left: l))).GroupBy(l => l.Left.Name))
            io.Output.WriteLine($"left out: `{left.Key}`{On(left.Select(l => l.Source), comparisons)}: {left.First().Left.Reason}");
        var failed = comparisons.SelectMany(c => c.Runs.Where(r => r.Result.Totals.Failed > 0).Select(r => (c.Source, r.Name)));
        foreach (var policy in failed.GroupBy(f => f.Name))
            io.Output.WriteLine($"not served: accesses of `{policy.Key}`{On(policy.Select(p => p.Source), comparisons)}, since no tier took their page; its cost is not compared there");
        foreach (var note in comparisons.SelectMany(c => c.Apart).Distinct()) io.Output.WriteLine($"note: {note}");
    }

    private static string On(IEnumerable<string> sources, IReadOnlyList<Comparison> all) =>
        sources.Count() < all.Count ? $" on {string.Join(", ", sources)}" : "";
}

using System.Globalization;
using CdmPolicy.Cli.Diverging;
using CdmPolicy.Cli.Explaining;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Where two policies part on a trace, for a person.</summary>
internal static class DivergeTable
{
    public static void Write(DivergeReport report, CommandIo io)
    {
        var (first, second) = (report.First, report.Second);
        io.Output.WriteLine($"`{first.Name}` and `{second.Name}` on `{report.Source}`: {Quantity.Count(report.Accesses)} accesses to {Quantity.Count(report.Pages)} pages");
        io.Output.WriteLine(Verdict(report));
        if (report.Parameters.Count > 0) io.Output.WriteLine($"other parameters: {string.Join(", ", report.Parameters.Select(p => $"{p.Name} = {p.First} and {p.Second}"))}");
        foreach (var told in report.Told.Take(1))
        {
            io.Output.WriteLine($"first page {told.Divergence.Page}, at {EventText.Time(told.Divergence.Ns)}, after {Quantity.Count(told.Divergence.Access)} accesses:");
            WriteSide(first, told.First, told.Divergence, io);
            WriteSide(second, told.Second, told.Divergence, io);
        }

        if (report.Told.Count > 1)
        {
            var table = new TextTable("time", "access", "page", $"{first.Name}<", $"{second.Name}<");
            foreach (var told in report.Told)
                table.Row(
                    EventText.Time(told.Divergence.Ns), Quantity.Count(told.Divergence.Access), Quantity.Count(told.Divergence.Page),
                    Short(first, told.First, told.Divergence) + Why(first, told.First, second, told.Second, told.Divergence),
                    Short(second, told.Second, told.Divergence) + Why(second, told.Second, first, told.First, told.Divergence));
            table.Write(io);
        }

        WriteCosts(report, io);
    }

    /// <summary>How many pages part, in one sentence.</summary>
    public static string Verdict(DivergeReport report)
    {
        var alike = report.Pages - report.Diverged.Count - report.ByOtherRules.Count;
        var byRules = report.ByOtherRules.Count > 0 ? $", {Pages(report.ByOtherRules.Count)} the same ways by other rules" : "";
        return report.Diverged.Count + report.ByOtherRules.Count == 0 ? "all pages go the same ways by the same rules"
            : $"{Pages(report.Diverged.Count)} other ways{byRules}; the other {Quantity.Count(alike)} alike";
    }

    private static string Pages(int count) => count == 1 ? "1 page goes" : $"{Quantity.Count(count)} pages go";

    private static void WriteSide(Side side, SideReason reason, Divergence divergence, CommandIo io)
    {
        io.Output.WriteLine($"  {side.Name}: {Short(side, reason, divergence)}");
        if (reason.Did is { Event.Rule: >= 0 and var rule } logged)
        {
            io.Output.WriteLine($"    {side.Texts.Place(rule)}: {side.Texts.Source(rule)}");
            if (EventText.Saw(logged, side.Texts) is { Length: > 0 } saw) io.Output.WriteLine($"    which saw {saw}");
        }

        var lines = ReasonText.Lines(side, reason).ToList();
        if (lines.Count == 0) return;
        io.Output.WriteLine(IsNow(reason, divergence) ? "    before it was asked:" : $"    why nothing at {EventText.Time(divergence.Ns)}:");
        foreach (var line in lines) io.Output.WriteLine($"      {line}");
    }

    private static bool IsNow(SideReason reason, Divergence divergence) => reason.Did is { } did && did.Event.Ns == divergence.Ns;

    /// <summary>In the table only where nothing was done, which does not speak for itself.</summary>
    private static string Why(Side side, SideReason reason, Side other, SideReason otherReason, Divergence divergence) =>
        IsNow(reason, divergence) ? "" : ReasonText.Short(side, reason, otherReason.Did is { Event.Rule: >= 0 and var rule } ? other.Texts.Name(rule) : null);

    private static string Short(Side side, SideReason reason, Divergence divergence)
    {
        if (reason.Did is not { } logged) return "leaves it where it is to the end";
        var what = EventText.What(logged.Event, side.Texts) + (logged.Event.Rule < 0 ? "" : $" ({side.Texts.Name(logged.Event.Rule)})");
        if (logged.Event.Ns == divergence.Ns) return what;
        var verb = logged.Event.Kind is PageEventKind.Started or PageEventKind.Arrived ? "it" : "it is";
        return $"nothing yet; at {EventText.Time(logged.Event.Ns)} {verb} {what}";
    }

    private static void WriteCosts(DivergeReport report, CommandIo io)
    {
        var table = new TextTable("policy<", "cost", "p99", "moved", "faults", "not served", "times the first");
        foreach (var side in new[] { report.First, report.Second })
            table.Row(
                side.Name, Quantity.Time(side.Result.CostNs), Quantity.Time(side.Meter.Costs.Percentile(990)), Quantity.Bytes(side.Result.MovedPages * side.Texts.Hierarchy.PageBytes),
                Quantity.Count(side.Result.Totals.Faults), Quantity.Count(side.Result.Totals.Failed),
                (side.Result.CostNs / (double)Math.Max(1, report.First.Result.CostNs)).ToString("0.000", CultureInfo.InvariantCulture) + "x");
        table.Write(io);
    }
}

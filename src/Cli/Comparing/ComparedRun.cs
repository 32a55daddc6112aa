using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Comparing;

/// <summary>One policy of a comparison and what it did.</summary>
/// <param name="Name">As reports call it.</param>
/// <param name="Report">What <c>run</c> would show of it.</param>
internal sealed record ComparedRun(string Name, string File, RunReport Report, RunMeter Meter)
{
    public RunResult Result => Report.Result;

    public long Served => Result.Totals.Events - Result.Totals.Failed;

    /// <summary>Everything that the run cost, over the accesses that were served, ns.</summary>
    public double CostPerAccess => Result.CostNs / (double)Math.Max(1, Served);

    /// <summary>What observing cost, over the accesses that were served, ns.</summary>
    public double ObservePerAccess => Result.ObserveNs / (double)Math.Max(1, Served);

    /// <summary>How many times the cost below which no policy comes; null where that is not known or not comparable.</summary>
    public double? TimesBound => Report.ClairvoyantNs is > 0 and var least && Result.Totals.Failed == 0 ? Result.CostNs / (double)least : null;

    /// <summary>The share of the served accesses that a tier served.</summary>
    public double ShareOf(int tier) => (Result.Tiers[tier].Reads + Result.Tiers[tier].Writes) / (double)Math.Max(1, Served);

    /// <summary>Bytes that moves took from one tier to another.</summary>
    public long MovedBytes => Result.MovedPages * Report.Hierarchy.PageBytes;
}

/// <summary>Policies side by side on the same accesses.</summary>
/// <param name="Heat">The accesses, in the pages of the first policy's hierarchy.</param>
/// <param name="Notes">What a reader must know before comparing: where the memories differ, say.</param>
internal sealed record Comparison(
    CompareOptions Options, string Source, IReadOnlyList<ComparedRun> Runs, HeatMap Heat, IReadOnlyList<string> Notes)
{
    public bool HasViolations => Runs.Any(run => run.Report.Violations.Any());
}

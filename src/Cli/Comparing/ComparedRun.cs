using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Comparing;

/// <summary>One policy of a comparison and what it did.</summary>
/// <param name="Name">As reports call it.</param>
/// <param name="Report">What <c>run</c> would show of it.</param>
internal sealed record ComparedRun(string Name, string File, RunReport Report, RunMeter Meter)
{
    public RunResult Result => Report.Result;

    /// <summary>It runs on a hierarchy of its own, though there is one for all.</summary>
    public bool OnOwn { get; init; }

    public long Served => Result.Totals.Events - Result.Totals.Failed;

    /// <summary>Everything that the run cost, over the accesses that were served, ns.</summary>
    public double CostPerAccess => Result.CostNs / (double)Math.Max(1, Served);

    /// <summary>What observing cost, over the accesses that were served, ns.</summary>
    public double ObservePerAccess => Result.ObserveNs / (double)Math.Max(1, Served);

    /// <summary>What the accesses, faults and moves cost, without observing, as a multiple of the same without a policy on the same hierarchy; null where that is not known or not comparable.</summary>
    public double? TimesNoPolicy => Report.NoPolicy is { CostNs: > 0, Totals.Failed: 0 } none && Result.Totals.Failed == 0
        ? (Result.CostNs - Result.ObserveNs) / (double)none.CostNs : null;

    /// <summary>How many times the cost below which no policy comes; null where that is not known or not comparable.</summary>
    public double? TimesBound => Report.ClairvoyantNs is > 0 and var least && Result.Totals.Failed == 0 ? Result.CostNs / (double)least : null;

    /// <summary>The share of the served accesses that a tier served.</summary>
    public double ShareOf(int tier) => (Result.Tiers[tier].Reads + Result.Tiers[tier].Writes) / (double)Math.Max(1, Served);

    /// <summary>Bytes that moves took from one tier to another.</summary>
    public long MovedBytes => Result.MovedPages * Report.Hierarchy.PageBytes;
}

/// <summary>Policies side by side on the same accesses.</summary>
/// <param name="Heat">The accesses, in the pages of the first policy's hierarchy.</param>
/// <param name="Memories">Under what names policies run on the hierarchy of others, and where hierarchies differ.</param>
/// <param name="Remarks">What else a reader must know before comparing.</param>
internal sealed record Comparison(
    CompareOptions Options, string Source, IReadOnlyList<ComparedRun> Runs, HeatMap Heat, IReadOnlyList<string> Memories, IReadOnlyList<string> Remarks)
{
    /// <summary>Which policies run on a hierarchy of their own, and why.</summary>
    public IReadOnlyList<string> Apart { get; init; } = [];

    public IEnumerable<string> Notes => Apart.Concat(Memories).Concat(Remarks);

    /// <summary>Policies that were to take part and could not.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>A policy broke a contract of its own, or does not compile.</summary>
    public bool HasFindings => Runs.Any(run => run.Report.Violations.Any()) || LeftOut.Any(policy => policy.DoesNotCompile);
}

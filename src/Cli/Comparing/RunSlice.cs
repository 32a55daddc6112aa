namespace CdmPolicy.Cli.Comparing;

/// <summary>One of the equal stretches of time into which a run is cut to be drawn.</summary>
/// <param name="EndNs">Where the next one begins.</param>
/// <param name="Accesses">Those of the stretch, served or not.</param>
/// <param name="CostNs">What they, and everything else that was done in it, cost.</param>
/// <param name="UsedPages">By tier, frames that are taken at its end, with those kept for pages under way and for copies.</param>
internal sealed record RunSlice(long EndNs, long Accesses, long CostNs, IReadOnlyList<long> UsedPages);

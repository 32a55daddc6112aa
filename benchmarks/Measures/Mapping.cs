using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy.Benchmarks.Measures;

/// <summary>What the program asked for when it mapped its pages.</summary>
internal sealed record Mapping(RegionModel[] Regions, int[] RegionOfPage)
{
    private const long MiB = 1 << 20;

    /// <summary>One region for each rule of <c>PlaceByRequest</c>; neighbours in popularity are in different ones.</summary>
    public static Mapping OfFourRegions(int pages) => new(
        [
            new RegionModel(PageKind.Anon, 32 * MiB, Bound: Ladder.Tiers.Pmem),
            new RegionModel(PageKind.File, 128 * MiB),
            new RegionModel(PageKind.Anon, 8 * MiB),
            new RegionModel(PageKind.Anon, 32 * MiB),
        ],
        [.. Enumerable.Range(0, pages).Select(page => page % 4)]);

    /// <param name="mapping">Null: one region of anonymous memory.</param>
    public static Machine<TPolicy> Machine<TPolicy>(Mapping? mapping, int pages)
        where TPolicy : struct, IPolicy<TPolicy> =>
        new(new TPolicy(), pages, regions: mapping?.Regions, regionOfPage: mapping?.RegionOfPage);
}

using CdmPolicy.Workloads;

namespace CdmPolicy;

/// <summary>A stretch of pages that are taken to be accessed alike, as the last aggregation found it.</summary>
/// <param name="First">Its first page.</param>
/// <param name="Hits">Samples of the aggregation that saw an access.</param>
/// <param name="Age">Aggregations since its hits changed much.</param>
internal readonly record struct MonitoredRegion(int First, int Pages, int Hits, int Age);

/// <summary>
/// DAMON's region-based sampling (Park, Lee and Yeom 2019; mm/damon/core.c): in each region one page at random stands for
/// all; neighbours with like counts are merged and regions are split at random, so that their number, and with it the cost,
/// stays within bounds whatever the memory's size.
/// </summary>
internal sealed class RegionMonitor
{
    private const int Tenths = 10;

    private readonly int _least;
    private readonly int _most;
    private readonly int _maxPages;
    private readonly bool[] _accessed;
    private readonly Working[] _regions;
    private readonly MonitoredRegion[] _seen;
    private Xoshiro256 _random;
    private int _count;
    private int _seenCount;
    private int _countBefore;

    /// <param name="pages">The pages are numbered from 0 to this, exclusive.</param>
    /// <param name="least">Regions, at least 1; fewer where there are fewer pages.</param>
    /// <param name="number">Monitors of one seed with different numbers draw different pages.</param>
    public RegionMonitor(int pages, int least, int most, long seed, int number)
    {
        _least = Math.Min(least, pages);
        _most = most;
        _maxPages = Math.Max(1, pages / Math.Max(1, _least));
        _accessed = new bool[pages];
        _regions = new Working[most];
        _seen = new MonitoredRegion[most];
        _random = new Xoshiro256(seed, number, 0);
        for (; _count < _least; _count++) _regions[_count].First = _count * _maxPages;
        Publish(pages);
        Prepare(pages);
    }

    /// <summary>The regions as the last aggregation found them, by their first pages.</summary>
    public ReadOnlySpan<MonitoredRegion> Seen => _seen.AsSpan(0, _seenCount);

    public int Count => _count;

    /// <summary>Sets the accessed bits of some pages.</summary>
    public void Access(int first, int pages) => _accessed.AsSpan(first, pages).Fill(true);

    /// <summary>The region that a page was in at the last aggregation.</summary>
    public ref readonly MonitoredRegion RegionOf(int page)
    {
        var (low, high) = (0, _seenCount - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (_seen[middle].First <= page) low = middle;
            else high = middle - 1;
        }

        return ref _seen[low];
    }

    /// <summary>Reads the accessed bits of the pages that stand for their regions.</summary>
    /// <returns>How many were accessed since they were prepared.</returns>
    public int Check()
    {
        var hits = 0;
        foreach (ref var region in Regions)
        {
            if (!_accessed[region.Sampled]) continue;
            region.Hits++;
            hits++;
        }

        return hits;
    }

    /// <summary>Draws the page that stands for each region until the next check, and clears its bit.</summary>
    public void Prepare() => Prepare(_accessed.Length);

    /// <summary>Ends an aggregation: like neighbours become one region, the policy is shown what there is, and regions are split.</summary>
    public void Aggregate()
    {
        var largest = 0;
        foreach (ref var region in Regions) largest = Math.Max(largest, region.Hits);
        Merge(largest / Tenths);
        Publish(_accessed.Length);
        foreach (ref var region in Regions) (region.HitsBefore, region.Hits) = (region.Hits, 0);
        Split();
    }

    private Span<Working> Regions => _regions.AsSpan(0, _count);

    private int End(int index, int pages) => index + 1 < _count ? _regions[index + 1].First : pages;

    private void Prepare(int pages)
    {
        for (var i = 0; i < _count; i++)
        {
            ref var region = ref _regions[i];
            region.Sampled = region.First + (int)_random.Below((ulong)(End(i, pages) - region.First));
            _accessed[region.Sampled] = false;
        }
    }

    /// <summary>A region whose count changed by more than the threshold starts to age anew; neighbours that differ by no more are merged.</summary>
    private void Merge(int threshold)
    {
        foreach (ref var region in Regions)
            region.Age = Math.Abs(region.Hits - region.HitsBefore) > threshold ? 0 : region.Age + 1;
        var (kept, pages) = (0, _accessed.Length);
        for (var i = 1; i < _count; i++)
        {
            ref var left = ref _regions[kept];
            ref var right = ref _regions[i];
            long leftPages = right.First - left.First, rightPages = End(i, pages) - right.First;
            if (Math.Abs(left.Hits - right.Hits) <= threshold && leftPages + rightPages <= _maxPages)
            {
                left.Hits = (int)((left.Hits * leftPages + right.Hits * rightPages) / (leftPages + rightPages));
                left.Age = (int)((left.Age * leftPages + right.Age * rightPages) / (leftPages + rightPages));
            }
            else
            {
                _regions[++kept] = right;
            }
        }

        _count = Math.Min(_count, kept + 1);
    }

    /// <summary>In two at a random tenth, or in three where the number of regions settled low: the middle may differ.</summary>
    private void Split()
    {
        var before = _count;
        if (before > _most / 2) return;
        var parts = before == _countBefore && before < _most / 3 ? 3 : 2;
        _countBefore = before;
        // From the back, so that every region moves at most once.
        var (target, end) = (before * parts, _accessed.Length);
        for (var i = before - 1; i >= 0; i--)
        {
            var region = _regions[i];
            var size = end - region.First;
            end = region.First;
            for (var part = parts - 1; part > 0; part--)
            {
                var left = (int)((long)(1 + (int)_random.Below(Tenths - 1)) * size / Tenths);
                if (left == 0 || left >= size) continue;
                _regions[--target] = region with { First = region.First + left };
                size = left;
            }

            _regions[--target] = region;
        }

        _count = before * parts - target;
        _regions.AsSpan(target, _count).CopyTo(_regions);
    }

    private void Publish(int pages)
    {
        for (var i = 0; i < _count; i++)
        {
            ref var region = ref _regions[i];
            _seen[i] = new MonitoredRegion(region.First, End(i, pages) - region.First, region.Hits, region.Age);
        }

        _seenCount = _count;
    }

    private struct Working
    {
        public int First;

        /// <summary>The page that stands for it.</summary>
        public int Sampled;
        public int Hits;

        /// <summary>Of the aggregation before.</summary>
        public int HitsBefore;
        public int Age;
    }
}

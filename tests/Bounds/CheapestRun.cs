using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Bounds;

/// <summary>
/// The cheapest of all runs of a few accesses to a few pages, by trying every one: at any time pages may move, change places
/// and be evicted, as far as frames go.
/// </summary>
internal sealed class CheapestRun(HierarchyModel hierarchy, PageKind kind, int pages)
{
    private const byte New = 0, Out = 1, InFirst = 2;

    private readonly CostTable _costs = new(hierarchy);

    /// <returns>Null where some access cannot be served.</returns>
    public long? Of(int[] accessed, byte[] operations)
    {
        // A page is one byte: where it is, times two, plus one if it is dirty.
        var reached = new Dictionary<ulong, long> { [0] = 0 };
        for (var i = 0; i < accessed.Length && reached.Count > 0; i++)
        {
            Spread(reached, accessed[i]);
            reached = Serve(reached, accessed[i], operations[i]);
        }

        return reached.Count == 0 ? null : reached.Values.Min();
    }

    /// <summary>Everything that can be reached before the next access, by Dijkstra's algorithm.</summary>
    private void Spread(Dictionary<ulong, long> reached, int next)
    {
        var queue = new PriorityQueue<ulong, long>(reached.Select(r => (r.Key, r.Value)));
        while (queue.TryDequeue(out var state, out var cost))
        {
            if (reached[state] < cost) continue;
            foreach (var (other, more) in Steps(state, next))
            {
                if (reached.TryGetValue(other, out var known) && known <= cost + more) continue;
                reached[other] = cost + more;
                queue.Enqueue(other, cost + more);
            }
        }
    }

    private Dictionary<ulong, long> Serve(Dictionary<ulong, long> reached, int page, byte operation)
    {
        var served = new Dictionary<ulong, long>();
        foreach (var (state, cost) in reached)
        {
            var (place, dirty) = Of(state, page);
            if (place < InFirst || !_costs.IsReachable(place - InFirst, Operation.AgentOf(operation))) continue;
            var after = With(state, page, place, dirty || Operation.IsWrite(operation));
            var sum = cost + _costs.Access(CostTable.Index(place - InFirst, operation));
            if (!served.TryGetValue(after, out var known) || sum < known) served[after] = sum;
        }

        return served;
    }

    private IEnumerable<(ulong State, long Cost)> Steps(ulong state, int next)
    {
        var isSwapped = hierarchy.Swap is not null && kind != PageKind.File;
        for (var page = 0; page < pages; page++)
        {
            var (place, dirty) = Of(state, page);
            for (var to = 0; to < hierarchy.Tiers.Length; to++)
            {
                var hasRoom = Enumerable.Range(0, pages).Count(p => Of(state, p).Place == InFirst + to) * hierarchy.PageBytes < hierarchy.Tiers[to].CapacityBytes;
                if (place >= InFirst)
                {
                    if (!_costs.Accepts(place - InFirst, to, (int)kind)) continue;
                    var move = _costs.Move(place - InFirst, to, false);
                    if (hasRoom) yield return (With(state, page, InFirst + to, dirty), move);
                    for (var other = 0; other < pages; other++)
                    {
                        var (place2, dirty2) = Of(state, other);
                        if (place2 != InFirst + to || !_costs.Accepts(to, place - InFirst, (int)kind)) continue;
                        yield return (With(With(state, page, place2, dirty), other, place, dirty2), move + _costs.Move(to, place - InFirst, false));
                    }
                }
                else if (page == next && hasRoom && hierarchy.Tiers[to].AcceptsPlacement)
                {
                    var read = place == Out ? isSwapped ? _costs.SwapRead(1) : _costs.StoreRead(1)
                        : kind == PageKind.File && hierarchy.Store is not null ? _costs.StoreRead(1) : 0;
                    yield return (With(state, page, InFirst + to, place == Out && isSwapped), read);
                }
            }

            if (place < InFirst || (!isSwapped && hierarchy.Store is null)) continue;
            yield return (With(state, page, Out, false), !dirty ? 0 : isSwapped ? _costs.SwapWrite(1) : _costs.StoreWrite(1));
        }
    }

    private static (int Place, bool Dirty) Of(ulong state, int page)
    {
        var value = (int)(state >> 8 * page & 255);
        return (value / 2, value % 2 != 0);
    }

    private static ulong With(ulong state, int page, int place, bool dirty) =>
        state & ~(255UL << 8 * page) | (ulong)(place * 2 + (dirty ? 1 : 0)) << 8 * page;
}

using System.Numerics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Frames;
using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>A reclaimer run from its plan over plain lists of pages; index 0 of a list is the front.</summary>
internal sealed partial class InterpretedReclaimer(ReclaimerPlan plan, long capacity, Func<int, int> sizeOf, Func<int, Frame> frameOf)
{
    private const int KeepLimit = 32;

    private readonly List<int>[] _queues = [.. plan.Queues.Select(_ => new List<int>())];
    private readonly int?[] _hands = new int?[plan.Hands.Count];
    private readonly Dictionary<int, BigInteger[]> _fields = [];
    /// <summary>By page in buckets: the value it was filed by. Their list is in order of it, the lowest at the back.</summary>
    private readonly Dictionary<int, BigInteger> _filed = [];

    private readonly PolicyState _state = Started(plan, capacity);
    private readonly uint[] _epochs = new uint[plan.Decays.Count];
    /// <summary>By page, the epochs of what it has in fields that decay to a part; halving is done at once for all pages.</summary>
    private readonly Dictionary<int, uint[]> _stamps = [];
    private readonly InterpretedGhost[] _ghosts = [.. plan.Ghosts.Select(g =>
        new InterpretedGhost(g, (int)BigInteger.Min(int.MaxValue, Evaluator.Value(g.Capacity, new Start(capacity)))))];
    private BigInteger[] _incoming = new BigInteger[plan.Fields.Count];
    /// <summary>A walk over a ghost is at a page, of which only the number is known.</summary>
    private bool _inGhost;

    /// <summary>The page on its way has fields, though it has no frame.</summary>
    /// <returns>False: the page is refused, and is not on its way any more.</returns>
    public bool Miss(int page)
    {
        _fields[page] = _incoming = new BigInteger[plan.Fields.Count];
        var admitted = Run(plan.Miss, page, new Search(null, null)) != Flow.Refuse;
        _fields.Remove(page);
        if (!admitted) _incoming = new BigInteger[plan.Fields.Count];
        return admitted;
    }

    public void Insert(int page)
    {
        _fields[page] = _incoming;
        _stamps[page] = [.. _epochs];
        _incoming = new BigInteger[plan.Fields.Count];
        Run(plan.Insert, page, new Search(null, null));
    }

    /// <summary>What it does by the clock.</summary>
    public void Every(int hook) => Run(plan.Every[hook].Statements, -1, new Search(null, null));

    public void Access(int page) => Run(plan.Access, page, new Search(null, null));

    /// <summary>The author's hook is for pages that leave for another reason than having been chosen here.</summary>
    public void Remove(int page, bool chosen)
    {
        if (!chosen) Run(plan.Remove, page, new Search(null, null));
        Unlink(page);
        _fields.Remove(page);
        _stamps.Remove(page);
    }

    /// <summary>The page that should leave, or null.</summary>
    /// <param name="isHeld">Pages that cannot leave now; none of them is the victim.</param>
    /// <param name="keepIgnored">Told when the victim is a page to keep, after 32 others were kept.</param>
    public int? Victim(Func<int, bool>? isHeld, Func<int, bool>? keeps, Action? keepIgnored)
    {
        var search = new Search(isHeld, keeps);
        return Chosen(Run(plan.Victim, -1, search) == Flow.Evict ? search.Page : Last(search), search, keeps, keepIgnored);
    }

    /// <summary>A page that leaves though there is room, or null.</summary>
    public int? Trim(Func<int, bool>? isHeld, Func<int, bool>? keeps, Action? keepIgnored)
    {
        var search = new Search(isHeld, keeps);
        return Run(plan.Trim, -1, search) == Flow.Evict ? Chosen(search.Page, search, keeps, keepIgnored) : null;
    }

    private static int? Chosen(int? victim, Search search, Func<int, bool>? keeps, Action? keepIgnored)
    {
        if (victim is { } page && search.IsExhausted && keeps!(page)) keepIgnored?.Invoke();
        return victim;
    }

    /// <summary>From the back of the first queue that has one, at last also a page that should be kept.</summary>
    private int? Last(Search search)
    {
        for (var round = 0; round < 2; round++)
        {
            foreach (var queue in _queues)
                for (var i = queue.Count - 1; i >= 0; i--)
                    if (!search.Keeps(queue[i])) return queue[i];
            search.GiveUp();
        }

        return null;
    }

    private Flow Run(IEnumerable<Stmt> statements, int page, Search search)
    {
        foreach (var statement in statements)
        {
            var flow = Run(statement, page, search);
            if (flow != Flow.Next) return flow;
        }

        return Flow.Next;
    }

    private Flow Run(Stmt statement, int page, Search search)
    {
        switch (statement)
        {
            case AssignStmt assign:
                Write(page, assign.Field, Evaluator.Value(assign.Value, Names(page)));
                return Flow.Next;
            case IfStmt branch:
                return Run(Evaluator.IsTrue(branch.Condition, Names(page)) ? branch.Then : branch.Otherwise, page, search);
            case CellStmt cell:
                _state.Set(cell.Cell, [.. cell.Place.Select(p => Evaluator.Value(p, Names(page)))], Evaluator.Value(cell.Value, Names(page)));
                return Flow.Next;
            case AverageStmt average:
                _state.Add(average.Cell, [], Evaluator.Value(average.Value, Names(page)));
                return Flow.Next;
            case AdvanceStmt advance:
                var next = _state.Read(advance.Cell, []) + 1;
                _state.Set(advance.Cell, [], next);
                for (var clock = 0; clock < plan.Decays.Count; clock++)
                    if (plan.Decays[clock].Epoch == advance.Cell) SetEpoch(clock, (uint)next);
                return Flow.Next;
            case GhostStmt ghost:
                ChangeGhost(ghost, page);
                return Flow.Next;
            case PushStmt push:
                Unlink(page);
                if (plan.BucketsOf(push.Queue) is { } by) _filed[page] = Read(page, by.Field);
                _queues[push.Queue].Insert(End(push.Queue, page, push.Front), page);
                return Flow.Next;
            case UnlinkStmt unlink:
                if (_queues[unlink.Queue].Contains(page)) Unlink(page);
                return Flow.Next;
            case EvictStmt:
                search.Page = page;
                return Flow.Evict;
            case RefuseStmt:
                return Flow.Refuse;
            case StopStmt:
                return Flow.Stop;
            case ScanStmt scan:
                return Scan(scan, page, search) == Flow.Evict ? Flow.Evict : Flow.Next;
            case GhostAssignStmt assign:
                _ghosts[assign.Ghost].Write(page, assign.Field, Evaluator.Value(assign.Value, Names(page)));
                return Flow.Next;
            case GhostScanStmt scan:
                return Scan(scan, page, search);
            default:
                throw new InvalidOperationException($"a statement the interpreter does not know: {statement}");
        }
    }

    /// <summary>Where a page goes at one end of a queue; in buckets, at one end of the pages with its value.</summary>
    private int End(int queue, int page, bool front) => plan.BucketsOf(queue) is null
        ? (front ? 0 : _queues[queue].Count)
        : _queues[queue].Count(other => _filed[other] > _filed[page] || (!front && _filed[other] == _filed[page]));

    private void ChangeGhost(GhostStmt statement, int page)
    {
        var ghost = _ghosts[statement.Ghost];
        switch (statement.Operation)
        {
            case GhostOperation.Remove:
                ghost.Remove(page);
                break;
            case GhostOperation.Take:
                Take(statement.Ghost, page);
                break;
            case GhostOperation.Drop:
                ghost.Drop();
                break;
            case GhostOperation.Add:
                ghost.Add(page, _inGhost ? null : [.. Enumerable.Range(0, plan.Fields.Count).Select(f => Read(page, f))]);
                break;
        }
    }

    /// <summary>What it gives back is as of now, and so are all fields of the same clocks.</summary>
    private bool Take(int ghost, int page)
    {
        BigInteger[] values = [.. Enumerable.Range(0, plan.Fields.Count).Select(f => Read(page, f))];
        if (!_ghosts[ghost].Take(page, values, plan)) return false;
        foreach (var field in _ghosts[ghost].PageFields) Write(page, field, values[field]);
        return true;
    }

    private Flow Scan(GhostScanStmt scan, int outer, Search search)
    {
        var pages = _ghosts[scan.Ghost].Pages;
        var steps = pages.Count * (BigInteger)scan.StepFactor;
        if (scan.AtMost is not null) steps = BigInteger.Min(steps, Evaluator.Value(scan.AtMost, Names(outer)));
        int? cursor = null;
        for (; steps > 0 && pages.Count > 0; steps--)
        {
            var page = cursor is { } there && pages.Contains(there) ? there : scan.TowardsFront ? pages[^1] : pages[0];
            cursor = Neighbour(pages, page, scan.TowardsFront);
            _inGhost = true;
            var flow = Run(scan.Body, page, search);
            _inGhost = false;
            if (flow == Flow.Stop) break;
        }

        return Flow.Next;
    }

    private Flow Scan(ScanStmt scan, int outer, Search search)
    {
        var queue = _queues[scan.Queue];
        var steps = queue.Sum(_sizeOf) * (BigInteger)scan.StepFactor;
        if (scan.AtMost is not null) steps = BigInteger.Min(steps, Evaluator.Value(scan.AtMost, Names(outer)));
        int? cursor = scan.Hand >= 0 ? _hands[scan.Hand] : null;
        for (; steps > 0 && queue.Count > 0; steps--)
        {
            var page = cursor ?? (scan.TowardsFront ? queue[^1] : queue[0]);
            var next = Neighbour(queue, page, scan.TowardsFront);
            if (scan.Hand >= 0) _hands[scan.Hand] = page;
            if (search.Keeps(page))
            {
                Unlink(page);
                queue.Insert(End(scan.Queue, page, scan.TowardsFront), page);
            }
            else
            {
                var flow = Run(scan.Body, page, search);
                if (flow == Flow.Evict) return flow;
                if (flow == Flow.Stop)
                {
                    if (scan.Hand >= 0) _hands[scan.Hand] = next;
                    return Flow.Next;
                }
            }

            cursor = next;
            if (scan.Hand >= 0) _hands[scan.Hand] = next;
        }

        return Flow.Next;
    }

    /// <summary>The next page in a direction, or null past the end.</summary>
    private static int? Neighbour(List<int> queue, int page, bool towardsFront)
    {
        var index = queue.IndexOf(page) + (towardsFront ? -1 : 1);
        return index >= 0 && index < queue.Count ? queue[index] : null;
    }

    private void Unlink(int page)
    {
        for (var q = 0; q < _queues.Length; q++)
        {
            if (!_queues[q].Contains(page)) continue;
            for (var h = 0; h < _hands.Length; h++)
                if (_hands[h] == page && plan.Hands[h].Queue == q)
                    _hands[h] = Neighbour(_queues[q], page, plan.Hands[h].TowardsFront);
            _queues[q].Remove(page);
        }
    }

    private ReclaimerNames Names(int page) => new(this, page);

    private enum Flow
    {
        Next,
        Stop,
        Evict,
        Refuse,
    }

    private sealed class Search(Func<int, bool>? isHeld, Func<int, bool>? keeps)
    {
        private int _kept;

        public int Page { get; set; }

        public bool IsExhausted => _kept == KeepLimit;

        public void GiveUp() => _kept = KeepLimit;

        public bool Keeps(int page)
        {
            if (isHeld?.Invoke(page) == true) return true;
            if (keeps is null || IsExhausted || !keeps(page)) return false;
            _kept++;
            return true;
        }
    }

    /// <summary>What is known before any page comes.</summary>
    private sealed class Start(long capacity) : INames
    {
        public BigInteger Read(Expr name) => name is CapacityExpr
            ? capacity
            : throw new InvalidOperationException($"a name that is not known at the start: {name}");
    }

    private sealed class ReclaimerNames(InterpretedReclaimer reclaimer, int page) : INames
    {
        public BigInteger Read(Expr name) => name switch
        {
            FieldExpr field => reclaimer.Read(page, field.Field),
            QueueCountExpr count => reclaimer._queues[count.Queue].Sum(reclaimer._sizeOf),
            CapacityExpr => reclaimer._capacity,
            GhostCountExpr count => reclaimer._ghosts[count.Ghost].Pages.Count,
            InGhostExpr member => reclaimer._ghosts[member.Ghost].Pages.Contains(page) ? 1 : 0,
            GhostFieldExpr field => reclaimer._ghosts[field.Ghost].Read(page, field.Field),
            GhostDistanceExpr distance => reclaimer._ghosts[distance.Ghost].Distance(page),
            InQueueExpr member => reclaimer._queues.Where((queue, q) => (member.Queues >> q & 1) != 0 && queue.Contains(page)).Any() ? 1 : 0,
            GhostRemoveExpr { Takes: true } removal => reclaimer.Take(removal.Ghost, page) ? 1 : 0,
            GhostRemoveExpr removal => reclaimer._ghosts[removal.Ghost].Remove(page) ? 1 : 0,
            IncomingExpr incoming => reclaimer._incoming[incoming.Field],
            CellExpr cell => reclaimer._state.Read(cell.Cell, [.. cell.Place.Select(p => Evaluator.Value(p, this))]),
            PageExpr property => reclaimer.Read(page, property.Property),
            _ => throw new InvalidOperationException($"a name the interpreter does not know: {name}"),
        };
    }

    private readonly long _capacity = capacity;
    private readonly Func<int, int> _sizeOf = sizeOf;
}

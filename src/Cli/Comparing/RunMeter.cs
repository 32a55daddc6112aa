using CdmPolicy.Cli.Running;
using CdmPolicy.Policies;

namespace CdmPolicy.Cli.Comparing;

/// <summary>
/// Measures a run by giving the machine one access at a time and reading its counters in between. The run is the same as
/// without; it only takes longer.
/// </summary>
/// <param name="pingPongNs">How soon after a promotion a demotion of the same page counts as going back and forth.</param>
internal sealed class RunMeter(RunRequest request, long pingPongNs)
{
    public const int Slices = 120;

    private readonly List<RunSlice> _slices = new(Slices);
    private readonly Int128 _spanNs = Span(request);
    private long[] _served = [];
    private long _edge;
    private long _accesses;
    private long _costNs;

    /// <summary>What each access waited for, with the latency of the memory that served it.</summary>
    public CostHistogram Costs { get; } = new();

    public IReadOnlyList<RunSlice> Series => _slices;

    public long PingPongs { get; private set; }

    public void Begin<TPolicy>(Machine<TPolicy> machine)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        machine.WatchPingPong(pingPongNs);
        _served = new long[machine.Hierarchy.Tiers.Length << 7];
        _edge = Edge(0);
    }

    public void Execute<TPolicy>(Machine<TPolicy> machine, RunRequest request, int first, int count)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        var pages = request.Trace.Pages;
        var operations = request.Operations;
        for (var i = first; i < first + count; i++)
        {
            var time = request.TimeOf(i);
            while (time >= _edge && _slices.Count < Slices - 1) Close(machine);
            var stalled = machine.StallNs;
            machine.Execute(pages.AsSpan(i, 1), operations.AsSpan(i, 1), time, 0);
            _accesses++;
            Note(machine, operations[i], machine.StallNs - stalled);
        }
    }

    public void End<TPolicy>(Machine<TPolicy> machine)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        while (_slices.Count < Slices) Close(machine);
        PingPongs = machine.PingPongs;
    }

    /// <summary>The tier whose count went up served the access; where none did, the access failed and has no cost.</summary>
    private void Note<TPolicy>(Machine<TPolicy> machine, int operation, long stalledNs)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        var (agent, write) = (operation >> 2, (operation & 1) != 0);
        for (var tier = 0; tier < machine.Hierarchy.Tiers.Length; tier++)
        {
            ref var before = ref _served[tier << 7 | agent << 1 | operation & 1];
            var now = machine.Served(tier, agent, write);
            if (now == before) continue;
            before = now;
            Costs.Add(Saturating.Add(machine.AccessPrice(tier, agent, write), stalledNs));
            return;
        }
    }

    private void Close<TPolicy>(Machine<TPolicy> machine)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        var cost = machine.CostNs;
        var used = new long[machine.Hierarchy.Tiers.Length];
        for (var tier = 0; tier < used.Length; tier++) used[tier] = machine.Tier(tier).Capacity - machine.Tier(tier).Free;
        _slices.Add(new(_edge, _accesses, cost - _costNs, used));
        (_accesses, _costNs, _edge) = (0, cost, Edge(_slices.Count));
    }

    private long Edge(int slice) => (long)(_spanNs * (slice + 1) / Slices);

    /// <summary>The time that is cut into slices: to the last access or, if it lasts longer, to the end of the workload.</summary>
    public static Int128 Span(RunRequest request)
    {
        var last = request.Trace.Pages.Length == 0 ? 0 : request.TimeOf(request.Trace.Pages.Length - 1);
        return Int128.Max(last + (Int128)1, request.Interval is null ? request.EndNs : 0);
    }
}

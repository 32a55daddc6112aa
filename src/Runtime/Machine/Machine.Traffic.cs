using System.Runtime.CompilerServices;

namespace CdmPolicy;

/// <summary>
/// The traffic of each tier, in windows of 2^20 ns: what one window carried sets the latency of the next. Between the edges
/// an access is one count; at an edge the counts become bytes and costs.
/// </summary>
public sealed unsafe partial class Machine<TPolicy>
{
    private const int WindowShift = 20;
    private const long Window = 1L << WindowShift;
    private const long LineBytes = 64;
    private const long NsPerSecond = 1_000_000_000;

    /// <summary>By access, as it is numbered, what one costs in this window, ns.</summary>
    private readonly long[] _loadedNs;

    /// <summary>By access, how many had been served when this window began.</summary>
    private readonly long[] _settled;

    /// <summary>By tier, bytes that moves took out of it and brought to it in this window.</summary>
    private readonly long[] _movedBytes;

    /// <summary>By tier, bytes per second in the last window.</summary>
    private readonly long[] _traffic;

    /// <summary>What the accesses before this window cost, ns.</summary>
    private Int128 _settledNs;

    /// <summary>2^63-1 after an empty window, until something happens.</summary>
    private long _windowEnd = Window;

    /// <summary>Bytes per second that a tier carried in the last whole window, moves included.</summary>
    public long Traffic(int tier) => _traffic[tier];

    /// <summary>What a read by an agent costs in a tier in this window, ns; 2^63-1 if it cannot address the tier.</summary>
    public long LoadedLatency(int tier, int agent) =>
        _costs.IsAddressable(tier, agent) ? _loadedNs[CostTable.Index(tier, agent, false)] : long.MaxValue;

    private void Meter(int source, int target, int pages)
    {
        _movedBytes[source] += pages * Hierarchy.PageBytes;
        _movedBytes[target] += pages * Hierarchy.PageBytes;
        OpenWindow();
    }

    /// <summary>The window of the present instant, where the last one ended without any traffic.</summary>
    private void OpenWindow()
    {
        if (_windowEnd != long.MaxValue) return;
        _windowEnd = Now >= long.MaxValue - Window ? long.MaxValue : ((Now >> WindowShift) + 1) << WindowShift;
        _nextDue = Math.Min(_nextDue, _windowEnd);
    }

    /// <summary>An edge: counts become costs at the latency they had, and traffic the latency of the next window.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CloseWindow()
    {
        var isIdle = true;
        for (var tier = 0; tier < _tiers.Length; tier++) isIdle &= CloseWindow(tier) == 0;
        _windowEnd = isIdle ? long.MaxValue : Policies.Saturating.Add(_windowEnd, Window);
    }

    private Int128 CloseWindow(int tier)
    {
        var model = Hierarchy.Tiers[tier];
        Int128 bytes = _movedBytes[tier];
        _movedBytes[tier] = 0;
        var bandwidth = model.Bandwidth;
        for (var agent = 0; agent < model.Access.Length; agent++)
        {
            bytes += LineBytes * (Int128)Pending(tier, agent);
            bandwidth = Math.Max(bandwidth, model.Access[agent].Bandwidth);
        }

        _traffic[tier] = (long)Int128.Min(bytes * NsPerSecond >> WindowShift, long.MaxValue);
        var ofTier = LoadCurve.Step(bytes, bandwidth, Window);
        for (var agent = 0; agent < model.Access.Length; agent++)
        {
            var ofAgent = LoadCurve.Step(LineBytes * (Int128)Pending(tier, agent), model.Access[agent].Bandwidth, Window);
            Settle(CostTable.Index(tier, agent, false), Math.Max(ofTier, ofAgent));
            Settle(CostTable.Index(tier, agent, true), Math.Max(ofTier, ofAgent));
        }

        return bytes;
    }

    /// <summary>Accesses of an agent to a tier in this window.</summary>
    private long Pending(int tier, int agent)
    {
        int read = CostTable.Index(tier, agent, false), write = CostTable.Index(tier, agent, true);
        return _served[read] - _settled[read] + _served[write] - _settled[write];
    }

    private void Settle(int access, int step)
    {
        _settledNs += (Int128)(_served[access] - _settled[access]) * _loadedNs[access];
        _settled[access] = _served[access];
        _loadedNs[access] = LoadCurve.Loaded(_costs.Access(access), step);
    }
}

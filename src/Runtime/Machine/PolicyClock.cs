using CdmPolicy.Model;

namespace CdmPolicy;

/// <summary>When the policy's clocks are next due: decay epochs, observers' scans and <c>every</c> handlers, at multiples of their periods.</summary>
internal sealed class PolicyClock
{
    private readonly long[] _decayPeriods;
    private readonly long[] _tickPeriods;
    private readonly long[] _scanPeriods;
    private readonly long[] _nextDecay;
    private readonly long[] _nextScan;
    private readonly long[] _nextTick;

    public PolicyClock(PolicyModel model)
    {
        _decayPeriods = model.DecayPeriodsNs;
        _tickPeriods = model.TickPeriodsNs;
        // A clock without a period is moved on by the policy itself.
        _nextDecay = [.. _decayPeriods.Select(period => period == 0 ? long.MaxValue : period)];
        _nextTick = [.. _tickPeriods.Select(period => period == 0 ? long.MaxValue : period)];
        // An observer without a period scans nothing.
        _scanPeriods = [.. model.Observers.Select(o => o.PeriodNs == 0 ? long.MaxValue : o.PeriodNs)];
        _nextScan = [.. _scanPeriods];
        Update();
    }

    /// <summary>The earliest instant at which anything is due; 2^63-1 if nothing ever is.</summary>
    public long NextDue { get; private set; }

    /// <summary>The earliest instant at which a scan or a handler is due.</summary>
    public long NextTick { get; private set; }

    public int Decays => _decayPeriods.Length;

    public int Ticks => _tickPeriods.Length;

    public bool DecayDue(int decay, long now) => _nextDecay[decay] <= now && _decayPeriods[decay] > 0;

    public bool TickDue(int tick, long now) => _nextTick[tick] <= now && _tickPeriods[tick] > 0;

    /// <summary>The epoch that holds <paramref name="now"/>, in 32 bits: ages up to 2^32 epochs are exact.</summary>
    public uint Epoch(int decay, long now)
    {
        var epoch = now / _decayPeriods[decay];
        _nextDecay[decay] = Next(epoch, _decayPeriods[decay]);
        return unchecked((uint)epoch);
    }

    public void Advance(int tick, long now) => _nextTick[tick] = Next(now / _tickPeriods[tick], _tickPeriods[tick]);

    public bool ScanDue(int observer, long now) => _nextScan[observer] <= now && _scanPeriods[observer] < long.MaxValue;

    public void AdvanceScan(int observer, long now) => _nextScan[observer] = Next(now / _scanPeriods[observer], _scanPeriods[observer]);

    public void Update()
    {
        NextTick = long.MaxValue;
        foreach (var next in _nextScan) NextTick = Math.Min(NextTick, next);
        foreach (var next in _nextTick) NextTick = Math.Min(NextTick, next);
        NextDue = NextTick;
        foreach (var next in _nextDecay) NextDue = Math.Min(NextDue, next);
    }

    private static long Next(long count, long period)
    {
        var next = (Int128)(count + 1) * period;
        return next > long.MaxValue ? long.MaxValue : (long)next;
    }
}

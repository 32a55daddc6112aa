using System.Runtime.CompilerServices;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    private readonly ObserverModel[] _observers = TPolicy.Model.Observers;
    private readonly ObserverCounters[] _observerCounters = new ObserverCounters[TPolicy.Model.Observers.Length];

    /// <summary>What each observer did; empty where everything is observed.</summary>
    public ReadOnlySpan<ObserverCounters> Observers => _observerCounters;

    /// <summary>What observing cost, ns.</summary>
    public long ObserveNs
    {
        get
        {
            long sum = 0;
            foreach (ref var counters in _observerCounters.AsSpan()) sum = Saturating.Add(sum, counters.CostNs);
            return sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Uses(Observation observation) => (TPolicy.Observation & observation) != 0;

    /// <summary>An access was served, and those observers that see it tell the policy.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Observe(int frame, int operation)
    {
        ref var entry = ref Frames[frame];
        if (Uses(Observation.AccessedBits)) entry.Flags |= PageFlags.Accessed;
        int tier = entry.Tier;
        if (Uses(Observation.Everything) && See(ObserverKind.Everything, tier, operation)) Tell(frame, tier, operation);
    }

    /// <summary>The observer of a kind that covers the tier sees the access.</summary>
    private bool See(ObserverKind kind, int tier, int operation)
    {
        for (var i = 0; i < _observers.Length; i++)
        {
            if (_observers[i].Kind != kind || (_observers[i].Tiers >> tier & 1) == 0) continue;
            _observerCounters[i].Seen++;
            return true;
        }

        return false;
    }

    /// <summary>The scans of observers that are due now.</summary>
    private void Scan()
    {
        for (var observer = 0; observer < _observers.Length; observer++)
        {
            if (!_clock.ScanDue(observer, Now)) continue;
            _clock.AdvanceScan(observer, Now);
            if (Uses(Observation.AccessedBits) && _observers[observer].Kind == ObserverKind.AccessedBit) ScanAccessedBits(observer);
        }
    }

    /// <summary>Each page that was accessed since the last scan is told of once, as accessed now.</summary>
    private void ScanAccessedBits(int observer)
    {
        ref var counters = ref _observerCounters[observer];
        for (var tier = 0; tier < _tiers.Length; tier++)
        {
            if ((_observers[observer].Tiers >> tier & 1) == 0) continue;
            ref var state = ref _tiers[tier];
            // A page that a rule moves takes its cleared bit along, so that no scan tells of it twice.
            for (var frame = state.FirstFrame; frame < state.FirstFrame + state.HighWater; frame++)
            {
                ref var entry = ref Frames[frame];
                if (entry.Page < 0) continue;
                counters.Scanned++;
                counters.CostNs += ObserverPrices.AccessedBitNs;
                if ((entry.Flags & PageFlags.Accessed) == 0) continue;
                entry.Flags &= ~PageFlags.Accessed;
                counters.Seen++;
                Tell(frame, tier, 0);
            }
        }
    }
}

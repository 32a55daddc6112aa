using System.Runtime.CompilerServices;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    private readonly ObserverModel[] _observers = TPolicy.Model.Observers;
    private readonly ObserverCounters[] _observerCounters = new ObserverCounters[TPolicy.Model.Observers.Length];

    private readonly TierOrder[] _observedTiers = [.. TPolicy.Model.Observers.Select(o => TierOrder.Of(
        [.. Enumerable.Range(0, TPolicy.Hierarchy.Tiers.Length).Where(tier => (o.Tiers >> tier & 1) != 0)]))];

    /// <summary>Where the last scan of each observer ended.</summary>
    private readonly WalkPosition[] _scanned = new WalkPosition[TPolicy.Model.Observers.Length];

    /// <summary>Accesses that each sampling observer counted since its last sample.</summary>
    private readonly long[] _sinceSample = new long[TPolicy.Model.Observers.Length];

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
    private void Observe(int page, int frame, int operation, bool hinted)
    {
        ref var entry = ref Frames[frame];
        if (Uses(Observation.AccessedBits)) entry.Flags |= PageFlags.Accessed;
        int tier = entry.Tier;
        if (Uses(Observation.DeviceCounters)) Count(entry.Page, tier, operation >> 2);
        if (Uses(Observation.Regions)) NoteInRegions(entry.Page, Frames.PagesOf(frame), tier);
        // Several may see the one access; each is paid for.
        var seen = Uses(Observation.Everything) && See(ObserverKind.Everything, tier);
        if (Uses(Observation.Samples)) seen |= Sample(tier, operation);
        if (TPolicy.ReadsTouched && (seen || hinted)) Touch(page);
        if (seen) Tell<SomePinned>(frame, tier, operation);
        else if (hinted) Touch(frame, tier);
    }

    /// <summary>The reclaimer sees an access that <c>on hint_fault</c> was for.</summary>
    private void Touch(int frame, int tier)
    {
        if (!IsPinned(frame)) Policy.Touched(this, tier, frame);
        if (TPolicy.Trims) Trim(tier);
    }

    /// <summary>The observer of a kind that covers the tier sees the access.</summary>
    private bool See(ObserverKind kind, int tier)
    {
        for (var i = 0; i < _observers.Length; i++)
        {
            if (_observers[i].Kind != kind || (_observers[i].Tiers >> tier & 1) == 0) continue;
            _observerCounters[i].Seen++;
            return true;
        }

        return false;
    }

    /// <summary>Counts the access; the last of each observer's interval is a sample, as with a counter that overflows.</summary>
    private bool Sample(int tier, int operation)
    {
        var sampled = false;
        for (var i = 0; i < _observers.Length; i++)
        {
            var observer = _observers[i];
            if (observer.Kind != ObserverKind.Sample || (observer.Tiers >> tier & 1) == 0) continue;
            if ((observer.Directions >> (operation & 1) & 1) == 0 || ++_sinceSample[i] < observer.Amount) continue;
            _sinceSample[i] = 0;
            _observerCounters[i].Seen++;
            _observerCounters[i].CostNs += ObserverPrices.SampleNs;
            sampled = _sampled = true;
        }

        return sampled;
    }

    /// <summary>An access to an unmapped page: it is mapped again, and the rules may move it before the access is served.</summary>
    /// <returns>The frame it is in then; 0 where the agent cannot address it there.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int TakeHintFault(int page, int frame, int operation)
    {
        ref var entry = ref Frames[frame];
        entry.Flags &= ~PageFlags.Unmapped;
        for (var i = 0; i < _observers.Length; i++)
        {
            if (_observers[i].Kind != ObserverKind.HintFault || (_observers[i].Tiers >> entry.Tier & 1) == 0) continue;
            _observerCounters[i].Seen++;
            _observerCounters[i].CostNs += ObserverPrices.HintFaultNs;
            _run.WaitedNs += ObserverPrices.HintFaultNs;
        }

        var tier = entry.Tier;
        var (agent, write) = (operation >> 2, (operation & 1) != 0);
        if (TPolicy.Explains) Record(PageEventKind.HintFaulted, frame, agent: agent);
        // The access is what migrates the page, as in Linux's NUMA balancing, and so it waits.
        _waits = true;
        Policy.OnHintFault(this, frame, agent, write);
        _waits = false;
        frame = Math.Max(0, _frameOf[page]);
        return _allAddressable || frame == 0 || Frames[frame].Tier == tier ? frame : Resolve(page, frame, agent, write);
    }

    /// <summary>The scans of observers that are due now.</summary>
    private void Scan()
    {
        for (var observer = 0; observer < _observers.Length; observer++)
        {
            if (!_clock.ScanDue(observer, Now)) continue;
            _clock.AdvanceScan(observer, Now);
            if (Uses(Observation.AccessedBits) && _observers[observer].Kind == ObserverKind.AccessedBit) ScanAccessedBits(observer);
            if (Uses(Observation.HintFaults) && _observers[observer].Kind == ObserverKind.HintFault) Unmap(observer);
            if (Uses(Observation.Regions) && _observers[observer].Kind == ObserverKind.Regions) SampleRegions(observer);
        }
    }

    /// <summary>Unmaps the next pages of the observer's tiers, from where its last scan ended.</summary>
    private void Unmap(int observer)
    {
        ref var counters = ref _observerCounters[observer];
        var walk = Walk(_observedTiers[observer], ref _scanned[observer], _observers[observer].Amount);
        while (walk.MoveNext())
        {
            counters.Scanned++;
            counters.CostNs += ObserverPrices.UnmapNs;
            ref var entry = ref Frames[walk.Frame];
            if ((entry.Flags & PageFlags.Unmapped) != 0) continue;
            entry.Flags |= PageFlags.Unmapped;
            Policy.Unmapped(this, walk.Frame);
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
                BeginVisit(frame);
                Tell<SomePinned>(frame, tier, 0);
                EndVisit();
            }
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using CdmPolicy.Frames;
using CdmPolicy.Policies;

namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    // The page's number is needed to find its frame, and the frame to fetch its entry: two stages of prefetch.
    private const int FramePrefetch = 8;
    private const int PagePrefetch = 20;

    private readonly PolicyClock _clock;

    /// <summary>Accesses served, by tier, agent and direction as <see cref="CostTable.Index(int, int)"/> numbers them.</summary>
    private readonly long* _served;

    private readonly bool _allAddressable;
    private long _nextDue;

    /// <summary>Tiers under background reclaim, a bit each.</summary>
    private int _pressure;

    /// <summary>Runs accesses at given times, ns, not before the last one that ran.</summary>
    /// <param name="pages">Page numbers below <see cref="PageCount"/>.</param>
    /// <param name="operations">Bit 0: a write; bits 2 to 7: the agent's index. Empty: reads by the first agent.</param>
    /// <exception cref="ArgumentException">Lengths differ, a page or an agent is unknown, or time runs backwards.</exception>
    public void Execute(ReadOnlySpan<int> pages, ReadOnlySpan<byte> operations, ReadOnlySpan<long> times)
    {
        if (times.Length != pages.Length) throw new ArgumentException("as many times as pages are needed", nameof(times));
        var last = Now;
        foreach (var time in times)
        {
            if (time < last) throw new ArgumentException("times must not run backwards", nameof(times));
            last = time;
        }

        Check(pages, operations);
        fixed (long* clock = times)
        {
            if (_pins is null) Loop<RecordedClock, NonePinned>(pages, operations, new RecordedClock(clock));
            else Loop<RecordedClock, SomePinned>(pages, operations, new RecordedClock(clock));
        }
    }

    /// <summary>Runs accesses that carry no times: the first at <paramref name="start"/>, then one per interval, ns.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a page or an agent is unknown, or time runs backwards.</exception>
    public void Execute(ReadOnlySpan<int> pages, ReadOnlySpan<byte> operations, long start, long interval)
    {
        if (start < Now || interval < 0) throw new ArgumentException("times must not run backwards", nameof(start));
        if (pages.Length > 0 && interval > (long.MaxValue - start) / pages.Length)
            throw new ArgumentException("the last event would be after 2^63 ns", nameof(interval));
        Check(pages, operations);
        if (_pins is null) Loop<SteadyClock, NonePinned>(pages, operations, new SteadyClock(start, interval));
        else Loop<SteadyClock, SomePinned>(pages, operations, new SteadyClock(start, interval));
    }

    private void Check(ReadOnlySpan<int> pages, ReadOnlySpan<byte> operations)
    {
        if (operations.Length != 0 && operations.Length != pages.Length)
            throw new ArgumentException("as many operations as pages are needed", nameof(operations));
        if (!EventCheck.AllBelow(pages, PageCount))
            throw new ArgumentException("a page is unknown to this machine", nameof(pages));
        if (!EventCheck.AllBelow(operations, Hierarchy.Agents.Length * 4))
            throw new ArgumentException("an agent is unknown to this machine", nameof(operations));
    }

    // Compiled once and fully: waiting for the runtime to find out that it is hot takes longer than most traces.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Loop<TClock, TPins>(ReadOnlySpan<int> pages, ReadOnlySpan<byte> operations, TClock clock)
        where TClock : struct, IEventClock
        where TPins : struct, IPinMode
    {
        fixed (int* page = pages)
        fixed (byte* operation = operations)
        {
            var count = pages.Length;
            var prefetched = Math.Max(0, count - PagePrefetch);
            var i = 0;
            for (; i < prefetched; i++)
            {
                if (Sse.IsSupported) Sse.Prefetch0(_frameOf + page[i + PagePrefetch]);
                Frames.Prefetch(Math.Max(0, _frameOf[page[i + FramePrefetch]]));
                Handle<TPins>(page[i], operation is null ? 0 : operation[i], clock.At(i));
            }

            for (; i < count; i++) Handle<TPins>(page[i], operation is null ? 0 : operation[i], clock.At(i));
            _run.Events += count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Handle<TPins>(int page, int operation, long now)
        where TPins : struct, IPinMode
    {
        Now = now;
        if (now >= _nextDue) AdvanceClock();
        if (KnowsActor) _actor = operation >> 2;
        if (TPolicy.HasContracts) CheckedAccess<TPins>(page, operation);
        else Access<TPins>(page, operation);
        if ((TPolicy.Handles & PolicyEvents.Failure) != 0) TellFailure();
        if (KnowsActor) _actor = -1;
        if (Uses(Observation.Samples) && _sampled) RunAfterSamples();
        if (TPolicy.StartsOnCondition) _pressure |= Policy.Starts(this);
        if (_pressure != 0) ReclaimInBackground();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Access<TPins>(int page, int operation)
        where TPins : struct, IPinMode
    {
        var frame = _frameOf[page];
        if (frame <= 0 && (frame = Fault(page, operation >> 2)) == 0) return;
        if (!_allAddressable && (frame = Resolve(page, frame, operation >> 2, (operation & 1) != 0)) == 0) return;

        var hinted = Uses(Observation.HintFaults) && (Frames[frame].Flags & PageFlags.Unmapped) != 0;
        if (hinted && (frame = TakeHintFault(page, frame, operation)) == 0) return;

        ref var entry = ref Frames[frame];
        entry.Flags |= (PageFlags)(operation & (int)PageFlags.Dirty);
        if (TPolicy.Shadows && (operation & 1) != 0) DropShadowOf(page);
        if (TPolicy.Moves && (entry.Flags & PageFlags.Held) != 0 && (operation & 1) != 0) NoteWrite(frame);
        int tier = entry.Tier;
        _served[CostTable.Index(tier, operation)]++;
        if (TPolicy.HasTenants) CountAccess(page, CostTable.Index(tier, operation));
        if (TPolicy.Observation == Observation.Everything)
        {
            if (TPolicy.ReadsTouched) Touch(page);
            Tell<TPins>(frame, tier, operation);
        }
        else
        {
            Observe(page, frame, operation, hinted);
        }
    }

    /// <summary>The policy gets to know of an access: the tier's reclaimer first, then the handlers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Tell<TPins>(int frame, int tier, int operation)
        where TPins : struct, IPinMode
    {
        if (!TPins.CanBeHeld || !IsPinned(frame)) Policy.Touched(this, tier, frame);
        Policy.OnAccess(this, frame, operation >> 2, (operation & 1) != 0);
        if (TPolicy.Trims) Trim(tier);
    }

    /// <summary>What is due happens, and something will happen now.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AdvanceClock()
    {
        PassTime();
        OpenWindow();
    }

    /// <summary>At each due instant up to now: epochs, the end of a window, moves that are complete, scans, then handlers in text order.</summary>
    private void PassTime()
    {
        var target = Now;
        for (long due; (due = NextInstant()) <= target && due < long.MaxValue;)
        {
            Now = due;
            AdvanceEpochs();
            if (_silentUntil <= Now) HearAgain();
            if (_windowEnd <= Now) CloseWindow();
            if (TPolicy.Moves) FinishMoves();
            if (_outageDue <= Now) DrawOutages();
            if (_clock.NextTick <= Now) Tick();
        }

        Now = target;
        AdvanceEpochs();
        _clock.Update();
        _nextDue = Math.Min(_clock.NextDue, NextInstant());
    }

    /// <summary>When anything but an epoch is due, which has no instant of its own.</summary>
    private long NextInstant()
    {
        var next = Math.Min(Math.Min(_clock.NextTick, _windowEnd), Math.Min(_silentUntil, _outageDue));
        return TPolicy.Moves ? Math.Min(next, _flights!.Next) : next;
    }

    private void Tick()
    {
        if (TPolicy.Observation != Observation.Everything) Scan();
        for (var tick = 0; tick < _clock.Ticks; tick++)
        {
            if (!_clock.TickDue(tick, Now)) continue;
            _clock.Advance(tick, Now);
            Policy.Tick(this, tick);
        }

        _clock.Update();
    }

    private void AdvanceEpochs()
    {
        for (var decay = 0; decay < _clock.Decays; decay++)
            if (_clock.DecayDue(decay, Now)) Policy.SetEpoch(decay, _clock.Epoch(decay, Now));
    }

    /// <summary>
    /// An agent that cannot address the page makes the policy move it, or reaches it in place; so does a write where it may only
    /// be read. The frame it is in then, or 0.
    /// </summary>
    private int Resolve(int page, int frame, int agent, bool write)
    {
        if (!_costs.IsAddressable(Frames[frame].Tier, agent))
        {
            _run.AccessFaults++;
            if (TPolicy.Explains) Record(PageEventKind.Faulted, frame, agent: agent);
            // A copy of the page that is on its way to where the agent can use it is waited for.
            if (TPolicy.Moves && FindFlight(frame) is >= 0 and var slot)
            {
                Await(slot);
                frame = _frameOf[page];
            }

            if (!_costs.IsAddressable(Frames[frame].Tier, agent))
            {
                _waits = _isNeeded = true;
                Policy.OnFault(this, frame, agent, write);
                _waits = _isNeeded = false;
                TellFailure();
                frame = Math.Max(0, _frameOf[page]);
                if (frame == 0 || !_costs.IsReachable(Frames[frame].Tier, agent)) return Fail();
                if (!_costs.IsAddressable(Frames[frame].Tier, agent)) _run.Remote++;
            }
        }

        return write && IsReadOnly(frame) ? ResolveWrite(frame, agent, page) : frame;
    }

    /// <summary>A page that may only be read is written: the policy moves it first.</summary>
    private int ResolveWrite(int frame, int agent, int page)
    {
        _run.WriteFaults++;
        if (TPolicy.Explains) Record(PageEventKind.WriteFaulted, frame, agent: agent);
        if (TPolicy.Moves && FindFlight(frame) is >= 0 and var slot)
        {
            Await(slot);
            frame = _frameOf[page];
            if (!IsReadOnly(frame) && _costs.IsReachable(Frames[frame].Tier, agent)) return frame;
        }

        _waits = _isNeeded = true;
        Policy.OnWriteFault(this, frame, agent, write: true);
        _waits = _isNeeded = false;
        TellFailure();
        frame = Math.Max(0, _frameOf[page]);
        return frame != 0 && !IsReadOnly(frame) && _costs.IsReachable(Frames[frame].Tier, agent) ? frame : Fail();
    }

    private bool IsReadOnly(int frame) => Hierarchy.Tiers[Frames[frame].Tier].ReadOnly;

    private int Fail()
    {
        _run.Failed++;
        return 0;
    }

    private interface IEventClock
    {
        long At(int index);
    }

    private readonly struct RecordedClock(long* times) : IEventClock
    {
        public long At(int index) => times[index];
    }

    private readonly struct SteadyClock(long start, long interval) : IEventClock
    {
        public long At(int index) => start + index * interval;
    }
}

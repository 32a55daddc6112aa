using System.Runtime.CompilerServices;

namespace CdmPolicy;

/// <summary>What must hold between any two events, whatever the policy; for tests and for whoever doubts a result.</summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Looks over every page, frame, list and counter.</summary>
    /// <exception cref="InvalidOperationException">Something is inconsistent: the machine has a mistake.</exception>
    public void Verify()
    {
        for (var page = 0; page < PageCount; page++)
        {
            var frame = _frameOf[page];
            Demand(frame > 0 ? IsIn(page, frame) : frame is NeverResident or InStore or InSwap, $"page {page} and frame {frame} do not agree");
        }

        var pages = 0L;
        for (var tier = 0; tier < _tiers.Length; tier++) pages += VerifyTier(tier);
        Demand(pages == CountResident(), $"a page is in two frames");
        VerifyFlights();
        VerifyPins();
        if (TPolicy.HasTenants) VerifyShares();
        VerifyCounters(pages);
    }

    private bool IsIn(int page, int frame) => page >= Frames[frame].Page && page < Frames[frame].Page + Frames.PagesOf(frame);

    private static void Demand(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] Complaint otherwise)
    {
        if (!holds) throw new InvalidOperationException("the machine is inconsistent: " + otherwise.Text);
    }

    /// <summary>What is wrong, written only where something is.</summary>
    [InterpolatedStringHandler]
    private ref struct Complaint
    {
        private DefaultInterpolatedStringHandler _text;

        public Complaint(int literals, int values, bool holds, out bool isWritten)
        {
            isWritten = !holds;
            if (isWritten) _text = new(literals, values, System.Globalization.CultureInfo.InvariantCulture);
        }

        public string Text => _text.ToString();

        public void AppendLiteral(string text) => _text.AppendLiteral(text);

        public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);
    }

    private long CountResident()
    {
        long count = 0;
        for (var page = 0; page < PageCount; page++)
            if (_frameOf[page] > 0) count++;
        return count;
    }

    /// <returns>Base pages in the tier.</returns>
    private long VerifyTier(int tier)
    {
        ref var state = ref _tiers[tier];
        Demand(state.Free >= 0 && state.Used >= 0, $"tier {tier} holds more than its capacity");
        long pages = 0, shadows = 0, kept = 0;
        for (var frame = state.FirstFrame; frame < state.FirstFrame + state.HighWater; frame++)
        {
            ref var entry = ref Frames[frame];
            Demand(entry.Tier == tier, $"frame {frame} is in no tier of its own");
            if (entry.Page < -1) shadows++;
            if (entry.Page < 0) continue;
            pages += Frames.PagesOf(frame);
            Demand(_frameOf[entry.Page] == frame, $"frame {frame} holds page {entry.Page}, which is elsewhere");
            if (entry.Huge) VerifyHuge(tier, frame);
            VerifyLinks(frame);
        }

        for (var place = 0; place < MovesPending; place++)
        {
            var target = _flights![_flights.SlotAt(place)].Target;
            if (Frames[target].Tier == tier) kept += Frames.PagesOf(target);
        }

        Demand(pages + shadows + kept == state.Used, $"tier {tier} counts {state.Used} frames as used, not {pages + shadows + kept}");

        var free = KeepsBlocks(tier) ? _blocks[tier]!.FramesIn(0) : state.Capacity - state.HighWater;
        for (var frame = state.FreeList; frame != 0; frame = Frames[frame].Next, free++)
            Demand(Frames[frame].Page == -1 && Frames[frame].Tier == tier && free <= state.Free, $"frame {frame} is not free");
        Demand(free == state.Free, $"tier {tier} counts {state.Free} frames as free, not {free}");
        Demand(WholeBytes(tier) <= state.Free * Hierarchy.PageBytes, $"tier {tier} has more whole than free");
        return pages;
    }

    /// <summary>A huge page fills an aligned run of frames, of which only the first holds it, and all its base pages lead there.</summary>
    private void VerifyHuge(int tier, int frame)
    {
        var pages = Frames.PagesOf(frame);
        Demand((frame - _tiers[tier].FirstFrame) % pages == 0, $"the huge page in frame {frame} is not aligned");
        for (var i = 0; i < pages; i++)
        {
            Demand(_frameOf[Frames[frame].Page + i] == frame, $"base page {i} of the huge page in frame {frame} is elsewhere");
            Demand(i == 0 || Frames[frame + i].Page == -1, $"frame {frame + i} holds a page, and is part of a huge one");
        }
    }

    /// <summary>The neighbours of a page on a queue know it, and are on the same queue.</summary>
    private void VerifyLinks(int frame)
    {
        ref var entry = ref Frames[frame];
        if (entry.Queue == 0) return;
        foreach (var (neighbour, back) in new[] { (entry.Next, true), (entry.Previous, false) })
        {
            if (neighbour == 0) continue;
            ref var other = ref Frames[neighbour];
            Demand(
                other.Tier == entry.Tier && other.Queue == entry.Queue && (back ? other.Previous : other.Next) == frame,
                $"frames {frame} and {neighbour} are neighbours of one queue only to one of them");
        }
    }

    private void VerifyFlights()
    {
        var leaving = new int[_tiers.Length];
        for (var place = 0; place < MovesPending; place++)
        {
            var slot = _flights!.SlotAt(place);
            ref var flight = ref _flights[slot];
            Demand(_flights.Find(flight.Frame) == slot, $"the move of frame {flight.Frame} is not found");
            Demand(Frames[flight.Frame].Page >= 0 && IsHeld(flight.Frame), $"frame {flight.Frame} moves without a page");
            Demand(Frames[flight.Target].Page == -1, $"frame {flight.Target} is kept for a page and holds one");
            Demand(Frames[flight.Target].Huge == Frames[flight.Frame].Huge, $"frame {flight.Target} is kept for a page of another size");
            Demand(flight.Finish > Now, $"the move of frame {flight.Frame} should have ended");
            leaving[Frames[flight.Frame].Tier] += Frames.PagesOf(flight.Frame);
        }

        for (var tier = 0; tier < _tiers.Length; tier++)
            Demand(_tiers[tier].Leaving == leaving[tier], $"tier {tier} counts {_tiers[tier].Leaving} pages as leaving, not {leaving[tier]}");
    }

    /// <summary>What is held is pinned or under way; a pinned page is in memory, and on no queue.</summary>
    private void VerifyPins()
    {
        for (var page = 0; page < PageCount; page++)
        {
            var frame = _frameOf[page];
            var isHeld = frame > 0 && Frames[frame].Page == page && Frames[frame].Held;
            var isPinned = _pins is not null && _pins[page].Any;
            Demand(!isPinned || (isHeld && Frames[frame].Queue == 0), $"page {page} is pinned, and is on a queue or out of memory");
            Demand(!isHeld || isPinned != FindFlight(frame) >= 0, $"page {page} is held by nothing, or moves while it is pinned");
        }
    }

    private void VerifyShares()
    {
        var (held, coming) = (new int[_held.Length], new int[_held.Length]);
        for (var page = 0; page < PageCount; page++)
            if (_frameOf[page] > 0) held[Share(Frames[_frameOf[page]].Tier, TenantOfPage(page))]++;
        for (var place = 0; place < MovesPending; place++)
        {
            ref var flight = ref _flights![_flights.SlotAt(place)];
            coming[Share(Frames[flight.Target].Tier, TenantOf(flight.Frame))] += Frames.PagesOf(flight.Frame);
        }

        var (accesses, ns) = (0L, (Int128)0);
        foreach (var owner in _tenants) (accesses, ns) = (accesses + owner.Accesses, ns + owner.AccessNs);
        Demand(accesses == Sum(_ => 1) && ns == AccessNs, $"{accesses} accesses are counted by tenant, and cost {ns} ns of {AccessNs}");
        Demand(held.AsSpan().SequenceEqual(_held) && coming.AsSpan().SequenceEqual(_coming), $"pages of tenants are miscounted");
    }

    private void VerifyCounters(long pages)
    {
        for (var rule = 0; rule < _ruleCounters.Length; rule++)
        {
            var counters = _ruleCounters[rule];
            Demand(counters.Tried == counters.Applied + counters.Refused, $"rule {rule} was tried more or less often than it was answered");
            Demand(counters.Failed <= counters.Applied, $"rule {rule} failed more often than it was applied");
        }

        for (var tier = 0; tier < _tiers.Length; tier++)
        {
            Demand(_unruled[tier].Tried == _unruled[tier].Applied + _unruled[tier].Refused, $"victims of tier {tier} without a rule are miscounted");
            Demand(FreeBesidePins(tier) + WholeBytes(tier) <= _tiers[tier].Free * Hierarchy.PageBytes, $"tier {tier} has more free in pieces and whole than free");
        }

        long served = 0, placed = _put - _run.Lost - _run.Unmapped;
        for (var access = 0; access < _costs.Length; access++) served += _served[access];
        // A pin that finds no frame fails too, and is no access.
        Demand(served <= _run.Events && served + _run.Failed >= _run.Events, $"{served} accesses were served and {_run.Failed} were not, of {_run.Events}");
        foreach (var counters in _tierCounters) placed += counters.Placed - counters.Evicted;
        Demand(placed == pages, $"{placed} pages came and stayed, and {pages} are there");
    }
}

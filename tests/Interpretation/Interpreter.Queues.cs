using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>Passes along a queue of a reclaimer.</summary>
internal sealed partial class Interpreter
{
    /// <summary>It ends where the page that came next, in its frame, is not on the queue any more.</summary>
    private void Along(TickPlan tick, long limit)
    {
        var (reclaimer, queue) = (Reclaimers[tick.Over[0]]!, tick.Queue!);
        for (var next = reclaimer.After(queue.Queue, null, queue.TowardsFront); next is { } page && limit > 0;)
        {
            var frame = _machine.FrameOf(page);
            next = reclaimer.After(queue.Queue, page, queue.TowardsFront);
            var there = next is { } following ? _machine.FrameOf(following) : 0;
            limit -= _machine.Frames.PagesOf(frame);
            if (!Visit(tick, frame)) return;
            if (next is { } other && (_machine.FrameOf(other) != there || !reclaimer.IsOn(queue.Queue, other))) return;
        }
    }

    private List<int> FramesOn(TickPlan tick)
    {
        var (reclaimer, queue, frames) = (Reclaimers[tick.Over[0]]!, tick.Queue!, new List<int>());
        for (var page = reclaimer.After(queue.Queue, null, queue.TowardsFront); page is { } there; page = reclaimer.After(queue.Queue, there, queue.TowardsFront))
            frames.Add(_machine.FrameOf(there));
        return frames;
    }
}

namespace CdmPolicy;

/// <summary>Memory that the program gives back.</summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>
    /// Pages are unmapped at the present instant. Their frames are free at once, and so are their places in swap; nothing is
    /// written, and no rule, move or eviction is counted. A move under way is over, and so are pins. The next access to such a page is
    /// a first touch. A huge page of which some stay is split.
    /// </summary>
    /// <param name="pages">Different ones, rising.</param>
    public void Unmap(ReadOnlySpan<int> pages)
    {
        for (var i = 0; i < pages.Length;)
        {
            CheckEvent(pages[i], agent: 0);
            var frame = _frameOf[pages[i]];
            if (frame <= 0)
            {
                if (frame == InSwap) SwapPages--;
                _frameOf[pages[i++]] = NeverResident;
                continue;
            }

            Free(frame);
            var count = Frames.PagesOf(frame);
            if (count > 1 && !IsWhole(pages[i..], Frames[frame].Page, count))
            {
                TakeApart(-1, frame);
                (frame, count) = (_frameOf[pages[i]], 1);
            }

            _run.Unmapped += count;
            if (TPolicy.Explains) RecordMove(PageEventKind.Unmapped, frame, PageEvent.Nowhere, rule: -1);
            NoteLastRule(pages[i], count, -1);
            Leave(frame, NeverResident);
            i += count;
        }
    }

    private static bool IsWhole(ReadOnlySpan<int> pages, int first, int count) =>
        pages[0] == first && pages.Length >= count && pages[count - 1] == first + count - 1;

    /// <summary>Nothing holds the page still any more.</summary>
    private void Free(int frame)
    {
        if (!Frames[frame].Held) return;
        if (FindFlight(frame) is >= 0 and var slot)
        {
            Fail(slot, MoveFailure.Unmapped);
            // Nobody is told of a page that is gone.
            _failed = -1;
            return;
        }

        _pins![Frames[frame].Page] = default;
        LetGo(frame);
    }
}

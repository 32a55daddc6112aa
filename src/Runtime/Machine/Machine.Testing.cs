using CdmPolicy.Frames;

namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>By page, the rule that moved it last; kept for tests alone.</summary>
    private int[]? _lastRule;

    /// <summary>Pages that no rule placed.</summary>
    private long _put;

    /// <summary>Remembers from now on which rule moves each page.</summary>
    internal void KeepLastRules()
    {
        _lastRule = new int[PageCount];
        Array.Fill(_lastRule, -1);
    }

    /// <summary>The number of the rule that moved a page last; -1 for none.</summary>
    internal int LastRule(int page) => _lastRule is null ? -1 : _lastRule[page];

    /// <summary>Where a page is on its way to, and the rule that sent it; null while it is not on its way.</summary>
    internal (int Target, int Rule)? MoveOf(int page) =>
        FrameOf(page) is not 0 and var frame && FindFlight(frame) is >= 0 and var slot
            ? (Frames[_flights![slot].Target].Tier, _flights[slot].Rule)
            : null;

    /// <summary>Puts a page that has no frame into a tier, whatever the rules of placement and the tier's reserve say.</summary>
    /// <returns>Its frame; 0 where none is free, nor a block for a huge page.</returns>
    internal int Put(int page, int tier, bool dirty)
    {
        var region = _regions[_regionOfPage.Length == 0 ? 0 : _regionOfPage[page]];
        var pages = TPolicy.HugePages > 1 && HugeAround(region, page) == page ? TPolicy.HugePages : 1;
        if (_tiers[tier].Free < pages || (pages > 1 && !_blocks[tier]!.Has(OrderOf(pages)))) return 0;
        _put += pages;
        var frame = Occupy(tier, page, region, pages);
        if (dirty) Frames[frame].Flags |= PageFlags.Dirty;
        return frame;
    }
}

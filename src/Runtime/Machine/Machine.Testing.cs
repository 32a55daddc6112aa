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

    /// <summary>Puts a page that has no frame into a tier, whatever the rules of placement and the tier's reserve say.</summary>
    /// <returns>Its frame; 0 where none is free.</returns>
    internal int Put(int page, int tier, bool dirty)
    {
        if (_tiers[tier].Free == 0) return 0;
        _put++;
        var frame = Occupy(tier, page, _regions[_regionOfPage.Length == 0 ? 0 : _regionOfPage[page]]);
        if (dirty) Frames[frame].Flags |= PageFlags.Dirty;
        return frame;
    }
}

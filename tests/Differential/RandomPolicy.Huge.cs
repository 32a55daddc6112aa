namespace CdmPolicy.Tests.Differential;

/// <summary>Two page sizes in one of two policies, and what rules can do with them.</summary>
internal sealed partial class RandomPolicy
{
    // Numbers of its own, so that what else a policy says does not depend on it.
    private readonly Random _sizes = new(unchecked(seed * 104_729));
    private bool _isHuge;

    private string HugeSize()
    {
        _isHuge = _sizes.Next(2) == 0;
        return _isHuge ? $"huge {_sizes.Next(1, 3) * 8}KiB; " : "";
    }

    private string Contiguity() => _sizes.Next(4) == 0 ? $"contiguous {(_sizes.Next(2) == 0 ? 8 : 16)}KiB; " : "";

    private void WriteHugePlacement()
    {
        if (_isHuge && _sizes.Next(2) == 0)
            Rule($"huge && {SizeCondition()}", string.Join(", ", _tiers.OrderBy(_ => _sizes.Next()).Take(2)));
    }

    /// <summary>Rules that split, and in migration some that collapse.</summary>
    private void WriteSizes(bool migration)
    {
        if (!_isHuge) return;
        if (_sizes.Next(3) == 0) Rule(PageSizeCondition(), "split" + After(migration));
        if (migration && _sizes.Next(2) == 0) Rule(PageSizeCondition(), "collapse" + After(migration));
    }

    private string After(bool migration) => (migration && _sizes.Next(2) == 0 ? " or next" : "")
        + (_sizes.Next(4) == 0 ? " then { heat += 2; ticks += 1; } else { seen += 1; }" : "");

    private string PageSizeCondition() => _sizes.Next(9) switch
    {
        0 => $"huge && touched < {_sizes.Next(1, 4)}",
        1 => $"touched > {_sizes.Next(3)} && heat > {_sizes.Next(1, 6)}",
        2 => "!huge && heat > 3",
        3 => "huge && heat < 2",
        4 => $"resident > {_sizes.Next(1, 90)}us",
        5 => $"idle > {_sizes.Next(1, 90)}us",
        6 => "dirty",
        _ => SizeCondition(),
    };

    private string SizeCondition() => $"{_tiers[_sizes.Next(_tiers.Length)]}.whole {(_sizes.Next(2) == 0 ? ">" : "<")} {_sizes.Next(1, 6) * 4}KiB";
}

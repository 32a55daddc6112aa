namespace CdmPolicy.Dsl.Plan;

/// <summary>
/// Finds places for fields of given widths in a page's state: wide ones first, each in the smallest integer that holds it
/// and aligned to it; those under a byte share bytes.
/// </summary>
internal sealed class FieldLayout
{
    private int _end;
    private int _widest = 1;

    public FieldLayout(int start) => _end = start;

    /// <summary>The bytes in use, rounded up to whole words: 4, or 8 where an 8-byte field must stay aligned.</summary>
    public int StateBytes => _end == 0 ? 0 : Align(_end, _widest == 8 ? 8 : 4);

    public int UsedBytes => _end;

    /// <summary>One place for each width, in the order of the widths.</summary>
    public FieldLocation[] Place(IReadOnlyList<int> widths)
    {
        var places = new FieldLocation[widths.Count];
        foreach (var i in Enumerable.Range(0, widths.Count).OrderByDescending(i => Unit(widths[i])).ThenBy(i => i))
            if (widths[i] >= 8) places[i] = Whole(widths[i]);
        PackSmall(widths, places);
        return places;
    }

    private FieldLocation Whole(int bits)
    {
        var unit = Unit(bits);
        var offset = Align(_end, unit);
        _end = offset + unit;
        _widest = Math.Max(_widest, unit);
        return new FieldLocation(false, offset, unit, 0, bits);
    }

    /// <summary>First fit, the widest first.</summary>
    private void PackSmall(IReadOnlyList<int> widths, FieldLocation[] places)
    {
        var bytes = new List<(int Offset, int Used)>();
        foreach (var i in Enumerable.Range(0, widths.Count).Where(i => widths[i] < 8).OrderByDescending(i => widths[i]).ThenBy(i => i))
        {
            var at = bytes.FindIndex(b => b.Used + widths[i] <= 8);
            if (at < 0)
            {
                at = bytes.Count;
                bytes.Add((_end++, 0));
            }

            var (offset, used) = bytes[at];
            places[i] = new FieldLocation(false, offset, 1, used, widths[i]);
            bytes[at] = (offset, used + widths[i]);
        }
    }

    private static int Unit(int bits) => bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;

    private static int Align(int offset, int unit) => (offset + unit - 1) / unit * unit;
}

namespace CdmPolicy.Traces;

/// <summary>A line of <c>perf script</c>, cut at its event: <c>comm pid/tid [cpu] time: period event: address …</c></summary>
internal readonly ref struct PerfLine
{
    /// <summary>Nanoseconds; meaningless without <see cref="HasTime"/>.</summary>
    public long Time { get; private init; }

    public bool HasTime { get; private init; }

    /// <summary>The process; 0 where the line does not tell it from the thread.</summary>
    public ulong Process { get; private init; }

    /// <summary>The event's name without the colon behind it.</summary>
    public ReadOnlySpan<byte> Event { get; private init; }

    /// <summary>What stands behind the event.</summary>
    public ReadOnlySpan<byte> Rest { get; private init; }

    /// <summary>Where <see cref="Rest"/> begins, in bytes from 1.</summary>
    public int RestColumn { get; private init; }

    /// <summary>False when the line names no event.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out PerfLine parsed)
    {
        parsed = default;
        var (time, hasTime, process) = (0L, false, 0UL);
        var candidate = 0..0;
        var fields = new CsvFields(line, (byte)' ');
        while (fields.TryNext(out var field))
        {
            if (field is not [.. var name, (byte)':'] || name.IsEmpty)
            {
                if (!hasTime && TryProcess(field, out var id)) process = id;
                continue;
            }

            if (!hasTime && TryTime(name, out time))
            {
                // What ended in a colon before it was part of the command's name.
                (hasTime, candidate) = (true, 0..0);
                continue;
            }

            var start = fields.Column - 1;
            if (candidate.Equals(0..0)) candidate = start..(start + name.Length);
            if (hasTime) break;
        }

        if (candidate.Equals(0..0)) return false;
        var end = candidate.End.Value + 1;
        parsed = new() { Time = time, HasTime = hasTime, Process = process, Event = line[candidate], Rest = line[end..], RestColumn = end + 1 };
        return true;
    }

    private static bool TryProcess(ReadOnlySpan<byte> field, out ulong process) =>
        TextNumber.TryTakeDecimal(ref field, out process) && field is [(byte)'/', .. var thread]
        && TextNumber.TryTakeDecimal(ref thread, out _) && thread.IsEmpty;

    /// <summary>Seconds with six or nine digits behind the point.</summary>
    private static bool TryTime(ReadOnlySpan<byte> text, out long time)
    {
        time = 0;
        if (!TextNumber.TryTakeDecimal(ref text, out var seconds) || text is not [(byte)'.', .. var digits]) return false;
        if (digits.Length is 0 or > 9 || seconds > long.MaxValue / 1_000_000_000 - 1) return false;
        var scale = digits.Length;
        if (!TextNumber.TryTakeDecimal(ref digits, out var part) || !digits.IsEmpty) return false;
        for (; scale < 9; scale++) part *= 10;
        time = (long)seconds * 1_000_000_000 + (long)part;
        return true;
    }
}

namespace CdmPolicy.Traces;

/// <summary>
/// The tracepoint <c>damon:damon_aggregated</c>, a line for each region: <c>target_id=T nr_regions=N START-END: SAMPLES AGE</c>, in decimal
/// numbers. The line's time is the end of its snapshot, and the beginning is the end of the one before; the first is taken to be as long as the second.
/// </summary>
internal sealed class DamonTracepoints(string path)
{
    private const string Form = "print the samples of `perf record -e damon:damon_aggregated` with `perf script`";

    /// <summary>DAMON's own default of an aggregation interval, for a snapshot that stands alone.</summary>
    private const long AggregationNs = 100_000_000;

    private readonly LeftOut _leftOut = new();
    private readonly List<(ulong Target, long EndNs, ulong Announced, List<DamonRegion> Regions)> _found = [];
    private readonly Dictionary<ulong, int> _open = [];
    private long _last;

    public DamonRecord Read(LineReader lines)
    {
        while (lines.TryRead(out var line))
        {
            if (line is [(byte)'#', ..] || line.Trim(" \t"u8).IsEmpty) continue;
            Add(line, new CsvPlace(path, lines.Number));
        }

        foreach (var open in _open.Values) Check(open, new CsvPlace(path, lines.Number));
        var snapshots = new List<DamonSnapshot>();
        var targets = _found.GroupBy(found => found.Target).ToList();
        for (var number = 0; number < targets.Count; number++)
        {
            var found = targets[number].ToList();
            var first = found.Count > 1 ? found[1].EndNs - found[0].EndNs : AggregationNs;
            for (var i = 0; i < found.Count; i++)
            {
                var start = i == 0 ? Math.Max(0, found[0].EndNs - first) : found[i - 1].EndNs;
                snapshots.Add(new((ulong)number, start, found[i].EndNs, found[i].Regions));
            }
        }

        return new(snapshots, _leftOut);
    }

    private void Add(ReadOnlySpan<byte> line, CsvPlace place)
    {
        if (!PerfLine.TryParse(line, out var parsed) || !parsed.HasTime) throw place.Error(1, $"{TextNumber.Quote(line.Trim((byte)' '))} has no time or no event", Form);
        if (!parsed.Event.EndsWith("damon_aggregated"u8))
        {
            _leftOut.Add("events other than `damon_aggregated`");
            return;
        }

        var fields = new CsvFields(parsed.Rest, (byte)' ');
        if (!TryNamed(ref fields, "target_id="u8, out var target) || !TryNamed(ref fields, "nr_regions="u8, out var announced) || announced == 0
            || !fields.TryNext(out var range) || !TryRange(range, out var start, out var end)
            || !fields.TryNext(out var count) || !DamonText.TryCount(count, out var accesses))
            throw place.Error(parsed.RestColumn + fields.Column - 1, $"{TextNumber.Quote(parsed.Rest.Trim((byte)' '))} is no region", Form);
        if (parsed.Time < _last) throw place.Error(1, "the event is earlier than the one above", Form);
        _last = parsed.Time;

        if (_open.TryGetValue(target, out var at) && (ulong)_found[at].Regions.Count == _found[at].Announced) _open.Remove(target);
        if (!_open.TryGetValue(target, out at))
        {
            _open.Add(target, at = _found.Count);
            _found.Add((target, parsed.Time, announced, []));
        }
        else if (_found[at].Announced != announced)
        {
            Check(at, place);
        }

        _found[at].Regions.Add(new(start, end, accesses));
    }

    private void Check(int at, CsvPlace place)
    {
        var (_, _, announced, regions) = _found[at];
        if ((ulong)regions.Count < announced)
            throw place.Error(1, $"the snapshot has {regions.Count} of its {announced} regions", "the text was cut, or events were lost; record it again");
    }

    private static bool TryNamed(ref CsvFields fields, ReadOnlySpan<byte> name, out ulong value)
    {
        value = 0;
        return fields.TryNext(out var field) && field.StartsWith(name) && DamonText.TryNumber(field[name.Length..], out value);
    }

    private static bool TryRange(ReadOnlySpan<byte> text, out ulong start, out ulong end)
    {
        end = 0;
        return TextNumber.TryTakeDecimal(ref text, out start) && text is [(byte)'-', .. var behind]
            && TextNumber.TryTakeDecimal(ref behind, out end) && behind is [(byte)':'] && start < end;
    }
}

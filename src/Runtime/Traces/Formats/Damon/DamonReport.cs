namespace CdmPolicy.Traces;

/// <summary>
/// The text of <c>damo report access --raw_form</c>: for each snapshot its beginning and end, the target, how many regions there are, and a
/// line for each region, <c>START-END ( LENGTH) SAMPLES AGE</c>.
/// </summary>
internal sealed class DamonReport(string path)
{
    private const string Form = "print the record with `damo report access --raw_form`, or give `damon.data` itself";

    private readonly DamonRecord _record = new([], new LeftOut());
    private readonly Dictionary<string, ulong> _targets = new(StringComparer.Ordinal);
    private long _base;
    private long _start;
    private long _end;
    private string _target = "";
    private ulong _announced;
    private List<DamonRegion>? _regions;

    public DamonRecord Read(LineReader lines)
    {
        while (lines.TryRead(out var line))
        {
            var place = new CsvPlace(path, lines.Number);
            var text = line.Trim(" \t"u8);
            if (text.IsEmpty || text[0] == '#') continue;
            var colon = text.IndexOf((byte)':');
            if (colon > 0) Header(text[..colon], text[(colon + 1)..], place);
            else Region(text, place);
        }

        Close(new CsvPlace(path, lines.Number));
        return _record;
    }

    private void Header(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, CsvPlace place)
    {
        if (name.SequenceEqual("base_time_absolute"u8))
        {
            _base = Time(value, place);
        }
        else if (name.SequenceEqual("monitoring_start"u8))
        {
            Close(place);
            _start = Time(value, place);
        }
        else if (name.SequenceEqual("monitoring_end"u8))
        {
            _end = Time(value, place);
            if (_end < _start || _base > long.MaxValue - _end) throw place.Error(1, "the snapshot ends before it starts", Form);
        }
        else if (name.SequenceEqual("target_id"u8))
        {
            _target = System.Text.Encoding.Latin1.GetString(value.Trim((byte)' '));
        }
        else if (name.SequenceEqual("nr_regions"u8))
        {
            Close(place);
            if (!DamonText.TryNumber(value, out _announced)) throw place.Error(1, $"{TextNumber.Quote(value.Trim((byte)' '))} is no number of regions", Form);
            _regions = [];
        }
        else if (!name.SequenceEqual("monitoring_duration"u8) && !name.SequenceEqual("data source"u8))
        {
            throw place.Error(1, $"{TextNumber.Quote(name)} is nothing that a report of DAMON says", Form);
        }
    }

    private void Region(ReadOnlySpan<byte> text, CsvPlace place)
    {
        if (_regions is null) throw place.Error(1, $"{TextNumber.Quote(text)} stands before the `nr_regions` of a snapshot", Form);
        var rest = text;
        if (!TextNumber.TryTakeHex(ref rest, out var start) || rest is not [(byte)'-', .. var behind]
            || !TextNumber.TryTakeHex(ref behind, out var end) || start >= end)
            throw place.Error(1, $"{TextNumber.Quote(text)} is no region", "a region is `7f3a00000000-7f3a00200000 ( 2.000 MiB) 12 3`");
        var close = behind.IndexOf((byte)')');
        var fields = new CsvFields(behind[(close + 1)..], (byte)' ');
        if (close < 0 || !fields.TryNext(out var count) || !DamonText.TryCount(count, out var accesses))
            throw place.Error(text.Length - behind.Length + close + 1 + fields.Column, $"{TextNumber.Quote(text)} does not say how often the region was accessed", Form);
        if ((ulong)_regions.Count == _announced) throw place.Error(1, $"the snapshot has more than its {_announced} regions", Form);
        _regions.Add(new(start, end, accesses));
    }

    private void Close(CsvPlace place)
    {
        if (_regions is null) return;
        if ((ulong)_regions.Count < _announced)
            throw place.Error(1, $"the snapshot has {_regions.Count} of its {_announced} regions", "the text was cut; print it again");
        if (!_targets.TryGetValue(_target, out var target)) _targets.Add(_target, target = (ulong)_targets.Count);
        _record.Snapshots.Add(new(target, _base + _start, _base + _end, _regions));
        _regions = null;
    }

    private static long Time(ReadOnlySpan<byte> value, CsvPlace place) => DamonText.TryTime(value, out var ns) ? ns
        : throw place.Error(1, $"{TextNumber.Quote(value.Trim((byte)' '))} is no time", "a time is in nanoseconds, or has units: `8 m 59.809 s`");
}

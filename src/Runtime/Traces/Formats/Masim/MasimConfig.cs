using System.Globalization;
using System.Text;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Workloads;

namespace CdmPolicy.Traces;

/// <summary>
/// Reads masim's paragraphs: first the regions, <c>name, bytes[, file]</c>, then phases, each with its name, its milliseconds, and its patterns,
/// <c>region, random, stride, probability[, mode]</c>. Each pattern becomes a stream with its share of the pace.
/// </summary>
internal sealed class MasimConfig(string path, TraceReadOptions options)
{
    private const string RegionForm = "a region is `name, bytes` or `name, bytes, none`";
    private const string PatternForm = "a pattern is `region, 1 (random) or 0, stride in bytes, probability` and maybe `ro`, `wo` or `rw`";
    private const long MaxBytes = 1L << 50;
    private const long MaxMs = 1_000_000_000;

    private readonly List<(string Name, long Bytes)> _regions = [];
    private readonly List<WorkloadPhase> _phases = [];
    private readonly List<(AccessStream Stream, long Weight)> _patterns = [];
    private readonly LeftOut _leftOut = new();
    private long _unsaid;
    private string? _phase;
    private long _ms = -1;

    public IReadOnlyList<string> Notes =>
    [
        .. _leftOut.Notes, $"accesses come at {options.GeneratedPace.ToString("#,0", CultureInfo.InvariantCulture)} a second",
        .. _unsaid == 0 ? Array.Empty<string>() : ["patterns that name no mode write, as masim's do"],
    ];

    public static bool IsComment(ReadOnlySpan<byte> line) => line.Trim(" \t"u8) is [] or [(byte)'#', ..];

    /// <summary>Reads the whole file.</summary>
    public Workload Read(LineReader lines, string name)
    {
        var inRegions = true;
        while (lines.TryRead(out var line))
        {
            var place = new CsvPlace(path, lines.Number);
            if (line is [(byte)'#', ..]) continue;
            if (!line.Trim(" \t"u8).IsEmpty)
            {
                if (inRegions) AddRegion(line, place);
                else AddToPhase(line, place);
                continue;
            }

            // Several blank lines are one end of a paragraph.
            inRegions &= _regions.Count == 0;
            ClosePhase(place);
        }

        ClosePhase(new CsvPlace(path, lines.Number));
        if (_phases.Count == 0) throw new TraceException("the configuration has no phase", path, TracePlace.AtLine(lines.Number), "a blank line, then its name, its milliseconds, and its patterns");
        var hierarchy = new HierarchyModel("masim", options.PageBytes, [new AgentModel(Trace.DefaultAgent, false, [])], [], null, [], []);
        return new(name, hierarchy, [.. _regions.Select(r => new WorkloadRegion(r.Name, PagesOf(r.Bytes), PageKind.Anon))], [.. _phases]);
    }

    public static bool TryRegion(ReadOnlySpan<byte> line, out string name, out long bytes, out bool hasFile)
    {
        (name, bytes, hasFile) = ("", 0, false);
        var fields = new CsvFields(line, (byte)',');
        if (!fields.TryNext(out var word) || word.IsEmpty || word.Length > AgentName.MaxLength) return false;
        name = Encoding.UTF8.GetString(word);
        if (!fields.TryNext(out var size) || !TryNumber(size, MaxBytes, out bytes) || bytes == 0) return false;
        if (fields.TryNext(out var file)) hasFile = !file.SequenceEqual("none"u8) && !file.IsEmpty;
        return !fields.TryNext(out _);
    }

    private long PagesOf(long bytes) => (bytes + options.PageBytes - 1) / options.PageBytes;

    private void AddRegion(ReadOnlySpan<byte> line, CsvPlace place)
    {
        if (!TryRegion(line, out var name, out var bytes, out var hasFile)) throw place.Error(1, $"{TextNumber.Quote(line)} is no region", RegionForm);
        if (_regions.Any(r => r.Name == name)) throw place.Error(1, $"there is a region `{name}` already");
        if (hasFile) _leftOut.Add("files that regions start with, since contents do not matter here");
        _regions.Add((name, bytes));
    }

    private void AddToPhase(ReadOnlySpan<byte> line, CsvPlace place)
    {
        if (_phase is null)
        {
            _phase = Encoding.UTF8.GetString(line.Trim(" \t"u8));
        }
        else if (_ms < 0)
        {
            if (!TryNumber(line.Trim(" \t"u8), MaxMs, out _ms)) throw place.Error(1, $"{TextNumber.Quote(line)} is no number of milliseconds", "the second line of a phase is its length");
        }
        else
        {
            AddPattern(line, place);
        }
    }

    private void AddPattern(ReadOnlySpan<byte> line, CsvPlace place)
    {
        var fields = new CsvFields(line, (byte)',');
        fields.TryNext(out var name);
        var named = Encoding.UTF8.GetString(name);
        var region = _regions.FindIndex(r => r.Name == named);
        if (region < 0) throw place.Error(fields.Column, $"there is no region {TextNumber.Quote(name)}", "the first paragraph of the file names the regions");
        var random = Number(ref fields, 1, place);
        var stride = Number(ref fields, MaxBytes, place);
        var weight = Number(ref fields, int.MaxValue, place);
        var write = true;
        if (!fields.TryNext(out var mode))
        {
            _unsaid++;
        }
        else
        {
            write = !mode.SequenceEqual("ro"u8);
            if (write && !mode.SequenceEqual("wo"u8) && !mode.SequenceEqual("rw"u8)) throw place.Error(fields.Column, $"{TextNumber.Quote(mode)} is no mode", PatternForm);
            if (fields.TryNext(out var further)) throw place.Error(fields.Column, $"{TextNumber.Quote(further)} is more than a pattern has", PatternForm);
        }

        var steps = new Stride(stride, _regions[region].Bytes, options.PageBytes);
        _patterns.Add((new(0, write, region, random == 1 ? AccessPattern.Random : AccessPattern.Strided, 0, 1) { Stride = steps }, weight));
    }

    private void ClosePhase(CsvPlace place)
    {
        if (_phase is null) return;
        if (_ms < 0 || _patterns.Count == 0)
            throw place.Error(1, $"the phase `{_phase}` ends before its {(_ms < 0 ? "milliseconds" : "patterns")}", "a phase is its name, its milliseconds, and its patterns, a line each");
        var total = _patterns.Sum(p => p.Weight);
        if (_ms == 0) _leftOut.Add("phases of 0 ms");
        else if (_phases.Count == 100_000) throw place.Error(1, "the configuration has more than 100,000 phases");
        else
            _phases.Add(new(_phase, _ms * 1_000_000,
            [
                .. _patterns.Where(p => p.Weight > 0).Select(p => p.Stream with { Pace = Math.Max(1, (long)((Int128)options.GeneratedPace * p.Weight / total)) }),
            ], [], []));
        (_phase, _ms) = (null, -1);
        _patterns.Clear();
    }

    private static long Number(ref CsvFields fields, long max, CsvPlace place)
    {
        var any = fields.TryNext(out var field);
        return any && TryNumber(field, max, out var value) ? value
            : throw place.Error(fields.Column, any ? $"{TextNumber.Quote(field)} is no number from 0 to {max}" : "the pattern ends too early", PatternForm);
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, long max, out long value)
    {
        var good = TextNumber.TryTakeDecimal(ref text, out var number) && text.IsEmpty && number <= (ulong)max;
        value = good ? (long)number : -1;
        return good;
    }
}

using System.Text;
using System.Text.Json;

namespace CdmPolicy.Traces;

/// <summary>
/// damo's records in JSON: a list of records, one for each target, each with snapshots of regions. Numbers are plain or in quotes with
/// commas between the thousands, as damo likes it. What it has besides (intervals, ages, filters) says nothing about accesses.
/// </summary>
internal sealed class DamonJson(byte[] content, string path)
{
    private readonly DamonRecord _record = new([], new LeftOut());
    private readonly List<(string Target, string Scheme)> _targets = [];

    public static DamonRecord Read(byte[] content, string path) => new DamonJson(content, path).Read();

    private DamonRecord Read()
    {
        try
        {
            var json = new Utf8JsonReader(content);
            json.Read();
            Expect(json, JsonTokenType.StartArray, "a list of records");
            while (json.Read() && json.TokenType != JsonTokenType.EndArray) ReadRecord(ref json);
            // Anything behind the list is an error of the JSON itself.
            json.Read();
            return _record;
        }
        catch (JsonException e)
        {
            throw new TraceException("the JSON is cut or damaged", path,
                TracePlace.AtLine((e.LineNumber ?? 0) + 1, (int)Math.Min(e.BytePositionInLine ?? 0, int.MaxValue - 1) + 1), "copy or record the file again");
        }
    }

    private void ReadRecord(ref Utf8JsonReader json)
    {
        Expect(json, JsonTokenType.StartObject, "a record");
        var (target, scheme) = ("", "");
        List<(long Start, long End, List<DamonRegion> Regions)> snapshots = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("snapshots"u8))
            {
                json.Read();
                Expect(json, JsonTokenType.StartArray, "a list of snapshots");
                while (json.Read() && json.TokenType != JsonTokenType.EndArray) snapshots.Add(ReadSnapshot(ref json));
            }
            else if (json.ValueTextEquals("target_id"u8) || json.ValueTextEquals("kdamond_idx"u8) || json.ValueTextEquals("context_idx"u8))
            {
                target += $"{json.GetString()} {Scalar(ref json)} ";
            }
            else if (json.ValueTextEquals("scheme_idx"u8))
            {
                scheme = Scalar(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        // Several schemes each show the same memory; one of them tells all.
        var number = _targets.FindIndex(t => t.Target == target);
        if (number >= 0 && _targets[number].Scheme != scheme)
        {
            _record.LeftOut.Add("records of the same memory by another scheme");
            return;
        }

        if (number < 0)
        {
            number = _targets.Count;
            _targets.Add((target, scheme));
        }

        foreach (var (start, end, regions) in snapshots) _record.Snapshots.Add(new((ulong)number, start, end, regions));
    }

    private (long Start, long End, List<DamonRegion> Regions) ReadSnapshot(ref Utf8JsonReader json)
    {
        Expect(json, JsonTokenType.StartObject, "a snapshot");
        var at = json.TokenStartIndex;
        var (start, end, regions) = (-1L, -1L, new List<DamonRegion>());
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("start_time"u8)) start = Time(ref json);
            else if (json.ValueTextEquals("end_time"u8)) end = Time(ref json);
            else if (json.ValueTextEquals("regions"u8))
            {
                json.Read();
                Expect(json, JsonTokenType.StartArray, "a list of regions");
                while (json.Read() && json.TokenType != JsonTokenType.EndArray) regions.Add(ReadRegion(ref json));
            }
            else
            {
                json.Skip();
            }
        }

        return start >= 0 && end >= start ? (start, end, regions) : throw Error(at, "the snapshot has no `start_time` and an `end_time` after it");
    }

    private DamonRegion ReadRegion(ref Utf8JsonReader json)
    {
        Expect(json, JsonTokenType.StartObject, "a region");
        var at = json.TokenStartIndex;
        var (start, end, accesses) = (0UL, 0UL, -2);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("start"u8)) start = Address(ref json);
            else if (json.ValueTextEquals("end"u8)) end = Address(ref json);
            else if (json.ValueTextEquals("nr_accesses"u8)) accesses = Accesses(ref json);
            else json.Skip();
        }

        if (start >= end) throw Error(at, "the region has no `start` and an `end` above it");
        return accesses >= -1 ? new(start, end, accesses) : throw Error(at, "the region does not say `nr_accesses` in samples");
    }

    /// <summary>A number of samples, which newer versions wrap: <c>{"samples": 3, "percent": null}</c>.</summary>
    private int Accesses(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) return Count(json);
        var accesses = -2;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!json.ValueTextEquals("samples"u8))
            {
                json.Skip();
                continue;
            }

            json.Read();
            accesses = Count(json);
        }

        return accesses;
    }

    private int Count(in Utf8JsonReader json) =>
        IsScalar(json) && DamonText.TryCount(json.ValueSpan, out var value) ? value : throw Error(json, "number of samples");

    private ulong Address(ref Utf8JsonReader json)
    {
        json.Read();
        return IsScalar(json) && DamonText.TryNumber(json.ValueSpan, out var value) ? value : throw Error(json, "address");
    }

    private long Time(ref Utf8JsonReader json)
    {
        json.Read();
        return IsScalar(json) && DamonText.TryTime(json.ValueSpan, out var value) ? value : throw Error(json, "time");
    }

    private string Scalar(ref Utf8JsonReader json)
    {
        json.Read();
        return IsScalar(json) ? Encoding.Latin1.GetString(json.ValueSpan)
            : json.TokenType == JsonTokenType.Null ? "" : throw Error(json, "number");
    }

    private static bool IsScalar(in Utf8JsonReader json) => json.TokenType is JsonTokenType.Number or JsonTokenType.String;

    private void Expect(in Utf8JsonReader json, JsonTokenType token, string what)
    {
        if (json.TokenType != token) throw Error(json.TokenStartIndex, $"here should be {what}");
    }

    private TraceException Error(in Utf8JsonReader json, string what) =>
        Error(json.TokenStartIndex, $"{TextNumber.Quote(json.ValueSpan)} is no {what}");

    private TraceException Error(long offset, string message)
    {
        var before = content.AsSpan(0, (int)offset);
        var line = before.Count((byte)'\n') + 1;
        return new(message, path, TracePlace.AtLine(line, before.Length - before.LastIndexOf((byte)'\n')), "`damo record` writes such a file");
    }
}

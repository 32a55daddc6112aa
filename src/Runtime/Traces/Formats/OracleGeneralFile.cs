using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CdmPolicy.Traces;

/// <summary>
/// Reads a raw oracleGeneral file in parallel: each thread takes one stretch of records and numbers its pages for
/// itself; the numberings are then joined in file order, so the result is that of a single pass.
/// </summary>
internal sealed class OracleGeneralFile
{
    private const int RecordsPerRead = 8192;
    private const int SmallestStretch = 1 << 19;
    private const int PrefetchDistance = 16;

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly int[] _pages;
    private long[]? _times;

    private OracleGeneralFile(string path, SafeFileHandle file, int records)
    {
        _path = path;
        _file = file;
        _pages = GC.AllocateUninitializedArray<int>(records);
    }

    /// <summary>A stretch of records, the pages it has seen, and the first error in it.</summary>
    private sealed class Stretch
    {
        public required int First { get; init; }
        public required int End { get; init; }
        public required PageNumbering Numbering { get; init; }
        public TraceException? Error { get; set; }
    }

    public static Trace Read(TraceInput input, SafeFileHandle file, TraceReadOptions options)
    {
        var bytes = RandomAccess.GetLength(file);
        if (bytes % OracleGeneralRecord.Bytes != 0) throw OracleGeneralFormat.Cut(input.Path, bytes);
        if (bytes / OracleGeneralRecord.Bytes is > Trace.Limit and var records)
            throw new TraceException($"the trace has {records} events, more than this version can hold", input.Path,
                TracePlace.None);
        return new OracleGeneralFile(input.Path, file, (int)(bytes / OracleGeneralRecord.Bytes)).Read(input, options);
    }

    private Trace Read(TraceInput input, TraceReadOptions options)
    {
        var stretches = Divide();
        Parallel.ForEach(stretches, stretch =>
        {
            try
            {
                Number(stretch);
            }
            catch (Exception e)
            {
                stretch.Error = e as TraceException ?? TraceErrors.Unreadable(e, _path, 0);
            }
        });
        if (stretches.FirstOrDefault(s => s.Error is not null)?.Error is { } first) throw first;

        var origin = SettleTimes();
        var addresses = Join(stretches);
        return new Trace(input.Name, _pages, new byte[_pages.Length], addresses)
        {
            PageBytes = options.PageBytes,
            Times = _times,
            Origin = origin,
            Interval = options.Interval,
        };
    }

    private Stretch[] Divide()
    {
        var count = Math.Clamp(_pages.Length / SmallestStretch, 1, Environment.ProcessorCount);
        var stretches = new Stretch[count];
        for (var i = 0; i < count; i++)
            stretches[i] = new()
            {
                First = (int)((long)_pages.Length * i / count),
                End = (int)((long)_pages.Length * (i + 1) / count),
                Numbering = new PageNumbering(_path, _pages.Length),
            };
        return stretches;
    }

    private void Number(Stretch stretch)
    {
        var buffer = new byte[RecordsPerRead * OracleGeneralRecord.Bytes];
        var numbering = stretch.Numbering;
        var lastTime = 0u;
        for (var at = stretch.First; at < stretch.End;)
        {
            var records = Fetch(buffer, at, Math.Min(RecordsPerRead, stretch.End - at));
            var pages = _pages.AsSpan(at, records.Length);
            for (var i = 0; i < pages.Length; i++)
            {
                if (i + PrefetchDistance < records.Length) numbering.Prefetch(records[i + PrefetchDistance].Id);
                ref readonly var record = ref records[i];
                if (!record.FitsAt(at + i)) throw OracleGeneralFormat.Misfit(_path, at + i, record.Next);
                pages[i] = numbering.NumberOf(record.Id);
                if ((record.Time | lastTime) == 0) continue;
                if (record.Time < lastTime) throw OracleGeneralFormat.Backwards(_path, at + i);
                lastTime = record.Time;
                Times()[at + i] = lastTime * OracleGeneralRecord.NanosecondsPerSecond;
            }
            at += records.Length;
        }
    }

    // Most traces of pages are untimed, so the column appears with the first time that is not zero.
    private long[] Times() => _times ?? LazyInitializer.EnsureInitialized(ref _times, () => new long[_pages.Length]);

    private ReadOnlySpan<OracleGeneralRecord> Fetch(byte[] buffer, long first, int count)
    {
        var target = buffer.AsSpan(0, count * OracleGeneralRecord.Bytes);
        var filled = 0;
        while (filled < target.Length)
        {
            var read = RandomAccess.Read(_file, target[filled..], first * OracleGeneralRecord.Bytes + filled);
            if (read == 0) throw OracleGeneralFormat.Cut(_path, first * OracleGeneralRecord.Bytes + filled);
            filled += read;
        }
        return MemoryMarshal.Cast<byte, OracleGeneralRecord>(target);
    }

    /// <summary>Makes times count from the first event, and checks the seams, which no stretch could see.</summary>
    private long SettleTimes()
    {
        if (_times is null) return 0;
        var origin = _times[0];
        var last = origin;
        for (var i = 0; i < _times.Length; i++)
        {
            if (_times[i] < last) throw OracleGeneralFormat.Backwards(_path, i);
            last = _times[i];
            _times[i] -= origin;
        }
        OracleGeneralTimes.Spread(_times);
        return origin;
    }

    /// <summary>Renumbers every stretch after the first to continue the numbering of those before it.</summary>
    private ulong[] Join(Stretch[] stretches)
    {
        var joined = stretches[0].Numbering;
        foreach (var stretch in stretches.AsSpan(1))
        {
            var local = stretch.Numbering.Addresses;
            var global = new int[local.Length];
            for (var i = 0; i < global.Length; i++) global[i] = joined.NumberOf(local[i]);
            Parallel.For(0, Environment.ProcessorCount, part =>
            {
                var length = (long)(stretch.End - stretch.First);
                var from = stretch.First + (int)(length * part / Environment.ProcessorCount);
                var to = stretch.First + (int)(length * (part + 1) / Environment.ProcessorCount);
                foreach (ref var page in _pages.AsSpan(from, to - from)) page = global[page];
            });
        }
        return joined.Addresses.ToArray();
    }
}

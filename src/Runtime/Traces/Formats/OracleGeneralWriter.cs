using System.Runtime.InteropServices;

namespace CdmPolicy.Traces;

/// <summary>Writes libCacheSim's oracleGeneral, which other cache simulators read.</summary>
internal static class OracleGeneralWriter
{
    private const int RecordsPerWrite = 8192;

    public static IReadOnlyList<string> Write(Trace trace, Stream target, Action<double>? progress)
    {
        var next = NextRequests(trace);
        var chunk = new OracleGeneralRecord[RecordsPerWrite];
        for (var at = 0; at < trace.Pages.Length; at += RecordsPerWrite)
        {
            var count = Math.Min(RecordsPerWrite, trace.Pages.Length - at);
            for (var i = 0; i < count; i++)
                chunk[i] = new(Seconds(trace, at + i), trace.Addresses[trace.Pages[at + i]], (uint)trace.PageBytes,
                    next[at + i] == 0 ? -1 : next[at + i]);
            target.Write(MemoryMarshal.AsBytes(chunk.AsSpan(0, count)));
            progress?.Invoke((at + count) / (double)trace.Pages.Length);
        }
        return Losses(trace);
    }

    /// <summary>For each event the number, from 1, of the next event on its page; 0 for none.</summary>
    private static int[] NextRequests(Trace trace)
    {
        var next = new int[trace.Pages.Length];
        var last = new int[trace.PageCount];
        for (var i = next.Length - 1; i >= 0; i--)
        {
            next[i] = last[trace.Pages[i]];
            last[trace.Pages[i]] = i + 1;
        }
        return next;
    }

    private static uint Seconds(Trace trace, int index) => trace.Times is { } times
        ? (uint)Math.Min((trace.Origin + times[index]) / OracleGeneralRecord.NanosecondsPerSecond, uint.MaxValue)
        : 0;

    private static List<string> Losses(Trace trace)
    {
        var losses = new List<string>();
        if (trace.Operations.AsSpan().ContainsAnyExcept((byte)0)) losses.Add("writes, instruction fetches and agents");
        if (trace.Fidelity.Sampling == TraceSampling.Sampled) losses.Add("that its events are sampled");
        if (trace.Events.Count > 0) losses.Add("pins, hints and other events");
        if (trace.Times is not null) losses.Add("times below a second");
        return losses;
    }
}

using System.Text;
using CdmPolicy.Traces;
using CsCheck;
using ZstdSharp;

namespace CdmPolicy.Tests.Traces;

/// <summary>Small traces and the ways in which the tests of formats read them.</summary>
internal static class TraceSamples
{
    public static Trace Load(string path, string text, TraceReadOptions? options = null) =>
        Load(path, Encoding.UTF8.GetBytes(text), options);

    public static Trace Load(string path, byte[] content, TraceReadOptions? options = null)
    {
        using var input = TraceInput.FromBytes(path, content);
        return TraceFormats.Load(input, options);
    }

    public static TraceException Error(string path, string text) => Error(path, Encoding.UTF8.GetBytes(text));

    public static TraceException Error(string path, byte[] content) =>
        Assert.Throws<TraceException>(() => Load(path, content));

    /// <summary>The bytes of the trace in the format that the path names.</summary>
    public static byte[] Save(Trace trace, string path)
    {
        var target = new MemoryStream();
        Assert.IsAssignableFrom<IWritableTraceFormat>(TraceFormats.ByName(path)).Write(trace, target, path);
        return target.ToArray();
    }

    public static byte[] Pack(byte[] content)
    {
        using var compressor = new Compressor();
        return compressor.Wrap(content).ToArray();
    }

    /// <summary>What each event touched and did, in the words of the source.</summary>
    public static IEnumerable<(ulong Page, int Bits, string Agent)> Events(Trace trace) =>
        trace.Pages.Select((page, i) => (
            trace.Addresses[page], trace.Operations[i] & 3, trace.Agents[Operation.AgentOf(trace.Operations[i])]));

    /// <summary>The promises a trace makes to whoever indexes with it.</summary>
    public static void CheckPromises(Trace trace)
    {
        Assert.Equal(trace.Count, trace.Operations.Length);
        Assert.All(trace.Pages, page => Assert.InRange(page, 0, trace.PageCount - 1));
        Assert.All(trace.Operations, o => Assert.InRange(Operation.AgentOf(o), 0, trace.Agents.Count - 1));
        Assert.Equal(trace.PageCount, trace.RegionOfPage.Length);
        Assert.All(trace.RegionOfPage, region => Assert.InRange(region, 0, trace.Regions.Count - 1));
        if (trace.Times is not { } times) return;
        Assert.Equal(trace.Count, times.Length);
        Assert.Equal(0, times[0]);
        for (var i = 1; i < times.Length; i++) Assert.True(times[i] >= times[i - 1]);
    }

    private static readonly Gen<ulong> PageNumber =
        Gen.OneOf(Gen.ULong[0, 40], Gen.ULong[0x7fff_0000, 0x7fff_0040], Gen.ULong[0, ulong.MaxValue >> 12]);

    /// <summary>Traces of up to 300 events, timed or not, with up to three agents.</summary>
    public static Gen<Trace> Any { get; } =
        from timed in Gen.Bool
        from agents in Gen.Int[1, 3]
        from pageBytes in Gen.OneOf(Gen.Const(4096), Gen.Const(64), Gen.Const(1 << 16))
        from events in Gen.Select(PageNumber, Gen.Byte[0, 2], Gen.Int[0, 2], Gen.Long[0, 1L << 40]).Array[1, 300]
        select Build(timed, agents, pageBytes, events);

    private static Trace Build(bool timed, int agents, int pageBytes, (ulong, byte, int, long)[] events)
    {
        var builder = new TraceBuilder("sample", pageBytes);
        foreach (var (page, bits, agent, pause) in events)
        {
            var name = agent % agents == 0 ? "cpu" : $"gpu{agent % agents}";
            var operation = Operation.By(builder.AgentIndex(name), bits);
            if (timed) builder.AddAt(builder.LastTime + pause, page, operation);
            else builder.Add(page, operation);
        }
        return builder.Build();
    }
}

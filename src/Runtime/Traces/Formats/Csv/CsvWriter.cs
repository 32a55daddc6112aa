using System.Buffers.Text;
using System.Numerics;

namespace CdmPolicy.Traces;

/// <summary>Writes a table with a header; columns that would say nothing are left out.</summary>
internal static class CsvWriter
{
    private const int ChunkBytes = 1 << 16;
    private const int LongestLine = 560;

    public static IReadOnlyList<string> Write(Trace trace, Stream target, string path, Action<double>? progress)
    {
        if (trace.Agents.FirstOrDefault(name => !AgentName.IsValid(name)) is { } unfit)
            throw new TraceException($"the agent `{unfit}` cannot be named in a table", path, TracePlace.None, AgentName.Form);

        var line = new Line(trace);
        var buffer = new byte[ChunkBytes];
        var used = line.Header(buffer);
        var (mark, written) = (0, 0);
        for (var i = 0; i <= trace.Pages.Length; written = ++i)
        {
            for (; mark < trace.Events.Count && trace.Events[mark].Before == i; mark++)
            {
                Flush();
                used += line.Mark(trace.Events[mark], buffer.AsSpan(used));
            }

            if (i == trace.Pages.Length) break;
            Flush();
            used += line.Event(i, buffer.AsSpan(used));
        }

        target.Write(buffer.AsSpan(0, used));
        var losses = new List<string>();
        if (trace.References > trace.Count) losses.Add("how many references were collapsed");
        if (trace.Fidelity.Sampling == TraceSampling.Sampled) losses.Add("that its events are sampled");
        return losses;

        void Flush()
        {
            if (buffer.Length - used >= LongestLine) return;
            target.Write(buffer.AsSpan(0, used));
            used = 0;
            progress?.Invoke(written / (double)trace.Pages.Length);
        }
    }

    /// <summary>Formats lines into bytes.</summary>
    private sealed class Line
    {
        private readonly Trace _trace;
        private readonly byte[][] _agents;
        private readonly int _shift;
        private readonly bool _byPage;
        private readonly bool _hasRequests;

        public Line(Trace trace)
        {
            _trace = trace;
            _agents = [.. trace.Agents.Select(System.Text.Encoding.ASCII.GetBytes)];
            _shift = BitOperations.Log2((uint)trace.PageBytes);
            _hasRequests = trace.Events.Any(e => e.Request.Length > 0);
            // Page numbers that are no addresses, such as hashes, may be too large to be written as one.
            _byPage = trace.Addresses.Any(page => page > ulong.MaxValue >> _shift) || trace.Events.Any(e => e.FirstPage > ulong.MaxValue >> _shift);
        }

        private bool NamesAgents => _agents.Length > 1 || _trace.Agents[0] != Trace.DefaultAgent;

        public int Header(Span<byte> target)
        {
            var header = $"{(_trace.Times is null ? "" : "time_ns,")}{(_byPage ? "page" : "address")},rw"
                + $"{(NamesAgents ? ",agent" : "")}{(_trace.Events.Count > 0 ? ",name,value" : "")}{(_hasRequests ? ",request" : "")}\n";
            return System.Text.Encoding.ASCII.GetBytes(header, target);
        }

        public int Event(int index, Span<byte> target)
        {
            var at = 0;
            if (_trace.Times is { } times)
            {
                Utf8Formatter.TryFormat(_trace.Origin + times[index], target, out at);
                target[at++] = (byte)',';
            }
            var page = _trace.Addresses[_trace.Pages[index]];
            "0x"u8.CopyTo(target[at..]);
            Utf8Formatter.TryFormat(_byPage ? page : page << _shift, target[(at + 2)..], out var digits, 'x');
            at += 2 + digits;
            var operation = _trace.Operations[index];
            target[at++] = (byte)',';
            target[at++] = Operation.IsWrite(operation) ? (byte)'w' : Operation.IsFetch(operation) ? (byte)'i' : (byte)'r';
            if (NamesAgents)
            {
                target[at++] = (byte)',';
                var agent = _agents[Operation.AgentOf(operation)];
                agent.CopyTo(target[at..]);
                at += agent.Length;
            }
            target[at++] = (byte)'\n';
            return at;
        }

        public int Mark(TraceEvent mark, Span<byte> target)
        {
            var time = _trace.Times is null ? "" : $"{_trace.Origin + mark.TimeNs},";
            var hasPlace = mark.Page >= 0 || TraceEvent.HasSpan(mark.Kind);
            var page = mark.Page < 0 ? mark.FirstPage : _trace.Addresses[mark.Page];
            var place = !hasPlace ? "" : $"0x{(_byPage ? page : page << _shift):x}";
            var text = $"{time}{place},{CsvMarks.Word(mark.Kind)}{(NamesAgents ? "," + _trace.Agents[mark.Agent] : "")},{mark.Name},{mark.Value}{(_hasRequests ? "," + mark.Request : "")}\n";
            return System.Text.Encoding.ASCII.GetBytes(text, target);
        }
    }
}

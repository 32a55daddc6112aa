namespace CdmPolicy.Traces;

/// <summary>Blocks of what happens beside accesses: differences from event to event, each block from 0.</summary>
internal static class CompactMarks
{
    public static void Write(IReadOnlyList<TraceEvent> events, int from, int to, bool withRequests, VarintWriter target)
    {
        var last = default(TraceEvent);
        for (var i = from; i < to; i++)
        {
            var e = events[i];
            target.Number((ulong)e.Kind);
            target.Number((ulong)(e.Before - last.Before));
            target.Number((ulong)(e.TimeNs - last.TimeNs));
            target.Number((ulong)e.Agent);
            target.Number((ulong)(e.Page + 1));
            target.Text(e.Name);
            target.Number((ulong)e.Value);
            if (TraceEvent.HasSpan(e.Kind)) target.Number(e.FirstPage);
            if (withRequests && e.Kind == TraceEventKind.Map) target.Text(e.Request);
            last = e;
        }
    }

    public static TraceEvent[] Read(IReadOnlyList<CompactBlock> blocks, CompactHead head, long[]? times, bool withRequests, string path)
    {
        var events = new List<TraceEvent>();
        foreach (var block in blocks)
        {
            var source = new VarintReader(block.Unpack(path));
            var (before, time) = (0L, 0L);
            for (var i = 0; i < block.Items && !source.Failed; i++)
            {
                var kind = (TraceEventKind)source.NumberUpTo((long)TraceEventKind.Unmap);
                before += source.NumberUpTo(head.Events - before);
                time += source.NumberUpTo(long.MaxValue - time);
                var agent = source.NumberUpTo(head.Agents.Count - 1);
                var page = source.NumberUpTo(head.Pages) - 1;
                var name = source.Text(TraceEvent.MaxName);
                var e = new TraceEvent(kind, (int)before, time, (int)agent, (int)page, name, source.NumberUpTo(long.MaxValue));
                if (TraceEvent.HasSpan(kind)) e = e with { FirstPage = source.Number() };
                if (withRequests && kind == TraceEventKind.Map) e = e with { Request = source.Text(MapRequest.MaxText) };
                if (!source.Failed && !Holds(e, events, times, (int)head.PageBytes)) throw block.Damaged(path, "what happens beside the accesses is out of order");
                events.Add(e);
            }

            if (!source.Complete) throw block.Damaged(path);
        }

        return [.. events];
    }

    private static bool Holds(TraceEvent e, List<TraceEvent> events, long[]? times, int pageBytes)
    {
        var isWhole = e.Kind != 0 && e.Page >= 0 == TraceEvent.HasPage(e.Kind)
            && (TraceEvent.HasName(e.Kind) ? AgentName.IsValid(e.Name) : e.Name.Length == 0);
        isWhole &= !TraceEvent.HasSpan(e.Kind) || MappedRegions.IsSpan(e.FirstPage, (ulong)e.Value, pageBytes);
        isWhole &= e.Kind != TraceEventKind.Map || MappedRegions.KindOf(e.Name) is not null;
        isWhole &= e.Request.Length == 0 || MapRequest.Parse(e.Request) is not null;
        var isBehind = events.Count == 0 || (events[^1].Before <= e.Before && events[^1].TimeNs <= e.TimeNs);
        var fits = times is null
            ? e.TimeNs == 0
            : (e.Before == 0 || times[e.Before - 1] <= e.TimeNs) && (e.Before == times.Length || e.TimeNs <= times[e.Before]);
        return isWhole && isBehind && fits;
    }
}

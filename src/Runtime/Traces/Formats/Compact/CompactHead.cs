namespace CdmPolicy.Traces;

/// <summary>The first block: what a reader must know before the others.</summary>
internal sealed record CompactHead(
    long Events,
    long Pages,
    long PageBytes,
    long References,
    long Interval,
    long Origin,
    bool IsTimed,
    IReadOnlyList<string> Agents)
{
    public static CompactHead Of(Trace trace) => new(
        trace.Count, trace.PageCount, trace.PageBytes, trace.References, trace.Interval, trace.Origin,
        trace.Times is not null, trace.Agents);

    public void Write(VarintWriter target)
    {
        target.Number((ulong)Events);
        target.Number((ulong)Pages);
        target.Number((ulong)PageBytes);
        target.Number((ulong)References);
        target.Number((ulong)Interval);
        target.Number((ulong)Origin);
        target.Number(IsTimed ? 1UL : 0);
        target.Number((ulong)Agents.Count);
        foreach (var agent in Agents) target.Text(agent);
    }

    /// <summary>The head, or null when a number in it cannot be.</summary>
    public static CompactHead? Read(ReadOnlySpan<byte> bytes)
    {
        var source = new VarintReader(bytes);
        var head = new CompactHead(
            source.NumberUpTo(Trace.Limit), source.NumberUpTo(Trace.Limit), source.NumberUpTo(1 << 30),
            source.NumberUpTo(long.MaxValue), source.NumberUpTo(long.MaxValue), source.NumberUpTo(long.MaxValue),
            source.NumberUpTo(1) == 1, ReadAgents(ref source));
        var holds = source.Complete
            && TraceReadOptions.IsPageSize(head.PageBytes)
            && head.References >= head.Events
            && head.Interval is > 0 and <= Trace.MaxInterval
            && head.Agents.Count > 0
            && head.Agents.All(name => AgentName.IsValid(name))
            && head.Agents.Distinct(StringComparer.Ordinal).Count() == head.Agents.Count;
        return holds ? head : null;
    }

    private static List<string> ReadAgents(ref VarintReader source)
    {
        var agents = new List<string>();
        for (var left = source.NumberUpTo(Operation.MaxAgents); left > 0 && !source.Failed; left--)
            agents.Add(source.Text(AgentName.MaxLength));
        return agents;
    }
}

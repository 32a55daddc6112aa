namespace CdmPolicy;

/// <summary>
/// Each direction of a link carries one page after another, in the order they were asked for: a copy begins when the one
/// before it has been sent, and ends its latency later than its last byte leaves.
/// </summary>
internal sealed class LinkQueues(CostTable costs, int tiers)
{
    private readonly long[] _freeAt = new long[tiers * tiers];

    /// <summary>Puts a page on the link.</summary>
    /// <returns>When its copy begins and ends, ns.</returns>
    public (long Start, long Finish) Send(int from, int to, long now, bool huge)
    {
        ref var freeAt = ref _freeAt[from * tiers + to];
        var start = Math.Max(now, freeAt);
        freeAt = Policies.Saturating.Add(start, costs.Transfer(from, to, huge));
        return (start, Policies.Saturating.Add(start, costs.Move(from, to, huge)));
    }

    /// <summary>A page that is waited for goes ahead of the queue; those that come later find the link busy for longer.</summary>
    public void SendAhead(int from, int to, long now, bool huge)
    {
        ref var freeAt = ref _freeAt[from * tiers + to];
        freeAt = Policies.Saturating.Add(Math.Max(now, freeAt), costs.Transfer(from, to, huge));
    }
}

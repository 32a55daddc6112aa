namespace CdmPolicy;

/// <summary>Where a move leads: tiers are ranked by the latency, read and write together, of the processor that is nearest to each.</summary>
internal enum MoveDirection
{
    /// <summary>To a nearer tier.</summary>
    Promotion = -1,
    /// <summary>Between tiers as near as each other, such as the memories of two sockets.</summary>
    Sideways = 0,
    /// <summary>To a farther one.</summary>
    Demotion = 1,
}

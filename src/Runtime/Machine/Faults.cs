using CdmPolicy.Workloads;

namespace CdmPolicy;

/// <summary>What goes wrong by chance while a machine runs; the same seed, the same faults.</summary>
/// <param name="Moves">The share of moves that fail at their end, in parts per 10^9; the page is then still where it was.</param>
public sealed record Faults(long Moves, long Seed = 0)
{
    /// <summary>How long a driver is silent, and a tier is offline, at a time.</summary>
    public const long StretchNs = 1L << 20;

    /// <summary>The share of the time, in parts per 10^9, in which the driver of each device does not answer.</summary>
    public long Drivers { get; init; }

    /// <summary>The share of the time, in parts per 10^9, in which each tier but the first of the fallback is offline.</summary>
    public long Tiers { get; init; }
}

/// <summary>Draws them.</summary>
internal struct FaultDice
{
    private const ulong One = 1_000_000_000;

    /// <summary>A driver is silent, and a tier is offline, for whole stretches of 2^20 ns.</summary>
    private const int StretchShift = 20;

    /// <summary>Behind the numbers of all agents.</summary>
    private const int FirstTier = Traces.Operation.MaxAgents;

    private readonly ulong _moves;
    private readonly ulong _drivers;
    private readonly ulong _tiers;
    private readonly long _seed;
    private Xoshiro256 _random;

    public FaultDice(Faults? faults)
    {
        if (faults is null) return;
        _moves = (ulong)Math.Clamp(faults.Moves, 0, (long)One);
        _drivers = (ulong)Math.Clamp(faults.Drivers, 0, (long)One);
        _tiers = (ulong)Math.Clamp(faults.Tiers, 0, (long)One);
        _seed = faults.Seed;
        _random = new Xoshiro256(faults.Seed, int.MaxValue, 0);
    }

    /// <summary>Does the move that is about to be complete fail?</summary>
    public bool FailsMove() => _moves != 0 && _random.Below(One) < _moves;

    /// <summary>Does the driver not answer at this instant? In the first stretch all do: what is set before a run is known.</summary>
    /// <remarks>It depends on nothing but the time, so that one policy meets the same silence as another.</remarks>
    public readonly bool IsSilent(int agent, long now) => agent >= 0 && Falls(_drivers, agent, now);

    /// <summary>Is a tier offline by chance at this instant? In the first stretch all are there.</summary>
    public readonly bool IsOut(int tier, long now) => Falls(_tiers, FirstTier + tier, now);

    private readonly bool Falls(ulong share, int stream, long now)
    {
        if (share == 0 || now >> StretchShift == 0) return false;
        var random = new Xoshiro256(_seed, stream, unchecked((int)(now >> StretchShift)));
        return random.Below(One) < share;
    }

    /// <summary>When the stretch of an instant ends.</summary>
    public static long EndOfStretch(long now) => ((now >> StretchShift) + 1) << StretchShift;
}

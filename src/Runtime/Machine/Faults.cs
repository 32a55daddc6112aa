using CdmPolicy.Workloads;

namespace CdmPolicy;

/// <summary>What goes wrong by chance while a machine runs; the same seed, the same faults.</summary>
/// <param name="Moves">The share of moves that fail at their end, in parts per 10^9; the page is then still where it was.</param>
public sealed record Faults(long Moves, long Seed = 0);

/// <summary>Draws them.</summary>
internal struct FaultDice
{
    private const ulong One = 1_000_000_000;

    private readonly ulong _moves;
    private Xoshiro256 _random;

    public FaultDice(Faults? faults)
    {
        if (faults is null) return;
        _moves = (ulong)Math.Clamp(faults.Moves, 0, (long)One);
        _random = new Xoshiro256(faults.Seed, int.MaxValue, 0);
    }

    /// <summary>Does the move that is about to be complete fail?</summary>
    public bool FailsMove() => _moves != 0 && _random.Below(One) < _moves;
}

using System.Numerics;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>
/// The own memory of a policy or a reclaimer: values and averages by cell and place in a dictionary. Histograms are not kept at all, but counted
/// anew from the pages whenever one is asked.
/// </summary>
internal sealed class PolicyState(IReadOnlyList<CellPlan> state)
{
    private readonly Dictionary<(int Cell, BigInteger Owner, BigInteger Element), BigInteger> _values = [];

    /// <summary>Averages in parts per 10^9, once something was added.</summary>
    private static readonly BigInteger One = 1_000_000_000;

    /// <summary>What the cells are worth before they are set.</summary>
    private BigInteger?[] _initial = [];

    public void Start(INames names) =>
        _initial = [.. state.Select(c => c.Initial is { } initial ? Evaluator.Value(initial, names) : (BigInteger?)null)];

    public BigInteger Read(int cell, BigInteger[] place) => state[cell].Kind == CellKind.Average
        ? (Scaled(cell, place) ?? 0) / One
        : _values.TryGetValue(Key(cell, place), out var value) ? value : _initial[cell] ?? 0;

    public void Set(int cell, BigInteger[] place, BigInteger value) => _values[Key(cell, place)] = value;

    public void Add(int cell, BigInteger[] place, BigInteger value)
    {
        var target = value * One;
        // Division rounds towards zero, so the step is never too long.
        var next = Scaled(cell, place) is { } old ? old + (target - old) * state[cell].Weight / One : target;
        _values[Key(cell, place)] = next;
    }

    /// <summary>The lowest bin from which up the pages, given by their values, are at most so many.</summary>
    public BigInteger Fit(int cell, IReadOnlyCollection<BigInteger> values, BigInteger pages)
    {
        var bins = state[cell].Bins;
        for (var bin = 0; bin < bins; bin++)
            if (values.Count(v => BigInteger.Min((int)v.GetBitLength(), bins - 1) >= bin) <= pages) return bin;
        return bins;
    }

    /// <summary>How many of the pages, given by their values, are in each bin.</summary>
    public int[] Bins(int cell, IReadOnlyCollection<BigInteger> values)
    {
        var last = state[cell].Bins - 1;
        return [.. Enumerable.Range(0, last + 1).Select(bin => values.Count(v => BigInteger.Min((int)v.GetBitLength(), last) == bin))];
    }

    /// <summary>An average in parts per 10^9; null before something was added.</summary>
    public BigInteger? Scaled(int cell, BigInteger[] place) =>
        _values.TryGetValue(Key(cell, place), out var scaled) ? scaled : _initial[cell] * One;

    private (int, BigInteger, BigInteger) Key(int cell, BigInteger[] place)
    {
        var numbers = new Queue<BigInteger>(place);
        var owner = state[cell].Owner == CellOwner.Policy ? 0 : numbers.Dequeue();
        var element = state[cell].Length == 0 ? 0 : numbers.Dequeue() % state[cell].Length;
        return (cell, owner, element);
    }
}


namespace CdmPolicy.Workloads;

/// <summary>Draws ranks with a weight of rank^-s, for any number of ranks, in constant time and little memory.</summary>
/// <remarks>
/// Ranks are put into cells: each of the first 127 alone, further ones into runs whose length is 1/64 to 1/128 of their first
/// rank. A cell is drawn by the alias method (Walker 1977, Vose 1991) with its length times the weight of its first rank;
/// then a rank in it, evenly; and that is accepted with the share that its weight has of the first one's, or all is drawn
/// again. So every rank has exactly its weight, but for the rounding of the cells' weights (1e-14). The share is at least
/// (65/64)^-s: only a draw above that needs a power, one in 60 at s = 1.
/// </remarks>
internal sealed class ZipfLaw
{
    private const int Singles = 64;
    private const double TwoTo64 = 18446744073709551616.0;

    private readonly Cell[] _cells;
    private readonly double _exponent;
    private readonly ulong _surelyAccepted;

    /// <param name="Kept">Of 2^64 draws of this cell, how many stay; the others are for <paramref name="Alias"/>.</param>
    /// <param name="First">Its first rank, from 1.</param>
    private readonly record struct Cell(ulong Kept, int Alias, int First, int Length);

    /// <param name="ranks">At least 1.</param>
    /// <param name="exponent">Parts per 10^9.</param>
    public ZipfLaw(int ranks, long exponent)
    {
        _exponent = exponent / 1e9;
        _surelyAccepted = ToDraws(SteadyMath.PowerOfMinus((Singles + 1) / (double)Singles, _exponent));
        _cells = Balance(Cells(ranks));
    }

    /// <summary>A rank from 0.</summary>
    public int Next(ref Xoshiro256 random)
    {
        while (true)
        {
            var drawn = (int)Math.BigMul(random.Next(), (ulong)_cells.Length, out var draw);
            ref readonly var cell = ref _cells[draw < _cells[drawn].Kept ? drawn : _cells[drawn].Alias];
            // Also for a cell of one rank, which is always accepted: a branch that cannot be foreseen costs more than a draw.
            var offset = (int)Math.BigMul(random.Next(), (ulong)cell.Length, out draw);
            if (draw < _surelyAccepted || IsAccepted(cell.First, offset, draw)) return cell.First - 1 + offset;
        }
    }

    private bool IsAccepted(int first, int offset, ulong draw) =>
        draw < ToDraws(SteadyMath.PowerOfMinus(((double)first + offset) / first, _exponent));

    private static List<(int First, int Length)> Cells(int ranks)
    {
        var cells = new List<(int, int)>();
        long length = 1;
        for (long first = 1; first <= ranks; first += length)
        {
            if (first == 2 * Singles * length) length *= 2;
            cells.Add(((int)first, (int)Math.Min(length, ranks - first + 1)));
        }

        return cells;
    }

    /// <summary>Vose's method: what a light cell lacks to the average is filled up by a heavy one.</summary>
    private Cell[] Balance(List<(int First, int Length)> cells)
    {
        var weights = cells.ConvertAll(c => c.Length * SteadyMath.PowerOfMinus(c.First, _exponent)).ToArray();
        double sum = 0;
        foreach (var weight in weights) sum += weight;
        var result = new Cell[cells.Count];
        var (light, heavy) = (new Stack<int>(), new Stack<int>());
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = weights[i] / sum * weights.Length;
            result[i] = new Cell(ulong.MaxValue, i, cells[i].First, cells[i].Length);
            (weights[i] < 1 ? light : heavy).Push(i);
        }

        while (light.Count > 0 && heavy.TryPop(out var donor))
        {
            var poor = light.Pop();
            result[poor] = result[poor] with { Kept = ToDraws(weights[poor]), Alias = donor };
            weights[donor] -= 1 - weights[poor];
            (weights[donor] < 1 ? light : heavy).Push(donor);
        }

        return result;
    }

    private static ulong ToDraws(double share) => share >= 1 ? ulong.MaxValue : (ulong)(share * TwoTo64);
}

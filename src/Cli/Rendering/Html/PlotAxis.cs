namespace CdmPolicy.Cli.Rendering.Html;

/// <summary>Values along one side of a plot, from 0 or, where they differ by much, by powers of ten.</summary>
internal sealed record PlotAxis(string Title, double Min, double Max, bool IsLogarithmic, Func<double, string> Label)
{
    // From here on small values would lie on the axis.
    private const double MaxLinear = 20;
    private const int Ticks = 5;

    public static PlotAxis FromZero(string title, double max, Func<double, string> label) => new(title, 0, max > 0 ? max : 1, false, label);

    /// <summary>Fits an axis to values; those that are not positive take no part.</summary>
    public static PlotAxis Fit(string title, IEnumerable<double> values, Func<double, string> label)
    {
        var positive = values.Where(v => v > 0).DefaultIfEmpty(1).ToList();
        var (min, max) = (positive.Min(), positive.Max());
        return max / min < MaxLinear
            ? FromZero(title, max * 1.05, label)
            : new($"{title}, logarithmic", min / 1.1, max * 1.1, true, label);
    }

    /// <summary>Where a value lies: 0 at the beginning, 1 at the end.</summary>
    public double At(double value) => IsLogarithmic ? Math.Log(Math.Max(value, Min) / Min) / Math.Log(Max / Min) : (value - Min) / (Max - Min);

    /// <summary>Round values, about five of them.</summary>
    public IEnumerable<double> Marks()
    {
        if (IsLogarithmic)
        {
            int[] digits = Max / Min > 1000 ? [1] : [1, 2, 5];
            for (var decade = Math.Pow(10, Math.Floor(Math.Log10(Min))); decade <= Max; decade *= 10)
                foreach (var digit in digits)
                    if (decade * digit >= Min && decade * digit <= Max) yield return decade * digit;
            yield break;
        }

        var step = Step(Max / Ticks);
        for (var i = 0; i * step <= Max * (1 + 1e-9); i++) yield return i * step;
    }

    /// <summary>The least of 1, 2 and 5 times a power of ten that is not below a size.</summary>
    private static double Step(double size)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(size)));
        return power * (size <= power ? 1 : size <= 2 * power ? 2 : size <= 5 * power ? 5 : 10);
    }
}

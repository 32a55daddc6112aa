using OxyPlot.Axes;

namespace CdmPolicy.Cli.Rendering;

/// <summary>A logarithmic axis that names 1, 2 and 5 of every decade while there is room, and only the decades where there is not.</summary>
internal sealed class DecadeAxis : LogarithmicAxis
{
    private const double MaxDecadesInFull = 3.2;

    public override void GetTickValues(
        out IList<double> majorLabelValues, out IList<double> majorTickValues, out IList<double> minorTickValues)
    {
        double[] named = Math.Log10(ActualMaximum / ActualMinimum) <= MaxDecadesInFull ? [1, 2, 5] : [1];
        majorLabelValues = majorTickValues = Multiples(named);
        minorTickValues = Multiples([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }

    private List<double> Multiples(double[] factors)
    {
        var values = new List<double>();
        for (var decade = Math.Pow(10, Math.Floor(Math.Log10(ActualMinimum))); decade <= ActualMaximum; decade *= 10)
            values.AddRange(factors.Select(f => f * decade).Where(v => v >= ActualMinimum && v <= ActualMaximum));
        return values;
    }
}

using System.Globalization;
using CdmPolicy.Cli.Sweeping;

namespace CdmPolicy.Cli.Rendering;

/// <summary>A sweep as comma-separated values: a column for each axis, then for each measure.</summary>
internal static class SweepCsv
{
    public static void Write(Sweep sweep, TextWriter output)
    {
        var grid = new Grid(sweep.Header.Axes);
        CsvText.Row(output, ["job", .. sweep.Header.Axes.Select(a => a.Title), .. sweep.Header.Measures]);
        foreach (var result in sweep.Results)
            CsvText.Row(output, [Whole(result.Job), .. grid.At(result.Job).Settings.Select(s => s.Value), .. result.Values.Select(Whole)]);
    }

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}

using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Comparing;

/// <summary>How often each range of pages was accessed in each stretch of time, whatever a policy made of it.</summary>
/// <param name="Counts">By row, from the first pages on, then by column.</param>
internal sealed record HeatMap(int Rows, int Columns, long[] Counts, int PageCount, long SpanNs)
{
    private const int MaxRows = 48;

    public long Max => Counts.DefaultIfEmpty().Max();

    public long At(int row, int column) => Counts[row * Columns + column];

    /// <summary>Columns are the slices of a <see cref="RunMeter"/>; pages are numbered in the order in which they are first accessed.</summary>
    public static HeatMap Of(RunRequest request)
    {
        var (trace, span) = (request.Trace, RunMeter.Span(request));
        var rows = Math.Clamp(trace.PageCount, 1, MaxRows);
        var counts = new long[rows * RunMeter.Slices];
        for (var i = 0; i < trace.Pages.Length; i++)
        {
            var column = (int)(request.TimeOf(i) * (Int128)RunMeter.Slices / span);
            counts[(int)((long)trace.Pages[i] * rows / trace.PageCount) * RunMeter.Slices + column]++;
        }

        return new(rows, RunMeter.Slices, counts, trace.PageCount, (long)Int128.Min(span, long.MaxValue));
    }
}

using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Rendering;

/// <summary>An eviction study for a person.</summary>
internal static class CacheTable
{
    public static void Write(CacheStudy study, CommandIo io)
    {
        var trace = study.Trace;
        io.Output.WriteLine(
            $"{trace.Name} ({study.Format.Name}): {Quantity.Count(trace.Count)} requests to {Quantity.Count(trace.PageCount)} pages of {Quantity.Bytes(trace.PageBytes)}");
        var table = new TextTable("order<", "size", "pages", "requests", "misses", "miss ratio", "seconds", "requests/s");
        foreach (var result in study.Results)
        {
            table.Row(
                result.Order, Size(study.Written(result)), Quantity.Count(result.Size), Quantity.Count(result.Requests),
                Quantity.Count(result.Misses), Quantity.Percent(CacheStudy.MissRatio(result)),
                Quantity.Seconds(result.Seconds), Quantity.Millions(result.Requests / result.Seconds));
        }

        table.Write(io);
    }

    private static string Size(string written) => char.IsAsciiDigit(written[^1]) ? $"{written} pages" : written;
}

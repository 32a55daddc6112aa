using System.Globalization;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Rendering;

/// <summary>An eviction study as comma-separated values (RFC 4180, lines ending with a line feed), in the words of its JSON.</summary>
internal static class CacheCsv
{
    private const string Header = "trace,order,size,written,requests,misses,miss_ratio,seconds";

    public static void Write(CacheStudy study, TextWriter output)
    {
        output.Write(Header + "\n");
        foreach (var result in study.Results)
        {
            string[] cells =
            [
                study.Trace.Name, result.Order, Whole(result.Size), study.Written(result), Whole(result.Requests), Whole(result.Misses),
                Share(CacheStudy.MissRatio(result)), Share(result.Seconds),
            ];
            CsvText.Row(output, cells);
        }
    }

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Share(double value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}

using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Rendering;

/// <summary>An eviction study, as a table and as JSON.</summary>
internal static class CacheTable
{
    public static void Write(IReadOnlyList<CacheResult> results, CommandIo io)
    {
        var table = new TextTable("order<", "size", "requests", "misses", "miss ratio", "seconds", "requests/s");
        foreach (var result in results)
        {
            table.Row(
                result.Order, Quantity.Count(result.Size), Quantity.Count(result.Requests), Quantity.Count(result.Misses),
                Quantity.Percent(result.Misses / (double)Math.Max(1, result.Requests)),
                Quantity.Seconds(result.Seconds), Quantity.Millions(result.Requests / result.Seconds));
        }

        table.Write(io);
    }

    public static void WriteJson(IReadOnlyList<CacheResult> results, TextWriter output) => Json.Write(output, json =>
        json.Array(results, (writer, result) =>
        {
            writer.WriteStartObject();
            writer.WriteString("order", result.Order);
            writer.WriteNumber("size", result.Size);
            writer.WriteNumber("requests", result.Requests);
            writer.WriteNumber("misses", result.Misses);
            writer.WriteNumber("seconds", Math.Round(result.Seconds, 7));
            writer.WriteEndObject();
        }));
}

using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Rendering;

/// <summary>An eviction study as one object.</summary>
internal static class CacheJson
{
    public static void Write(CacheStudy study, TextWriter output) => Json.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("trace", study.Trace.Name);
        json.WriteString("format", study.Format.Name);
        json.WriteNumber("page_bytes", study.Trace.PageBytes);
        json.WriteNumber("events", study.Trace.Count);
        json.WriteNumber("pages", study.Trace.PageCount);
        json.Array("results", study.Results, (writer, result) =>
        {
            writer.WriteStartObject();
            writer.WriteString("order", result.Order);
            writer.WriteNumber("size", result.Size);
            writer.WriteString("written", study.Written(result));
            writer.WriteNumber("requests", result.Requests);
            writer.WriteNumber("misses", result.Misses);
            writer.WriteNumber("miss_ratio", Math.Round(CacheStudy.MissRatio(result), 9));
            writer.WriteNumber("seconds", Math.Round(result.Seconds, 7));
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    });
}

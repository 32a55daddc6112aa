using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>What one run came to.</summary>
/// <param name="Job">Its number.</param>
/// <param name="Options">Its settings, as <see cref="Point.Text"/> says them: what it is found by.</param>
/// <param name="Values">By measure, in the order of the log's.</param>
internal sealed record JobResult(int Job, string Options, IReadOnlyList<long> Values)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line of JSON, without its end.</summary>
    public string ToLine(IReadOnlyList<string> measures) => Line(json =>
    {
        json.WriteNumber("job", Job);
        json.WriteString("options", Options);
        foreach (var (measure, value) in measures.Zip(Values)) json.WriteNumber(measure, value);
    });

    /// <summary>Null: it is no such line, or only part of one.</summary>
    public static JobResult? OfLine(string line, IReadOnlyList<string> measures)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return new(
                root.GetProperty("job").GetInt32(), root.GetProperty("options").GetString()!,
                [.. measures.Select(m => root.GetProperty(m).GetInt64())]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>An object on one line.</summary>
    public static string Line(Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

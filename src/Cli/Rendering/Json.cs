using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Writes one JSON document, indented, with a line break at its end.</summary>
internal static class Json
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // The output is no part of a web page; people read names with quotes and arrows in it.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(TextWriter output, Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options)) content(writer);
        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }

    public static void Array<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> item)
    {
        writer.WritePropertyName(name);
        writer.Array(items, item);
    }

    public static void Array<T>(this Utf8JsonWriter writer, IEnumerable<T> items, Action<Utf8JsonWriter, T> item)
    {
        writer.WriteStartArray();
        foreach (var each in items) item(writer, each);
        writer.WriteEndArray();
    }
}

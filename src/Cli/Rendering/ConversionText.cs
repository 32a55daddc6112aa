using System.Text.Json;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Says what a trace that was written holds, what it is worth, and what was lost on the way.</summary>
internal static class ConversionText
{
    public static void Write(Conversion conversion, string target, TextWriter output)
    {
        var trace = conversion.Trace;
        output.WriteLine(
            $"{target}: {Quantity.Count(trace.Count)} events, {Quantity.Count(trace.PageCount)} pages, {Quantity.Bytes(conversion.Bytes)}");
        output.WriteLine($"{trace.Name} is {trace.Fidelity.Describe()}");
    }

    public static void WriteNotes(Conversion conversion, CommandIo io)
    {
        foreach (var note in conversion.Trace.Notes) io.WriteNote(note);
        foreach (var loss in conversion.Losses) io.WriteNote($"the new format cannot hold {loss}");
    }

    public static void WriteJson(Conversion conversion, CommandIo io, Action<Utf8JsonWriter>? more = null) => Json.Write(io.Output, writer =>
    {
        var trace = conversion.Trace;
        writer.WriteStartObject();
        writer.WriteString("trace", trace.Name);
        writer.WriteNumber("events", trace.Count);
        writer.WriteNumber("references", trace.References);
        writer.WriteNumber("pages", trace.PageCount);
        writer.WriteNumber("page_bytes", trace.PageBytes);
        writer.WriteNumber("bytes", conversion.Bytes);
        WriteFidelity(writer, trace.Fidelity);
        writer.Array("notes", trace.Notes, (w, note) => w.WriteStringValue(note));
        writer.Array("losses", conversion.Losses, (w, loss) => w.WriteStringValue(loss));
        more?.Invoke(writer);
        writer.WriteEndObject();
    });

    public static void WriteFidelity(Utf8JsonWriter writer, TraceFidelity fidelity)
    {
        writer.WriteStartObject("fidelity");
        writer.WriteString("sampling", fidelity.Sampling.ToString().ToLowerInvariant());
        writer.WriteString("granularity", fidelity.Granularity);
        writer.WriteString("time", fidelity.Time);
        writer.WriteEndObject();
    }
}

using System.CommandLine;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp convert IN OUT</c>: a trace in another format, most often the compact one.</summary>
internal static class ConvertVerb
{
    public static Command Create(CommandIo io)
    {
        var source = new Argument<string>("IN") { Description = "A trace of any format that `run` and `cache` read." };
        var target = new Argument<string>("OUT")
        {
            Description = $"The file to write; its ending names the format: {string.Join(", ", TraceFormats.WritableExtensions.Select(e => e.Trim('`')))}, `.zst` after it compresses.",
        };
        var json = Options.Json();
        var command = new Command("convert", "Write a trace in another format.") { source, target, json };
        command.SetAction(parsed => Run(parsed.GetValue(source)!, parsed.GetValue(target)!, parsed.GetValue(json), io));
        return command;
    }

    private static int Run(string source, string target, bool json, CommandIo io)
    {
        Conversion conversion;
        using (Spinner.Show($"converting {source}", io)) conversion = TraceConverter.Convert(source, target);
        var trace = conversion.Trace;
        foreach (var loss in conversion.Losses) io.Error.WriteLine($"cdmp: note: {loss}");
        if (json)
        {
            Json.Write(io.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("trace", trace.Name);
                writer.WriteNumber("events", trace.Count);
                writer.WriteNumber("references", trace.References);
                writer.WriteNumber("pages", trace.PageCount);
                writer.WriteNumber("bytes", conversion.Bytes);
                writer.Array("losses", conversion.Losses, (w, loss) => w.WriteStringValue(loss));
                writer.WriteEndObject();
            });
        }
        else
        {
            io.Output.WriteLine(
                $"{target}: {Quantity.Count(trace.Count)} events, {Quantity.Count(trace.PageCount)} pages, {Quantity.Bytes(conversion.Bytes)}");
        }

        return ExitCode.Fine;
    }
}

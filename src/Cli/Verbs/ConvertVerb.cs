using System.CommandLine;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Running;
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
        var pageSize = Options.PageSize();
        var pace = Options.Single("--pace", "PACE", "Accesses a second where the source has no times: 10M/s if it is not given, and 1M/s for what masim makes.");
        var seed = new Option<long>("--seed") { HelpName = "N", Description = "Seed of what a masim configuration leaves to chance; 0 if it is not given." };
        var sampling = Options.Single("--sampling", "HOW", "What you know of the source where its format does not say: it is `complete`, or `sampled`.");
        var json = Options.Json();
        var command = new Command("convert", "Write a trace in another format.") { source, target, pageSize, pace, seed, sampling, json };
        command.SetAction(parsed =>
        {
            var options = new TraceReadOptions { PageBytes = Options.PageBytes(parsed.GetValue(pageSize)), Seed = parsed.GetValue(seed) };
            if (parsed.GetValue(pace) is { } given) options = RunPlan.AtPace(options, given);
            if (parsed.GetValue(sampling) is { } known) options = options with { Sampling = SamplingOf(known) };
            return Run(parsed.GetValue(source)!, parsed.GetValue(target)!, options, parsed.GetValue(json), io);
        });
        return command;
    }

    private static TraceSampling SamplingOf(string word) => word switch
    {
        "complete" => TraceSampling.Every,
        "sampled" => TraceSampling.Sampled,
        _ => throw CommandException.Misuse($"`--sampling {word}` says nothing that is known", "it is `complete` or `sampled`"),
    };

    private static int Run(string source, string target, TraceReadOptions options, bool json, CommandIo io)
    {
        OutputFile.CheckRegular(target);
        Conversion conversion;
        using (var spinner = Spinner.Show($"reading {source}", io))
        {
            var reading = options with { Progress = progress => spinner.Report(progress.Share) };
            conversion = TraceConverter.Convert(source, target, reading, share =>
            {
                if (share == 0) spinner.Say($"writing {target}");
                spinner.Report(share);
            });
        }

        ConversionText.WriteNotes(conversion, io);
        if (json) ConversionText.WriteJson(conversion, io);
        else ConversionText.Write(conversion, target, io.Output);
        return ExitCode.Fine;
    }
}

using System.CommandLine;
using System.Diagnostics;
using CdmPolicy.Cli.Recording;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Running;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp record -- COMMAND</c>: a trace of a program's own accesses.</summary>
internal static class RecordVerb
{
    public static Command Create(CommandIo io)
    {
        var command = new Argument<string[]>("COMMAND")
        {
            Arity = ArgumentArity.OneOrMore, HelpName = "COMMAND…", Description = "The program to record and its arguments, behind `--`.",
        };
        var target = new Option<string?>("--output", "-o") { HelpName = "OUT", Description = "The trace to write, in the format of its ending; the program's name and `.cdmt` if it is not given." };
        var pageSize = Options.PageSize();
        var valgrind = new Option<string>("--valgrind") { HelpName = "PATH", Description = "Where valgrind is, if not in the PATH.", DefaultValueFactory = _ => "valgrind" };
        var json = Options.Json();
        var verb = new Command("record", "Record what a program does to memory, with valgrind.") { target, pageSize, valgrind, json, command };
        verb.SetAction(parsed => Run(
            parsed.GetValue(command)!, parsed.GetValue(target), parsed.GetValue(valgrind)!,
            new TraceReadOptions { PageBytes = Options.PageBytes(parsed.GetValue(pageSize)) }, parsed.GetValue(json), io));
        return verb;
    }

    private static int Run(string[] command, string? target, string valgrind, TraceReadOptions options, bool json, CommandIo io)
    {
        target ??= $"{Path.GetFileName(command[0])}.cdmt";
        TraceConverter.CheckTarget(target);
        OutputFile.CheckRegular(target);
        OutputFile.Check(target);

        Recording.Recording recording;
        Conversion conversion;
        using (var spinner = Spinner.Show($"recording {command[0]}", io))
        {
            var started = Stopwatch.GetTimestamp();
            recording = Recorder.Record(valgrind, command, options with
            {
                Progress = progress => spinner.Say(
                    $"recording {command[0]}  {Quantity.Count(progress.Events)} events  {Quantity.Count((long)(progress.Events / Stopwatch.GetElapsedTime(started).TotalSeconds))}/s"),
            });
            spinner.Say($"writing {target}");
            conversion = TraceConverter.Save(recording.Trace, target);
        }

        if (json) ConversionText.WriteJson(conversion, io, w => w.WriteNumber("exit_code", recording.ExitCode));
        else ConversionText.Write(conversion, target, io.Error);
        return Ending(recording.ExitCode, io);
    }

    /// <summary>The trace is written, however the program ended.</summary>
    private static int Ending(int exitCode, CommandIo io)
    {
        const int Signals = 128;
        if (exitCode is > Signals and <= Signals + 64)
        {
            io.WriteError($"the program was ended by signal {exitCode - Signals} (exit code {exitCode})", "the trace holds what it did until then");
            return ExitCode.Findings;
        }

        if (exitCode != 0) io.WriteNote($"the program ended with exit code {exitCode}");
        return ExitCode.Fine;
    }
}

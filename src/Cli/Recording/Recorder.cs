using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Recording;

/// <summary>What a recording was.</summary>
/// <param name="ExitCode">The program's; 128 and the signal's number where a signal ended it.</param>
internal sealed record Recording(Trace Trace, int ExitCode);

/// <summary>
/// Runs a program under valgrind's lackey and reads the accesses as they come. The program keeps the terminal: its input, its output
/// and its errors are its own, the log goes through a pipe of its own.
/// </summary>
internal static class Recorder
{
    /// <exception cref="CommandException">Valgrind or the program cannot be started, or it made no access.</exception>
    public static Recording Record(string valgrind, IReadOnlyList<string> command, TraceReadOptions options)
    {
        var tool = Programs.Find(valgrind) ?? throw CommandException.Misuse(
            valgrind.Contains('/') ? $"there is no program `{valgrind}`" : "valgrind is not installed",
            "`record` runs the program under valgrind, which most systems have as a package `valgrind`; `--valgrind PATH` says where it is");
        if (Programs.Find(command[0]) is null)
            throw CommandException.Misuse($"there is no program `{command[0]}`", "name a file that can be executed, or a program of the PATH; a builtin of the shell needs `sh -c`");

        using var log = new ProgramLog();
        // An interruption is meant for the program; what it did until then is kept.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var process = Start(tool, log, command);
        var end = Task.Run(() =>
        {
            process.WaitForExit();
            log.Finish();
        });
        try
        {
            using var input = TraceInput.FromStream($"{Path.GetFileName(command[0])}.lackey", log);
            var trace = TraceFormats.Load(input, options);
            end.Wait();
            return new(trace, process.ExitCode);
        }
        catch (TraceException) when (end.Wait(TimeSpan.FromSeconds(1)) && process.ExitCode != 0)
        {
            throw CommandException.Findings(
                $"valgrind could not run `{command[0]}` and ended with exit code {process.ExitCode}", "what it said stands above; it may not know the program's processor or format");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static Process Start(string tool, ProgramLog log, IReadOnlyList<string> command)
    {
        // Children after a fork would write between the lines of their parent.
        var start = new ProcessStartInfo(tool) { UseShellExecute = false };
        string[] options = ["--tool=lackey", "--trace-mem=yes", "--basic-counts=no", "--child-silent-after-fork=yes", $"--log-fd={log.Descriptor}", "--"];
        foreach (var argument in options.Concat(command)) start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw CommandException.Misuse($"`{tool}` cannot be executed");
        }
    }
}

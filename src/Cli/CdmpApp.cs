using System.CommandLine;
using System.CommandLine.Help;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Verbs;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli;

/// <summary>The command: its verbs, and the one place where exceptions end.</summary>
public static class CdmpApp
{
    /// <summary>Runs the command with captured output, as in a pipe.</summary>
    /// <returns>0: fine; 1: findings in the input; 2: misuse.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error) =>
        Run(args, new CommandIo(output, error));

    internal static int Run(IReadOnlyList<string> args, CommandIo io)
    {
        try
        {
            args = ArgumentFile.Expand(args);
            return Invoke(args, io);
        }
        catch (CommandException e)
        {
            io.WriteError(e.Message, e.Help);
            return e.ExitCode;
        }
        catch (FindingsException e)
        {
            // Whoever reads JSON reads this too, in the shape that `check --json` has.
            if (Own(args).Contains("--json")) FindingJson.WriteAll(e.Findings, io.Output);
            else FindingText.WriteAll(e.Findings, io.Error);
            return e.ExitCode;
        }
        catch (TraceException e)
        {
            io.WriteError(e.Describe(), e.Help);
            return File.Exists(e.Path) ? ExitCode.Findings : ExitCode.Misuse;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            io.WriteError("a file or folder cannot be read or written", e.Message);
            return ExitCode.Misuse;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            io.WriteError("the solver is not in this package for this platform", "pack the command for it: `dotnet pack src/Cli -p:SolverPlatform=linux-arm64`, say");
            return ExitCode.Misuse;
        }
        catch (OutOfMemoryException)
        {
            io.WriteError("there is not enough memory for this", "use smaller tiers, larger pages, or a shorter trace");
            return ExitCode.Misuse;
        }
        catch (Exception e)
        {
            // A defect of the command itself; where it happened is all that helps to report it.
            io.WriteError($"something went wrong inside the command ({e.GetType().Name} in {e.TargetSite?.DeclaringType?.Name ?? "?"})",
                "this is a mistake of `cdmp`, not yours; please report it with the files that show it");
            return ExitCode.Misuse;
        }
    }

    private static int Invoke(IReadOnlyList<string> args, CommandIo io)
    {
        var root = CreateRoot(io);
        var parsed = root.Parse(args.Count > 0 ? args : ["--help"], new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        var invocation = new InvocationConfiguration { Output = io.Output, Error = io.Error, EnableDefaultExceptionHandler = false };
        var own = Own(args).ToList();
        var misspelt = parsed.CommandResult.Tokens.Any(token => token.Value.StartsWith("--", StringComparison.Ordinal) && own.Contains(token.Value));
        if (parsed.Action is HelpAction || (parsed.Errors.Count == 0 && !misspelt))
        {
            var exit = parsed.Invoke(invocation);
            return args.Count > 0 ? exit : ExitCode.Misuse;
        }

        MisuseText.Write(parsed, io);
        return ExitCode.Misuse;
    }

    /// <summary>What stands behind <c>--</c> is for a program to record, and no business of ours.</summary>
    private static IEnumerable<string> Own(IEnumerable<string> args) => args.TakeWhile(arg => arg != "--");

    private static RootCommand CreateRoot(CommandIo io) => new("Memory-tiering policies: check them, run them on recorded traces, read what each rule did.")
    {
        NewVerb.Create(io),
        CheckVerb.Create(io),
        FmtVerb.Create(io),
        EmitVerb.Create(io),
        RunVerb.Create(io),
        CompareVerb.Create(io),
        DiffVerb.Create(io),
        SweepVerb.Create(io),
        TuneVerb.Create(io),
        CacheVerb.Create(io),
        TestVerb.Create(io),
        VerifyVerb.Create(io),
        ExplainVerb.Create(io),
        ConvertVerb.Create(io),
        RecordVerb.Create(io),
    };
}

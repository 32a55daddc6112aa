using System.CommandLine;
using CdmPolicy.Cli.Running;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Verbs;

/// <summary>Arguments and options that several verbs share.</summary>
internal static class Options
{
    public static Argument<string[]> Files() => new("FILE")
    {
        Arity = ArgumentArity.OneOrMore, Description = "Policy files (.cdmp); `-` for standard input.", HelpName = "FILE…",
    };

    public static Option<bool> Json() => new("--json") { Description = "Write JSON instead of tables." };

    public static Option<string?> Pace() => Single("--pace", "PACE", "Play the trace at this many events a second (`10M/s`), whatever its own times.");

    public static Option<int?> Jobs() => new("--jobs") { HelpName = "N", Description = "How many runs at once; one a core if it is not given." };

    /// <summary>The value of <see cref="Jobs"/>.</summary>
    public static int Workers(int? jobs) => jobs switch
    {
        null => Environment.ProcessorCount,
        >= 1 => jobs.Value,
        _ => throw CommandException.Misuse($"`--jobs {jobs}` is no number of runs at once"),
    };

    public static Option<string?> PageSize() => Single("--page-size", "BYTES", "Size of a page of the source's addresses, a power of two; 4KiB if it is not given.");

    /// <summary>The value of <see cref="PageSize"/>.</summary>
    public static int PageBytes(string? text)
    {
        if (text is null) return TraceReadOptions.Default.PageBytes;
        var bytes = Value.Parse(text, ValueType.Bytes, $"--page-size {text}");
        return bytes is >= 64 and <= 1 << 30 && long.IsPow2(bytes) ? (int)bytes
            : throw CommandException.Misuse($"`{text}` is no size of a page", "it is a power of two from 64B to 1GiB");
    }

    public static Option<string[]> Repeated(string name, string helpName, string description) => new(name)
    {
        HelpName = helpName, Description = description, Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string?> Single(string name, string helpName, string description) => new(name)
    {
        HelpName = helpName, Description = description,
    };
}

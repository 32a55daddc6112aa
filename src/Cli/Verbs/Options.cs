using System.CommandLine;

namespace CdmPolicy.Cli.Verbs;

/// <summary>Arguments and options that several verbs share.</summary>
internal static class Options
{
    public static Argument<string[]> Files() => new("FILE")
    {
        Arity = ArgumentArity.OneOrMore, Description = "Policy files (.cdmp).", HelpName = "FILE…",
    };

    public static Option<bool> Json() => new("--json") { Description = "Write JSON instead of tables." };

    public static Option<string[]> Repeated(string name, string helpName, string description) => new(name)
    {
        HelpName = helpName, Description = description, Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string?> Single(string name, string helpName, string description) => new(name)
    {
        HelpName = helpName, Description = description,
    };
}

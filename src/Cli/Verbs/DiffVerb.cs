using System.CommandLine;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp diff A B --trace T</c>: where two policies part.</summary>
internal static class DiffVerb
{
    public static Command Create(CommandIo io)
    {
        var policies = new Argument<string[]>("FILE[:POLICY]")
        {
            Arity = new ArgumentArity(2, 2), HelpName = "FILE[:POLICY] FILE[:POLICY]", Description = "Two policies.",
        };
        var diverging = new DivergeOptions();
        var json = Options.Json();
        var command = new Command("diff", "Show where two policies decide differently, and why.") { policies };
        diverging.Extend(command);
        command.Add(json);
        command.SetAction(parsed => diverging.Run(parsed, parsed.GetValue(policies)!, parsed.GetValue(json), io)
            ?? throw CommandException.Misuse("`diff` needs a trace or a workload", "name one with `--trace FILE` or `--workload NAME`"));
        return command;
    }
}

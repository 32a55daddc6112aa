using System.CommandLine;
using System.CommandLine.Parsing;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Says what is wrong with a command line.</summary>
internal static class MisuseText
{
    public static void Write(ParseResult parsed, CommandIo io)
    {
        var command = parsed.CommandResult.Command;
        var verb = command is RootCommand ? "cdmp" : $"cdmp {command.Name}";
        // A misspelt option is taken for a file by a verb that takes files.
        var stray = parsed.CommandResult.Tokens.Select(t => t.Value).FirstOrDefault(t => t.StartsWith("--", StringComparison.Ordinal));
        if ((stray ?? parsed.UnmatchedTokens.FirstOrDefault()) is { } token) WriteUnmatched(token, command, verb, io);
        else foreach (var error in parsed.Errors) io.WriteError(Sentence(error));
        io.Error.WriteLine($"  `{verb} --help` lists what there is");
    }

    private static void WriteUnmatched(string token, Command command, string verb, CommandIo io)
    {
        var isOption = token.StartsWith('-');
        var known = isOption ? command.Options.Select(o => o.Name) : command.Subcommands.Select(c => c.Name);
        var what = isOption ? $"is no option of `{verb}`"
            : command is RootCommand ? "is no verb of `cdmp`"
            : $"is one argument too many for `{verb}`";
        io.WriteError($"`{token}` {what}", Suggestions.DidYouMean(token, known));
    }

    // The library's messages are sentences with quotes; the command's own style is lower case and backticks.
    private static string Sentence(ParseError error)
    {
        var text = error.Message.TrimEnd('.').Replace('\'', '`');
        return text.Length > 1 && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }
}

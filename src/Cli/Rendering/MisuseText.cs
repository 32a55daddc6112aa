using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
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
        else foreach (var error in parsed.Errors) Write(error, io);
        io.Error.WriteLine($"  `{verb} --help` lists what there is");
    }

    private static void Write(ParseError error, CommandIo io)
    {
        if (error.SymbolResult is not OptionResult { Option: var option, Tokens: [var token] } || !IsWhole(option.ValueType)) io.WriteError(Sentence(error));
        else if (BigInteger.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            io.WriteError($"`{token.Value}` is too {(number.Sign < 0 ? "small" : "large")} for `{option.Name}`");
        else io.WriteError($"`{token.Value}` is no value for `{option.Name}`: a whole number is needed");
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

    private static bool IsWhole(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var number && (number == typeof(int) || number == typeof(long));

    // The library's messages are sentences with quotes; the command's own style is lower case and backticks.
    private static string Sentence(ParseError error)
    {
        var text = error.Message.TrimEnd('.').Replace('\'', '`');
        return text.Length > 1 && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }
}

namespace CdmPolicy.Cli;

/// <summary>An end of the command that its user can do something about: one sentence, help, and an exit code.</summary>
/// <param name="message">One lower-case sentence without a full stop, the user's text in backticks.</param>
/// <param name="help">What to do instead, or null.</param>
internal sealed class CommandException(int exitCode, string message, string? help = null) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public string? Help { get; } = help;

    public static CommandException Misuse(string message, string? help = null) => new(Cli.ExitCode.Misuse, message, help);

    public static CommandException Findings(string message, string? help = null) => new(Cli.ExitCode.Findings, message, help);
}

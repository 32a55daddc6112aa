namespace CdmPolicy.Cli;

/// <summary>Where a verb writes, and whether a person is looking.</summary>
/// <param name="OutputIsTerminal">False in a pipe or a file: no colour, no width to fit.</param>
/// <param name="ErrorIsTerminal">False in a pipe or a file: no progress bar.</param>
/// <param name="Width">Columns of the terminal.</param>
internal sealed record CommandIo(
    TextWriter Output, TextWriter Error, bool OutputIsTerminal = false, bool ErrorIsTerminal = false, int Width = 160)
{
    public static CommandIo OfProcess()
    {
        var terminal = !Console.IsOutputRedirected;
        return new(Console.Out, Console.Error, terminal, !Console.IsErrorRedirected, terminal ? TerminalWidth() : 160) { Input = Console.OpenStandardInput() };
    }

    /// <summary>What a verb reads where it is told <c>-</c>.</summary>
    public Stream Input { get; init; } = Stream.Null;

    /// <summary>Colour only for a person who did not say no (the NO_COLOR convention).</summary>
    public bool Colour => OutputIsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Writes one error as <c>cdmp: error: …</c>, help below it.</summary>
    public void WriteError(string message, string? help = null)
    {
        Error.WriteLine($"cdmp: error: {message}");
        if (help is not null) Error.WriteLine($"  help: {help}");
    }

    /// <summary>Writes something worth knowing that is no error, as <c>cdmp: note: …</c>.</summary>
    public void WriteNote(string message) => Error.WriteLine($"cdmp: note: {message}");

    private static int TerminalWidth()
    {
        try
        {
            return Math.Max(Console.WindowWidth, 60);
        }
        catch (IOException)
        {
            return 120;
        }
    }
}

using System.Text;
using System.Text.Json;
using CdmPolicy.Cli;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Cli;

/// <summary>Runs the command in this process, as in a pipe, with a cache folder of its own.</summary>
internal static class Cdmp
{
    static Cdmp() => Environment.SetEnvironmentVariable("CDMP_CACHE", Path.Join(Path.GetTempPath(), $"cdmp-tests-{Environment.ProcessId}"));

    public static CommandResult Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = CdmpApp.Run(args, output, error);
        return new(exit, output.ToString(), error.ToString());
    }

    /// <summary>With a text at standard input.</summary>
    public static CommandResult RunWith(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = CdmpApp.Run(args, new CommandIo(output, error) { Input = new MemoryStream(Encoding.UTF8.GetBytes(input)) });
        return new(exit, output.ToString(), error.ToString());
    }

    public static string Trace(string name) => Repository.PathOf($"examples/traces/{name}.cdmt");
}

internal sealed record CommandResult(int Exit, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>No stack trace, no exception's name: nothing that speaks of the command's inside.</summary>
    public CommandResult IsCivil()
    {
        foreach (var word in new[] { "Exception", "   at ", "inside the command" })
            Assert.DoesNotContain(word, Output + Error, StringComparison.Ordinal);
        return this;
    }
}

using CdmPolicy.Cli.Rendering;

namespace CdmPolicy.Cli.Loading;

/// <summary>The files, or a piece of the language on the command line, have errors; the verb cannot go on.</summary>
internal sealed class FindingsException(IReadOnlyList<Finding> findings, int exitCode = Cli.ExitCode.Findings) : Exception
{
    public IReadOnlyList<Finding> Findings { get; } = findings;

    public int ExitCode { get; } = exitCode;
}

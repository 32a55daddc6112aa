using CdmPolicy.Cli.Rendering;

namespace CdmPolicy.Cli.Loading;

/// <summary>The files have errors; the verb that wanted to use them cannot go on.</summary>
internal sealed class FindingsException(IReadOnlyList<Finding> findings) : Exception
{
    public IReadOnlyList<Finding> Findings { get; } = findings;
}

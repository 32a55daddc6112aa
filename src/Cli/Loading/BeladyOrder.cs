using CdmPolicy.Caching;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Loading;

/// <summary>The oracle, which looks ahead in the trace; a reclaimer of the user's with that name comes first.</summary>
internal sealed class BeladyOrder : ICacheOrder
{
    private const string Name = "Belady";

    private readonly Lock _lock = new();
    private (Trace Trace, int[] NextUse)? _foreseen;

    public string Text => Name;

    public static bool IsMeant(string order, IReadOnlyList<SourceText> texts) =>
        order == Name && !texts.Any(t => t.Content.Contains($"reclaimer {Name}", StringComparison.Ordinal));

    public ICacheSimulation Create(int capacity, Trace trace)
    {
        // All sizes of a study share what was foreseen.
        lock (_lock)
        {
            if (_foreseen?.Trace != trace) _foreseen = (trace, BeladySimulation.NextUse(trace.Pages, trace.PageCount));
            return new BeladySimulation(capacity, trace.PageCount, _foreseen.Value.NextUse);
        }
    }
}

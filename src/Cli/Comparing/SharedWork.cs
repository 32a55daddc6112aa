using System.Collections.Concurrent;
using CdmPolicy.Bounds;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Comparing;

/// <summary>What is worked out once for all policies on one hierarchy: the bound, and the run without a policy.</summary>
internal sealed class SharedWork(CompareOptions options)
{
    private readonly ConcurrentDictionary<string, Lazy<long>> _bounds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<RunResult>> _noPolicy = new(StringComparer.Ordinal);

    /// <summary>The cost that no policy comes below; null where not asked for.</summary>
    public long? Bound(Contestant contestant, RunRequest request)
    {
        if (!options.Bound) return null;
        var history = request.History(contestant.Runner.Model);
        return _bounds.GetOrAdd($"{contestant.Memory} {history.KeepsShadows}", _ => new(() => ClairvoyantBound.Of(history, request.Hierarchy))).Value;
    }

    /// <summary>The same accesses where pages stay where they started; null where not possible.</summary>
    public RunResult? NoPolicy(Contestant contestant, RunRequest request) =>
        contestant.NoPolicy is { } runner
            ? _noPolicy.GetOrAdd(contestant.Memory, _ => new(() => runner.Run(request.WithoutParameters()))).Value
            : null;
}

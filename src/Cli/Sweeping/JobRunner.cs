using CdmPolicy.Cli.Comparing;
using CdmPolicy.Cli.Running;
using CdmPolicy.Workloads;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>Runs one policy on one source under many settings. All runs share the compiled policy and the accesses.</summary>
/// <param name="options">The same for all.</param>
/// <param name="workload">Null: the trace that the options name.</param>
/// <param name="tails">Measure access by access.</param>
internal sealed class JobRunner(RunOptions options, IPolicyRunner runner, Workload? workload, bool tails)
{
    private const long PingPongNs = 1_000_000_000;

    private readonly Lock _lock = new();

    /// <summary>The accesses drawn last, by their seed: seeds change slowest, so that one is kept at a time.</summary>
    private (long Seed, RunRequest Request)? _base;

    public IReadOnlyList<Measure> Measures { get; } = Measure.Of(tails);

    /// <summary>The run without any setting of its own.</summary>
    public RunRequest Plain => On(options.Seed);

    /// <summary>What a point asks to run.</summary>
    /// <exception cref="CommandException">One of its settings is none.</exception>
    public RunRequest Request(Point point)
    {
        var seed = point.Of("--seed").Select(s => (long?)Value.Parse(s.Value, ValueType.Count, "--seed")).FirstOrDefault() ?? options.Seed;
        var hierarchy = RunSettings.Capacities([.. options.Capacities, .. point.Of("--capacity")], runner.Hierarchy);
        var (parameters, stats) = RunSettings.Set([.. options.Set, .. point.Of("--set")], runner.Model, hierarchy);
        return On(seed) with
        {
            Hierarchy = hierarchy, Parameters = parameters, Stats = stats, Seed = seed, Faults = RunSettings.Faults(options.Faults, seed),
        };
    }

    public IReadOnlyList<long> Run(RunRequest request)
    {
        var meter = tails ? new RunMeter(request, PingPongNs) : null;
        var result = runner.Run(request, meter);
        return [.. Measures.Select(m => m.Read(result, request.Hierarchy.PageBytes, meter))];
    }

    private RunRequest On(long seed)
    {
        lock (_lock)
        {
            if (_base is { } known && known.Seed == seed) return known.Request;
            var request = RunPlan.Create(options with { Seed = seed }, runner, workload, _ => _ => { }) with { Progress = null };
            _base = (seed, request);
            return request;
        }
    }
}

using CdmPolicy.Dsl.Plan;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Traces;
using CdmPolicy.Workloads;

namespace CdmPolicy.Cli.Running;

/// <summary>What the user asked of <c>run</c>, by name and as text; either a trace or a workload.</summary>
internal sealed record RunOptions(
    IReadOnlyList<string> Files, string? TracePath, string? Workload, string? Policy, IReadOnlyList<Assignment> Set,
    IReadOnlyList<Assignment> Capacities, IReadOnlyList<Assignment> Bindings, string? Pace, long Seed, bool Baselines)
{
    /// <summary>What goes wrong by chance.</summary>
    public IReadOnlyList<Assignment> Faults { get; init; } = [];
}

/// <summary>Fits a trace to a policy's hierarchy under the user's options.</summary>
internal static class RunPlan
{
    private const long NsPerSecond = 1_000_000_000;

    /// <param name="workload">The one to run; null: the trace that the options name.</param>
    public static RunRequest Create(RunOptions options, IPolicyRunner runner, Workload? workload, Func<long, Action<long>> progress) =>
        Create(
            options, runner,
            (hierarchy, bindings) => workload is null
                ? Recorded(Load(options), hierarchy, bindings)
                : Played(workload, options.Seed, runner, bindings),
            progress);

    /// <param name="play">The accesses, for a hierarchy with the capacities that the options say.</param>
    public static RunRequest Create(
        RunOptions options, IPolicyRunner runner, Func<HierarchyModel, Dictionary<PageKind, int>, WorkloadTrace> play, Func<long, Action<long>> progress)
    {
        var hierarchy = RunSettings.Capacities(options.Capacities, runner.Hierarchy);
        var (parameters, stats) = RunSettings.Set(options.Set, runner.Model, hierarchy);
        var bindings = RunSettings.Bindings(options.Bindings, hierarchy);
        var interval = options.Pace is null ? (long?)null : Interval(options.Pace);

        var source = play(hierarchy, bindings);
        var faults = RunSettings.Faults(options.Faults, options.Seed);
        CheckLength(source, interval, runner.Model, faults);
        return new(
            source.Trace, TraceAgents.Map(source.Trace, hierarchy), hierarchy, source.Regions, source.Trace.RegionOfPage, interval,
            parameters, stats, source.Phases, source.EndNs, progress(source.Trace.Count))
        {
            Faults = faults,
            Seed = options.Seed,
        };
    }

    /// <summary>The trace that the options name, in pages of its own size.</summary>
    public static Trace Load(RunOptions options)
    {
        var reading = new TraceReadOptions { Seed = options.Seed };
        if (options.Pace is { } pace) reading = AtPace(reading, pace);
        return TraceFormats.Load(options.TracePath!, reading);
    }

    /// <summary>A recorded trace as a workload of no phases.</summary>
    public static WorkloadTrace Recorded(Trace recorded, HierarchyModel hierarchy, Dictionary<PageKind, int> bindings)
    {
        var trace = PageScale.Fit(recorded, hierarchy.PageBytes);
        return new(trace, [.. trace.Regions.Select(r => TraceRequests.Of(r, hierarchy, bindings))], [], 0);
    }

    private static WorkloadTrace Played(Workload workload, long seed, IPolicyRunner runner, Dictionary<PageKind, int> bindings)
    {
        if (!ReferenceEquals(workload.Hierarchy, runner.Hierarchy))
        {
            throw CommandException.Misuse(
                $"the workload `{workload.Name}` is for `{workload.Hierarchy.Name}`, and the policy `{runner.Model.Name}` for `{runner.Hierarchy.Name}`");
        }

        var played = workload.Generate(seed);
        return played with { Regions = Array.ConvertAll(played.Regions, r => Bind(r, bindings)) };
    }

    /// <summary>What the workload itself asks for comes first.</summary>
    private static RegionModel Bind(RegionModel region, Dictionary<PageKind, int> bindings) =>
        region is { Bound: < 0, Named: 0, Preferred: < 0 } ? region with { Bound = bindings.GetValueOrDefault(region.Kind, -1) } : region;

    /// <summary>A trace of days under a handler of milliseconds would only look like a hang.</summary>
    private static void CheckLength(WorkloadTrace source, long? interval, PolicyModel model, Faults? faults)
    {
        const long MaxTicks = 100_000_000;
        var trace = source.Trace;
        // A handler that samples start has no period.
        var periods = model.TickPeriodsNs.Where(period => period > 0).ToList();
        if (faults is { Tiers: > 0 }) periods.Add(Faults.StretchNs);
        if (trace.Count == 0 || periods.Count == 0) return;
        var lastNs = interval is { } even ? (trace.Count - 1) * (Int128)even : Math.Max(trace.TimeOf(trace.Count - 1), source.EndNs);
        var shortest = periods.Min();
        if (lastNs / shortest <= MaxTicks) return;
        throw CommandException.Findings(
            $"the trace lasts {lastNs / 1_000_000_000:N0} s, in which a handler of the policy, or the drawing of `--faults tiers`, would run {lastNs / shortest:N0} times",
            "play the trace faster with `--pace`, or give `every` a longer period");
    }

    /// <summary>The same options for a source whose accesses come at a pace, recorded without times or made.</summary>
    public static TraceReadOptions AtPace(TraceReadOptions options, string pace)
    {
        var interval = Interval(pace);
        return options with { Interval = Math.Min(interval, Trace.MaxInterval), GeneratedPace = NsPerSecond / interval };
    }

    private static long Interval(string pace)
    {
        var perSecond = Value.Parse(pace, ValueType.Pace, $"--pace {pace}");
        if (perSecond is <= 0 or > NsPerSecond)
            throw CommandException.Misuse($"`{pace}` is no pace", "it goes from `1/s` to `1G/s`, an event each nanosecond");
        return NsPerSecond / perSecond;
    }
}

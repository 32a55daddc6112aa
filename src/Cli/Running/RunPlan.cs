using CdmPolicy.Dsl.Plan;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Running;

/// <summary>What the user asked of <c>run</c>, by name and as text.</summary>
internal sealed record RunOptions(
    IReadOnlyList<string> Files, string TracePath, string? Policy, IReadOnlyList<Assignment> Set,
    IReadOnlyList<Assignment> Capacities, IReadOnlyList<Assignment> Bindings, string? Pace, long Seed, bool Baselines);

/// <summary>Fits a trace to a policy's hierarchy under the user's options.</summary>
internal static class RunPlan
{
    public static RunRequest Create(RunOptions options, IPolicyRunner runner, Func<long, Action<long>> progress)
    {
        var hierarchy = RunSettings.Capacities(options.Capacities, runner.Hierarchy);
        var (parameters, stats) = RunSettings.Set(options.Set, runner.Model, hierarchy);
        var bindings = RunSettings.Bindings(options.Bindings, hierarchy);
        var interval = options.Pace is null ? (long?)null : Interval(options.Pace);

        var trace = PageScale.Fit(TraceFormats.Load(options.TracePath), hierarchy.PageBytes);
        CheckLength(trace, interval, runner.Model);
        return new(
            trace, TraceAgents.Map(trace, hierarchy), hierarchy, [.. trace.Regions.Select(r => Region(r, bindings))],
            trace.RegionOfPage, interval, parameters, stats, progress(trace.Count));
    }

    private static RegionModel Region(Region region, Dictionary<PageKind, int> bindings)
    {
        var kind = (PageKind)region.Kind;
        return new(kind, region.Bytes, bindings.GetValueOrDefault(kind, -1));
    }

    /// <summary>A trace of days under a handler of milliseconds would only look like a hang.</summary>
    private static void CheckLength(Trace trace, long? interval, PolicyModel model)
    {
        const long MaxTicks = 100_000_000;
        if (trace.Count == 0 || model.TickPeriodsNs.Length == 0) return;
        var lastNs = interval is { } even ? (trace.Count - 1) * (Int128)even : trace.TimeOf(trace.Count - 1);
        var shortest = model.TickPeriodsNs.Min();
        if (lastNs / shortest <= MaxTicks) return;
        throw CommandException.Findings(
            $"the trace lasts {lastNs / 1_000_000_000:N0} s, in which a handler of the policy would run {lastNs / shortest:N0} times",
            "play the trace faster with `--pace`, or give `every` a longer period");
    }

    private static long Interval(string pace)
    {
        const long NsPerSecond = 1_000_000_000;
        var perSecond = Value.Parse(pace, ValueType.Pace, $"--pace {pace}");
        if (perSecond is <= 0 or > NsPerSecond)
            throw CommandException.Misuse($"`{pace}` is no pace", "it goes from `1/s` to `1G/s`, an event each nanosecond");
        return NsPerSecond / perSecond;
    }
}

using System.Diagnostics;
using CdmPolicy.Cli.Comparing;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy.Cli.Running;

/// <summary>Gives a machine its events in batches and reads its counters at the end.</summary>
internal sealed class PolicyRunner<TPolicy> : IPolicyRunner
    where TPolicy : struct, IPolicy<TPolicy>
{
    // Long enough to cost nothing, short enough for a progress bar. During the first one the policy becomes machine code.
    private const int Batch = 1 << 15;

    public HierarchyModel Hierarchy => TPolicy.Hierarchy;

    public PolicyModel Model => TPolicy.Model;

    public RunResult Run(RunRequest request, RunMeter? meter = null)
    {
        var trace = request.Trace;
        var policy = new TPolicy();
        foreach (var (parameter, value) in request.Parameters) policy.SetParameter(parameter, value);
        using var machine = new Machine<TPolicy>(
            policy, trace.PageCount, request.Hierarchy, request.Regions, request.RegionOfPage, request.Faults, request.Seed);
        foreach (var stat in request.Stats) machine.SetStat(stat.Agent, stat.Stat, stat.Value);
        meter?.Begin(machine);
        if (request.Log is { } log) machine.TellTo(log);

        var started = Stopwatch.GetTimestamp();
        var warm = started;
        var phase = 0;
        var (events, happened) = (TraceEvents.Of(trace, request.Hierarchy), 0);
        for (var done = 0; done < request.Length;)
        {
            for (; phase < request.Phases.Count && request.Phases[phase].FirstEvent == done; phase++)
            {
                Happen(done, request.Phases[phase].TimeNs);
                Begin(machine, request, phase);
            }

            Happen(done);
            var end = phase < request.Phases.Count ? request.Phases[phase].FirstEvent : request.Length;
            end = Math.Min(Math.Min(end, request.Length), events.Before(happened));
            var count = Math.Min(Batch, end - done);
            if (meter is null) Execute(machine, request, done, count);
            else meter.Execute(machine, request, done, count);
            if (done == 0) warm = Stopwatch.GetTimestamp();
            done += count;
            request.Progress?.Invoke(done);
        }

        if (request.Limit is null) Finish();
        meter?.End(machine);

        var ended = Stopwatch.GetTimestamp();
        var seconds = Stopwatch.GetElapsedTime(started, ended).TotalSeconds;
        var rate = request.Length > Batch
            ? (request.Length - Batch) / Stopwatch.GetElapsedTime(warm, ended).TotalSeconds
            : request.Length / seconds;
        return Read(machine, seconds, rate, started);

        // What comes behind the last access.
        void Finish()
        {
            for (; phase < request.Phases.Count; phase++)
            {
                Happen(trace.Pages.Length, request.Phases[phase].TimeNs);
                Begin(machine, request, phase);
            }

            Happen(trace.Pages.Length);
            if (request.Interval is null) machine.AdvanceTo(request.EndNs);
        }

        // What comes at one instant with the beginning of a phase comes behind it.
        void Happen(int before, long until = long.MaxValue)
        {
            for (; events.Before(happened) <= before; happened++)
            {
                var time = events.TimeAt(happened, trace, request.Interval);
                if (time >= until) return;
                events.Happen(happened, machine, time);
            }
        }
    }

    private static void Begin(Machine<TPolicy> machine, RunRequest request, int phase)
    {
        var start = request.Phases[phase];
        start.Begin(machine, request.Interval is { } interval ? start.FirstEvent * interval : start.TimeNs);
    }

    private static void Execute(Machine<TPolicy> machine, RunRequest request, int first, int count)
    {
        var trace = request.Trace;
        var pages = trace.Pages.AsSpan(first, count);
        var operations = request.Operations.AsSpan(first, count);
        if (request.Interval is null && trace.Times is { } times)
        {
            machine.Execute(pages, operations, times.AsSpan(first, count));
            return;
        }

        var interval = request.Interval ?? trace.Interval;
        machine.Execute(pages, operations, first * interval, interval);
    }

    private static RunResult Read(Machine<TPolicy> machine, double seconds, double rate, long started)
    {
        var tiers = Enumerable.Range(0, machine.Hierarchy.Tiers.Length).ToArray();
        return new(
            machine.Totals,
            [.. tiers.Select(t => new TierResult(machine.ResidentPages(t), machine.Reads(t), machine.Writes(t), machine.TierCounts[t], machine.Unruled[t],
                machine.KeepsBlocks(t) ? new(machine.WholeBytes(t), machine.FreeBesidePins(t)) : null))],
            machine.Rules.ToArray(), machine.Now, machine.CostNs, machine.AccessNs,
            [.. tiers.Select(machine.CostIfAllIn)], seconds, rate, started)
        {
            Contracts = machine.Contracts.ToArray(),
            MovesPending = machine.MovesPending,
            Observers = machine.Observers.ToArray(),
            Tenants = [.. machine.Tenants.ToArray().Select((counters, t) => new TenantResult([.. tiers.Select(tier => machine.Mine(tier, t - 1))], counters))],
        };
    }
}

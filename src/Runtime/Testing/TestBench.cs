using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;
using CdmPolicy.Traces;
using CdmPolicy.Workloads;

namespace CdmPolicy.Testing;

/// <summary>A machine on which the steps of one test are made, and what was found wrong.</summary>
/// <remarks>Its pages are those the test names, then those that fill tiers, then those of its workloads.</remarks>
public sealed class TestBench<TPolicy> : IDisposable
    where TPolicy : struct, IPolicy<TPolicy>
{
    private readonly List<string> _pageNames = [];
    private readonly WorkloadTrace[] _workloads;
    private readonly int[] _firstPages;
    private readonly List<TestFailure> _failures = [];
    private int _nextFiller;
    private int _expectations;

    internal TestBench(
        TPolicy policy, RegionModel[] pages, string[] pageNames, (int Tier, long Share)[] fills, Workload[] workloads)
    {
        var hierarchy = TPolicy.Hierarchy;
        _workloads = [.. workloads.Select(w => w.Generate())];
        var regions = pages.ToList();
        var regionOfPage = new List<int>();
        for (var i = 0; i < pages.Length; i++)
        {
            // A huge page has a number for each of its base pages, and is known by the first.
            var count = pages[i].HugePages > 0 ? TPolicy.HugePages : 1;
            regions[i] = pages[i] with { FirstHuge = regionOfPage.Count };
            regionOfPage.AddRange(Enumerable.Repeat(i, count));
            _pageNames.AddRange(Enumerable.Repeat(pageNames[i], count));
        }

        _nextFiller = regionOfPage.Count;

        var fillers = fills.Sum(f => (long)Math.Ceiling((decimal)f.Share * (hierarchy.Tiers[f.Tier].CapacityBytes / hierarchy.PageBytes) / 1_000_000_000));
        regions.Add(new RegionModel(PageKind.Anon, fillers * hierarchy.PageBytes));
        regionOfPage.AddRange(Enumerable.Repeat(pages.Length, (int)fillers));

        _firstPages = new int[_workloads.Length];
        for (var i = 0; i < _workloads.Length; i++)
        {
            _firstPages[i] = regionOfPage.Count;
            regionOfPage.AddRange(_workloads[i].Trace.RegionOfPage.Select(r => regions.Count + r));
            var first = _firstPages[i];
            regions.AddRange(_workloads[i].Regions.Select(r => r with { FirstHuge = r.FirstHuge + first }));
        }

        Machine = new Machine<TPolicy>(policy, regionOfPage.Count, null, [.. regions], [.. regionOfPage]);
        Machine.KeepLastRules();
    }

    public Machine<TPolicy> Machine { get; }

    internal TestResult Result => new(_expectations, _failures);

    /// <summary>The frame a page is in; 0 for none, and for no page, -1.</summary>
    public int FrameOf(int page) => page < 0 ? 0 : Machine.FrameOf(page);

    /// <summary>Puts a page that the test names into a tier.</summary>
    /// <returns>Its frame.</returns>
    public int Put(TestPlace place, int page, int tier, bool dirty)
    {
        var frame = Machine.Put(page, tier, dirty);
        if (frame == 0) Stop(place, $"`{Machine.Hierarchy.Tiers[tier].Name}` has no free {(IsHuge(page) ? "block" : "frame")} for `{_pageNames[page]}`");
        return frame;
    }

    private bool IsHuge(int page) => page + 1 < _pageNames.Count && _pageNames[page + 1] == _pageNames[page];

    /// <summary>Puts further pages into a tier until a share of its capacity, in parts per 10^9, is used.</summary>
    public void Fill(int tier, long share)
    {
        var wanted = Machine.Tier(tier).FramesAtFill(share);
        while (Machine.Tier(tier).Used < wanted) Machine.Put(_nextFiller++, tier, dirty: false);
    }

    /// <summary>Accesses to a page, at the present instant.</summary>
    public void Access(int agent, bool write, int page, long times)
    {
        for (; times > 0; times--) Machine.Execute([page], [Operation.By(agent, write ? Operation.Write : Operation.Read)], [Machine.Now]);
    }

    public void Wait(long ns) => Machine.AdvanceTo(ns > long.MaxValue - Machine.Now ? long.MaxValue : Machine.Now + ns);

    /// <summary>Plays a workload from the present instant to its end.</summary>
    public void Play(int workload)
    {
        const int Batch = 1 << 14;
        var (played, start) = (_workloads[workload], Machine.Now);
        var (trace, phase) = (played.Trace, 0);
        var (events, happened) = (TraceEvents.Of(trace, Machine.Hierarchy), 0);
        for (var done = 0; done < trace.Pages.Length;)
        {
            for (; phase < played.Phases.Length && played.Phases[phase].FirstEvent == done; phase++)
            {
                Happen(done, played.Phases[phase].TimeNs);
                played.Phases[phase].Begin(Machine, start + played.Phases[phase].TimeNs);
            }

            Happen(done, long.MaxValue);
            var end = phase < played.Phases.Length ? played.Phases[phase].FirstEvent : trace.Pages.Length;
            end = Math.Min(end, events.Before(happened));
            var batch = done..Math.Min(end, done + Batch);
            Machine.Execute(
                Array.ConvertAll(trace.Pages[batch], p => p + _firstPages[workload]), trace.Operations.AsSpan(batch),
                Array.ConvertAll(trace.Times![batch], t => t + start));
            done = batch.End.Value;
        }

        for (; phase < played.Phases.Length; phase++)
        {
            Happen(trace.Pages.Length, played.Phases[phase].TimeNs);
            played.Phases[phase].Begin(Machine, start + played.Phases[phase].TimeNs);
        }

        Happen(trace.Pages.Length, long.MaxValue);
        Machine.AdvanceTo(start + played.EndNs);

        void Happen(int before, long until)
        {
            for (; events.Before(happened) <= before && events.TimeAt(happened, trace, null) is var time && time < until; happened++)
                events.Happen(happened, Machine, start + time, _firstPages[workload]);
        }
    }

    /// <summary>Keeps what was seen where an expectation does not hold.</summary>
    /// <param name="page">The page it is about, or -1.</param>
    /// <param name="rule">The rule that is to have moved it last, or -1 for any.</param>
    public void Expect(TestPlace place, int page, int rule, bool holds, SeenValue[] seen)
    {
        _expectations++;
        var isThere = page < 0 || Machine.FrameOf(page) != 0;
        // Of a page that is nowhere there is nothing else to see.
        if (!holds) _failures.Add(new(place, null, (isThere ? seen : seen.Where(s => s.Source == _pageNames[page])).Select(Noted).ToArray()));
        else if (rule >= 0 && Machine.LastRule(page) != rule) _failures.Add(new(place, MovedBy(page), []));

        SeenValue Noted(SeenValue value) =>
            page >= 0 && value.Source == _pageNames[page] ? value with { Note = WhyThere(page, rule) } : value;
    }

    /// <summary>A contract that was broken while the test ran is a failure of it.</summary>
    internal void CheckContracts(int line)
    {
        for (var contract = 0; contract < TPolicy.Model.Contracts.Length; contract++)
        {
            var counters = Machine.Contracts[contract];
            if (counters.Violations == 0) continue;
            var times = counters.Violations == 1 ? "once" : $"{counters.Violations} times";
            _failures.Add(new(
                new(line, 1, line, 1, TPolicy.Model.Contracts[contract].Text),
                $"broken {times} while the test ran, first by {Named(counters.FirstPage)} in `{Machine.Hierarchy.Tiers[counters.FirstTier].Name}`", []));
        }
    }

    private string Named(int page) => page < _pageNames.Count ? $"`{_pageNames[page]}`" : "a page that the test does not name";

    public void Dispose() => Machine.Dispose();

    private string MovedBy(int page)
    {
        var last = Machine.LastRule(page);
        var moved = last < 0 ? $"no rule moved `{_pageNames[page]}`" : $"`{_pageNames[page]}` was moved by {Named(TPolicy.Model.Rules[last])}";
        return Journey(page) is { } journey ? $"{moved}; it is {journey}" : moved;
    }

    /// <summary>Why a page is not where it is expected: its copy takes time, or not the rule that is asked for moved it.</summary>
    private string? WhyThere(int page, int rule)
    {
        if (Journey(page) is { } journey) return journey;
        var last = Machine.LastRule(page);
        if (rule < 0 || last == rule) return null;
        return last < 0 ? "no rule has moved it" : $"moved by {Named(TPolicy.Model.Rules[last])}";
    }

    private string? Journey(int page) =>
        Machine.MoveOf(page) is { } move
            ? $"on its way to {Machine.Hierarchy.Tiers[move.Target].Name} by `{TPolicy.Model.Rules[move.Rule].Label}`"
            : null;

    private static string Named(RuleModel rule) => $"`{rule.Label}` of `{rule.Section}`";

    private void Stop(TestPlace place, string problem)
    {
        _failures.Add(new(place, problem, []));
        throw new TestStoppedException();
    }
}

using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Traces;
using CdmPolicy.Workloads;
using CsCheck;

namespace CdmPolicy.Tests.Workloads;

public class WorkloadTests
{
    private const long Ms = 1_000_000;

    private static readonly HierarchyModel Box = new(
        "Box", 4096, [new("cpu", false, []), new("gpu0", true, [new("busy", "ratio")])], [], null, [], [[], []]);

    private static AccessStream Stream(AccessPattern pattern, long pace, int region = 0, int agent = 0, bool write = false) =>
        new(agent, write, region, pattern, pattern == AccessPattern.Zipf ? 990_000_000 : 0, pace);

    private static WorkloadPhase Phase(long durationNs, params AccessStream[] streams) => new("p", durationNs, streams, [], []);

    private static Workload Of(long[] pages, params WorkloadPhase[] phases) =>
        new("W", Box, [.. pages.Select((p, i) => new WorkloadRegion($"r{i}", p, (PageKind)(i % 3)))], phases);

    private static readonly Gen<AccessStream> Streams = Gen.Select(
        Gen.Int[0, 2], Gen.Long[1, 50_000_000], Gen.Int[0, 1], Gen.Int[0, 1], Gen.Bool,
        (pattern, pace, region, agent, write) => Stream((AccessPattern)pattern, pace, region, agent, write));

    private static readonly Gen<Workload> Workloads = Gen.Select(
        Gen.Long[1, 300], Gen.Long[1, 300],
        Gen.Select(Gen.Long[1, 100_000], Streams.Array[0, 4], (ns, streams) => Phase(ns, streams)).Array[1, 4],
        (a, b, phases) => Of([a, b], phases));

    /// <summary>The numbers of a seed are a promise: a change of them changes everybody's results.</summary>
    [Theory]
    [InlineData(AccessPattern.Sequential, "0 1 2 3 4 5 6 7 8 9 0 1")]
    [InlineData(AccessPattern.Random, "3 9 0 0 3 1 3 5 3 5 8 5")]
    [InlineData(AccessPattern.Zipf, "9 8 8 9 9 5 6 8 8 6 5 2")]
    public void A_seed_gives_the_same_pages_on_every_machine(AccessPattern pattern, string expected)
    {
        var trace = Of([10], Phase(12_000, Stream(pattern, 1_000_000))).Generate(seed: 1).Trace;
        Assert.Equal(expected, string.Join(' ', trace.Pages.Select(p => trace.Addresses[p] - trace.Regions[0].FirstPage)));
    }

    [Fact]
    public void Seeds_differ_and_one_seed_does_not() => Workloads.Sample(
        workload =>
        {
            var (a, b, other) = (workload.Generate(3).Trace, workload.Generate(3).Trace, workload.Generate(4).Trace);
            Assert.Equal(a.Pages, b.Pages);
            Assert.Equal(a.Times, b.Times);
            Assert.Equal(a.Operations, b.Operations);
            Assert.Equal(a.Addresses, b.Addresses);
            Assert.Equal(a.Times, other.Times);
        },
        iter: 200);

    /// <summary>Against the plain definition: every stream's events, sorted by time and then by their place in the text.</summary>
    [Fact]
    public void Streams_are_merged_by_time() => Workloads.Sample(
        workload =>
        {
            var played = workload.Generate(9);
            var expected = new List<(long Time, int Agent, bool Write, int Region)>();
            long start = 0;
            foreach (var phase in workload.Phases)
            {
                var events =
                    from s in phase.Streams.Select((stream, order) => (stream, order))
                    from time in Times(s.stream, phase.DurationNs)
                    orderby time, s.order
                    select (start + time, s.stream.Agent, s.stream.Write, s.stream.Region);
                expected.AddRange(events);
                start += phase.DurationNs;
            }

            var trace = played.Trace;
            Assert.Equal(start, played.EndNs);
            Assert.Equal(expected, trace.Pages.Select((page, i) => (
                trace.Times![i], Operation.AgentOf(trace.Operations[i]), Operation.IsWrite(trace.Operations[i]), trace.RegionOfPage[page])));
        },
        iter: 300);

    [Fact]
    public void Pages_are_numbered_as_they_come_and_lie_in_their_regions() => Workloads.Sample(
        workload =>
        {
            var trace = workload.Generate().Trace;
            var seen = 0;
            foreach (var page in trace.Pages)
            {
                Assert.InRange(page, 0, seen);
                seen = Math.Max(seen, page + 1);
            }

            Assert.Equal(trace.PageCount, seen);
            for (var page = 0; page < trace.PageCount; page++)
            {
                var region = trace.Regions[trace.RegionOfPage[page]];
                Assert.InRange(trace.Addresses[page], region.FirstPage, region.FirstPage + (ulong)region.PageSpan - 1);
            }
        },
        iter: 200);

    [Fact]
    public void Every_phase_begins_where_the_one_before_ended()
    {
        var played = Of(
            [50], Phase(Ms, Stream(AccessPattern.Random, 1_000_000)), Phase(2 * Ms), Phase(Ms, Stream(AccessPattern.Sequential, 500_000)))
            .Generate();
        Assert.Equal([(0, 0), (Ms, 1000), (3 * Ms, 1000)], played.Phases.Select(p => (p.TimeNs, p.FirstEvent)));
        Assert.Equal((1500, 3 * Ms, 4 * Ms), (played.Trace.Count, played.Trace.Times![1000], played.EndNs));
    }

    /// <summary>So that a mix of reads and writes has one set of hot pages.</summary>
    [Fact]
    public void The_popular_pages_of_a_region_are_the_same_for_all_its_streams()
    {
        var trace = Of([1000], Phase(Ms, Stream(AccessPattern.Zipf, 50_000_000)), Phase(Ms, Stream(AccessPattern.Zipf, 50_000_000, agent: 1)))
            .Generate(5).Trace;
        int Favourite(int agent) => trace.Pages.Where((_, i) => Operation.AgentOf(trace.Operations[i]) == agent)
            .CountBy(p => p).MaxBy(p => p.Value).Key;
        Assert.Equal(Favourite(0), Favourite(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(97)]
    [InlineData(1024)]
    [InlineData(30030)]
    public void Every_rank_has_a_page_of_its_own(int pages)
    {
        var scatter = new Scatter(pages, seed: 11, region: 2);
        Assert.Equal(Enumerable.Range(0, pages), Enumerable.Range(0, pages).Select(scatter.PageOf).Order());
    }

    [Fact]
    public void A_workload_survives_the_compact_format()
    {
        using var folder = new CdmPolicy.Tests.Traces.TemporaryFolder();
        var trace = Of([64, 64], Phase(Ms, Stream(AccessPattern.Zipf, 1_000_000), Stream(AccessPattern.Random, 300_000, 1, 1, true))).Generate().Trace;
        TraceConverter.Save(trace, folder["w.cdmt"]);
        var again = TraceFormats.Load(folder["w.cdmt"]);
        Assert.Equal(trace.Pages, again.Pages);
        Assert.Equal(trace.Times, again.Times);
        Assert.Equal(trace.Operations, again.Operations);
        Assert.Equal(trace.Regions, again.Regions);
    }

    private static IEnumerable<long> Times(AccessStream stream, long durationNs)
    {
        for (long k = 0; ; k++)
        {
            var time = (long)((Int128)k * 1_000_000_000 / stream.Pace);
            if (time >= durationNs) yield break;
            yield return time;
        }
    }
}

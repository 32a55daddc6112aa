using System.IO.Compression;
using System.Text;
using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

/// <summary>Three ways to write one record: two snapshots of 100 µs, one region of three pages accessed twice, then one page once.</summary>
public class DamonFormatTests
{
    private const string Report = """
        base_time_absolute: 1 m 0.500 s
        data source: perf

        monitoring_start:                0 ns
        monitoring_end:            100.000 us
        monitoring_duration:       100.000 us
        target_id: 7
        nr_regions: 2
        # start_addr     end_addr        length  nr_accesses   age
        000000010000-000000013000 (  12.000 KiB)           2     0
        000000020000-000000120000 (   1.000 MiB)           0    -1

        monitoring_start:          100.000 us
        monitoring_end:            200.000 us
        monitoring_duration:       100.000 us
        target_id: 7
        nr_regions: 1
        # start_addr     end_addr        length  nr_accesses   age
        000000020000-000000021000 (   4.000 KiB)           1     0
        """;

    private const string Json = """
        [ { "kdamond_idx": 0, "intervals": {"sample_us": "5 ms"}, "target_id": 7, "snapshots": [
          { "start_time": "60500000000", "end_time": "60,500,100,000", "regions": [
              { "start": "65,536", "end": "77,824", "nr_accesses": { "samples": 2, "percent": null }, "age": { "usec": null, "aggr_intervals": "0" } },
              { "start": "131072", "end": "1179648", "nr_accesses": { "samples": "0", "percent": null } } ] },
          { "end_time": "1 m 0.5002 s", "start_time": "60.5001 s", "regions": [ { "start": 131072, "end": 135168, "nr_accesses": 1 } ] }
        ] } ]
        """;

    private const string Tracepoints = """
               kdamond.0  4452 [000] 60.500100: damon:damon_aggregated: target_id=7 nr_regions=2 65536-77824: 2 0
               kdamond.0  4452 [000] 60.500101: damon:damon_monitor_intervals_tune: sample_us=80000
               kdamond.0  4452 [000] 60.500102: damon:damon_aggregated: target_id=7 nr_regions=2 131072-1179648: 0
               kdamond.0  4452 [000] 60.500200: damon:damon_aggregated: target_id=7 nr_regions=1 131072-135168: 1 0
        """;

    private static byte[] Packed(string text)
    {
        var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) stream.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static void IsTheRecord(Trace trace)
    {
        Assert.Equal([0x10UL, 0x11, 0x12, 0x10, 0x11, 0x12, 0x20], TraceSamples.Events(trace).Select(e => e.Page));
        Assert.Equal([0L, 16_666, 33_333, 50_000, 66_666, 83_333, 100_000], trace.Times!);
        Assert.Equal(60_500_000_000, trace.Origin);
        Assert.Contains("left out: 1 regions in which no access was seen", trace.Notes);
        Assert.Equal(TraceSampling.Sampled, trace.Fidelity.Sampling);
        TraceSamples.CheckPromises(trace);
    }

    [Fact]
    public void Raw_report() => IsTheRecord(TraceSamples.Load("report", Report));

    [Fact]
    public void Plain_and_packed_json()
    {
        IsTheRecord(TraceSamples.Load("a.json", Json));
        IsTheRecord(TraceSamples.Load("damon.data", Packed(Json)));
    }

    [Fact]
    public void Tracepoint_text()
    {
        var trace = TraceSamples.Load("damon.txt", Tracepoints);
        IsTheRecord(trace);
        Assert.Contains("left out: 1 events other than `damon_aggregated`", trace.Notes);
    }

    [Fact]
    public void Regions_run_side_by_side_and_targets_apart()
    {
        const string Region = "\"snapshots\": [{ \"start_time\": 0, \"end_time\": 90, \"regions\": [{ \"start\": 0, \"end\": 4096, \"nr_accesses\": 3 }, { \"start\": 4096, \"end\": 8192, \"nr_accesses\": 2 }] }]";
        var trace = TraceSamples.Load("damon.data", $"[{{ \"target_id\": 5, {Region} }}, {{ \"target_id\": 6, {Region} }}, {{ \"target_id\": 6, \"scheme_idx\": 1, {Region} }}]");
        Assert.Equal([0L, 0, 0, 0, 30, 30, 45, 45, 60, 60], trace.Times!);
        Assert.Equal([0UL, 1, 1UL << 52, 1UL << 52 | 1], trace.Addresses);
        Assert.Equal([0, 1, 2, 3, 0, 2, 1, 3, 0, 2], trace.Pages);
        Assert.Contains("left out: 1 records of the same memory by another scheme", trace.Notes);
    }

    [Fact]
    public void A_large_record_is_thinned_and_says_so()
    {
        // Of 3 pages in 2 rounds and of 1 page in 1, every second one: (0,0), (2,0) and (1,1), where the draw is even.
        var trace = TraceSamples.Load("large.damon", Report, new() { MostSynthesized = 4 });
        Assert.Equal([0L, 33_333, 66_666], trace.Times!.Take(3));
        Assert.Equal([0x10UL, 0x12, 0x11], TraceSamples.Events(trace).Take(3).Select(e => e.Page));
        Assert.Contains("the record stands for 7 accesses, of which one in 2 is made", trace.Notes);
    }

    [Fact]
    public void Thinning_favours_no_page()
    {
        var text = Report.Replace("0010000-000000013000", "0010000-000000410000", StringComparison.Ordinal).Replace("KiB)           2", "KiB)          24", StringComparison.Ordinal);
        var trace = TraceSamples.Load("large.damon", text, new() { MostSynthesized = 6144 });
        var visits = trace.Pages.GroupBy(page => page).Select(pages => pages.Count()).ToList();
        Assert.InRange(visits.Count, 1024, 1025);
        Assert.Equal(1024, visits.Count(count => count is 4 or 5));
        TraceSamples.CheckPromises(trace);
    }

    [Fact]
    public void Larger_pages_make_fewer_accesses() =>
        Assert.Equal([0UL, 0, 0], TraceSamples.Events(TraceSamples.Load("a", Report, new() { PageBytes = 1 << 20 })).Select(e => e.Page));

    [Theory]
    [InlineData("12.000 KiB)           2", "12.000 KiB)           x", 10, 52, "`000000010000-000000013000 (  12.000 KiB)…` does not say how often the region was accessed")]
    [InlineData("000000013000 (", "00000001000 (", 10, 1, "`000000010000-00000001000 (  12.000 KiB) …` is no region")]
    [InlineData("nr_regions: 2", "nr_regions: 3", 13, 1, "the snapshot has 2 of its 3 regions")]
    [InlineData("nr_regions: 2", "nr_regions: 1", 11, 1, "the snapshot has more than its 1 regions")]
    [InlineData("monitoring_end:            200", "monitoring_end:            20", 14, 1, "the snapshot ends before it starts")]
    [InlineData("100.000 us\nmonitoring_end", "100.000 xs\nmonitoring_end", 13, 1, "`100.000 xs` is no time")]
    [InlineData("data source: perf", "date source: perf", 2, 1, "`date source` is nothing that a report of DAMON says")]
    [InlineData("000000020000-000000021000", "000000000000-ffffffffffff0000", 0, 0, "a region of the record has more pages than a process can have")]
    public void Errors_of_reports(string old, string changed, int line, int column, string message)
    {
        Assert.Contains(old, Report, StringComparison.Ordinal);
        var error = TraceSamples.Error("a.damon", Report.Replace(old, changed, StringComparison.Ordinal));
        Assert.Equal((message, line, column), (error.Message, error.Place.Line, error.Place.Column));
    }

    [Theory]
    [InlineData("\"65,536\"", "\"65.536\"", 3, 18, "`65.536` is no address")]
    [InlineData("\"77,824\"", "\"5\"", 3, 7, "the region has no `start` and an `end` above it")]
    [InlineData("\"nr_accesses\": 1", "\"nr\": 1", 5, 73, "the region does not say `nr_accesses` in samples")]
    [InlineData("\"60500000000\"", "null", 2, 19, "`null` is no time")]
    [InlineData("[ { \"kdamond", "[ 7, { \"kdamond", 1, 3, "here should be a record")]
    [InlineData("] } ]", "]", 6, 2, "the JSON is cut or damaged")]
    public void Errors_of_json(string old, string changed, int line, int column, string message)
    {
        Assert.Contains(old, Json, StringComparison.Ordinal);
        var at = Json.LastIndexOf(old, StringComparison.Ordinal);
        var error = TraceSamples.Error("damon.data", Json[..at] + changed + Json[(at + old.Length)..]);
        Assert.Equal((message, line, column), (error.Message, error.Place.Line, error.Place.Column));
    }

    [Fact]
    public void Damaged_packing_is_no_trace() =>
        Assert.Contains(
            TraceSamples.Error("damon.data", Packed(Json)[..60]).Message,
            new[] { "the JSON is cut or damaged", "the zlib-compressed data is damaged" });

    [Fact]
    public void A_snapshot_of_tracepoints_must_be_whole()
    {
        var error = TraceSamples.Error("damon.txt", Tracepoints.Replace("nr_regions=2", "nr_regions=4", StringComparison.Ordinal));
        Assert.Equal(("the snapshot has 2 of its 4 regions", 4), (error.Message, error.Place.Line));
    }
}

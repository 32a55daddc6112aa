using CdmPolicy.Traces;
using CsCheck;

namespace CdmPolicy.Tests.Traces;

public class RoundTripTests
{
    [Fact]
    public void Compact_keeps_a_trace_whole() => TraceSamples.Any.Sample(trace =>
    {
        var bytes = TraceSamples.Save(trace, "sample.cdmt");
        var again = TraceSamples.Load("sample.cdmt", bytes);
        TraceSamples.CheckPromises(again);
        Assert.Equal(trace.Pages, again.Pages);
        Assert.Equal(trace.Operations, again.Operations);
        Assert.Equal(trace.Times, again.Times);
        Assert.Equal(trace.Addresses, again.Addresses);
        Assert.Equal(trace.Regions, again.Regions);
        Assert.Equal(trace.RegionOfPage, again.RegionOfPage);
        Assert.Equal(trace.Agents, again.Agents);
        Assert.Equal(
            (trace.PageBytes, trace.Origin, trace.Interval, trace.References, trace.Name),
            (again.PageBytes, again.Origin, again.Interval, again.References, again.Name));
        Assert.Equal(bytes, TraceSamples.Save(again, "sample.cdmt"));
    }, iter: 300);

    [Fact]
    public void A_table_keeps_events_times_and_agents() => TraceSamples.Any.Sample(trace =>
    {
        var again = TraceSamples.Load(
            "sample.csv", TraceSamples.Save(trace, "sample.csv"), new() { PageBytes = trace.PageBytes });
        TraceSamples.CheckPromises(again);
        Assert.Equal(TraceSamples.Events(trace), TraceSamples.Events(again));
        Assert.Equal(trace.Times, again.Times);
        Assert.Equal(trace.Origin, again.Origin);
        Assert.Equal(trace.Regions.Select(r => r.FirstPage), again.Regions.Select(r => r.FirstPage));
    }, iter: 300);

    [Fact]
    public void OracleGeneral_keeps_pages_and_seconds() => TraceSamples.Any.Sample(trace =>
    {
        var bytes = TraceSamples.Save(trace, "sample.oracleGeneral");
        Assert.Equal(trace.Count * OracleGeneralRecord.Bytes, bytes.Length);
        var again = TraceSamples.Load("sample.oracleGeneral", bytes, new() { PageBytes = trace.PageBytes });
        TraceSamples.CheckPromises(again);
        Assert.Equal(trace.Pages, again.Pages);
        Assert.Equal(trace.Addresses, again.Addresses);
        Assert.Equal(bytes, TraceSamples.Save(again, "sample.oracleGeneral"));
    }, iter: 300);

    [Fact]
    public void Page_numbers_beyond_any_address_survive_a_table()
    {
        var builder = new TraceBuilder("hashes");
        builder.Add(ulong.MaxValue);
        builder.Add(3);
        var again = TraceSamples.Load("a.csv", TraceSamples.Save(builder.Build(), "a.csv"));
        Assert.Equal([ulong.MaxValue, 3UL], again.Addresses);
    }
}

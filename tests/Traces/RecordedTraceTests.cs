using CdmPolicy.Tests.Support;
using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

/// <summary>The traces that come with the project are what their description says.</summary>
public class RecordedTraceTests
{
    [Theory]
    [InlineData("sqlite", 1_000_000, 264, 1_000_000, 0)]
    [InlineData("python", 1_000_000, 1_218, 1_000_000, 0)]
    [InlineData("cc1", 1_300_000, 1_134, 1_300_000, 0)]
    [InlineData("zipf", 1_000_000, 49_433, 1_000_000, 0)]
    [InlineData("ls", 115_002, 267, 782_776, 25_015)]
    public void Counts(string name, int events, int pages, int references, int writes)
    {
        var trace = TraceFormats.Load(Repository.PathOf($"examples/traces/{name}.cdmt"));
        Assert.Equal(
            (events, pages, references, writes),
            (trace.Count, trace.PageCount, trace.References, trace.Operations.Count(Operation.IsWrite)));
    }
}

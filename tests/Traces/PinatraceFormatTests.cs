using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

public class PinatraceFormatTests
{
    [Fact]
    public void Loads_and_stores_in_their_order()
    {
        var trace = TraceSamples.Load("pinatrace.out", "0x401000: R 0x7000\n0x401004: W 0x7008\n0x401008: R   0x9000\n#eof\n");
        Assert.Equal([(7UL, Operation.Write, "cpu"), (9UL, Operation.Read, "cpu")], TraceSamples.Events(trace));
        Assert.Equal(3, trace.References);
        Assert.Null(trace.Times);
        Assert.Empty(trace.Notes);
        Assert.Equal(new(TraceSampling.Every, "loads and stores", "none"), trace.Fidelity);
    }

    [Fact]
    public void Content_tells_it_and_a_missing_end_is_noted()
    {
        var trace = TraceSamples.Load("log", "0x401000: R 0x7000\n");
        Assert.Equal([7UL], trace.Addresses);
        Assert.Equal(["the trace does not end with `#eof`: the program was ended, or the file was cut"], trace.Notes);
    }

    [Theory]
    [InlineData("0x401000: R 0x7000\nhello\n", 2, 1, "`hello` is no line of a pinatrace")]
    [InlineData("0x401000: X 0x7000\n", 1, 11, "`0x401000: X 0x7000` is no line of a pinatrace")]
    [InlineData("0x401000: W 7000\n", 1, 13, "`0x401000: W 7000` is no line of a pinatrace")]
    [InlineData("0x401000: W 0x10000000000000000\n", 1, 13, "`0x401000: W 0x10000000000000000` is no line of a pinatrace")]
    [InlineData("0x401000: W 0x7000 8\n", 1, 20, "`0x401000: W 0x7000 8` is no line of a pinatrace")]
    public void Errors_name_line_and_column(string text, int line, int column, string message)
    {
        var error = TraceSamples.Error("a.pinatrace", text);
        Assert.Equal((message, TracePlace.AtLine(line, column)), (error.Message, error.Place));
    }
}

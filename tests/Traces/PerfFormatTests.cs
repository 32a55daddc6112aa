using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

public class PerfFormatTests
{
    /// <summary>A line of `perf script --ns -F comm,pid,tid,cpu,time,event,addr,data_src`.</summary>
    private static string Sample(string time, string name, string address, string rest = "", string process = "70/71") =>
        $"            grep {process} [001] {time}: {name}: {address,16} {rest}\n";

    private const string Load = "        68100142 |OP LOAD|LVL L1 hit|SNP None|TLB L1 or L2 hit|LCK No|BLK  N/A";
    private const string Store = "        68080184 |OP STORE|LVL LFB hit|SNP N/A|TLB N/A|LCK No|BLK  N/A";

    [Fact]
    public void The_recommended_columns()
    {
        var trace = TraceSamples.Load("grep.perf",
            "# captured on: some day\n#\n"
            + Sample("5120.000000250", "cpu/mem-loads,ldlat=30/P", "7f3a00001008", Load)
            + Sample("5120.000000700", "cpu/mem-stores/P", "7f3a00002040", Store)
            + Sample("5120.000000900", "cpu/mem-loads,ldlat=30/P", "ffffffff81000000", Load));
        Assert.Equal(
            [(0x7f3a00001UL, Operation.Read, "cpu"), (0x7f3a00002UL, Operation.Write, "cpu"), (0xffffffff81000UL, Operation.Read, "cpu")],
            TraceSamples.Events(trace));
        Assert.Equal([0L, 450, 650], trace.Times!);
        Assert.Equal(5_120_000_000_250, trace.Origin);
        Assert.Equal(TraceSampling.Sampled, trace.Fidelity.Sampling);
        Assert.Empty(trace.Notes);
    }

    [Theory]
    [InlineData("grep 70 5120.000250: cpu/mem-stores/P: 1008", "no processor, six digits")]
    [InlineData("5120.000250: 1 mem_inst_retired.all_stores:u: 1008", "no command, a period")]
    [InlineData("my : prog 70/70 [000] 5120.000250: cpu/mem-stores/P: 1008 0 7f00aa main (/bin/prog)", "a colon in the command, a weight, an instruction")]
    [InlineData("grep 70 5120.000250: page-stores: 1008 table+0x8 (/bin/grep) 7f00aa main+0x10 (/bin/grep)", "symbols of both addresses")]
    [InlineData("grep 70 5120.000250: cpu/mem-loads/P: 1008 5080 |OP STORE|LVL L1 hit 5 7f00aa main (/bin/grep)", "the processor knows better than the name")]
    [InlineData("cpu/mem-stores/P: 0x1008", "no time at all")]
    public void Columns_that_are_there_or_not(string line, string what)
    {
        var trace = TraceSamples.Load("trace", line + "\n");
        Assert.True(TraceSamples.Events(trace).Single() == (1UL, Operation.Write, "cpu"), what);
        Assert.Equal(line.Contains("5120", StringComparison.Ordinal), trace.Times is not null);
    }

    [Fact]
    public void Processes_have_pages_of_their_own_and_share_the_kernel()
    {
        var trace = TraceSamples.Load("two.perf",
            Sample("1.000001", "mem-loads", "1000", Load) + Sample("1.000002", "mem-loads", "1000", Load, "90/90")
            + Sample("1.000003", "mem-loads", "1800", Load, "70/99") + Sample("1.000004", "mem-loads", "ffff800000000000", Load, "90/90")
            + Sample("1.000005", "mem-loads", "ffff800000000000", Load));
        Assert.Equal([0, 1, 0, 2, 2], trace.Pages);
        Assert.Equal([1UL, 1UL | 1UL << 52, 0xffff800000000UL], trace.Addresses);
    }

    [Fact]
    public void Mappings_are_regions()
    {
        var trace = TraceSamples.Load("maps.perf",
            "perf -1/0 0.000000: PERF_RECORD_MMAP -1/0: [0xffffffff81000000(0x2000) @ 0xffffffff81000000]: x [kernel.kallsyms]_text\n"
            + "grep 70/70 1.000001: PERF_RECORD_MMAP2 70/70: [0x1000(0x3000) @ 0 fe:00 331651 0]: r-xp /bin/grep\n"
            + "grep 70/70 1.000001: PERF_RECORD_MMAP2 70/70: [0x2000(0x4000) @ 0 00:00 0 0]: rw-p //anon\n"
            + "grep 70/70 1.000001: PERF_RECORD_MMAP2 70/70: [0x8000(0x1000) @ 0 00:01 0 0]: rw-s /dev/shm/a\n"
            + Sample("1.000002", "mem-loads", "2000", Load) + Sample("1.000003", "mem-loads", "4000", Load)
            + Sample("1.000004", "mem-loads", "8000", Load) + Sample("1.000005", "mem-loads", "ffffffff81000000", Load));
        Assert.Equal(
            [
                new(1, 3, 12288, RegionKind.File), new(4, 2, 8192, RegionKind.Anon), new(8, 1, 4096, RegionKind.Shmem),
                new Region(0xffffffff81000, 2, 8192, RegionKind.Kernel),
            ], trace.Regions);
        Assert.Equal([0, 1, 2, 3], trace.RegionOfPage);
        Assert.Empty(trace.Notes);
    }

    [Fact]
    public void What_is_left_out_or_assumed_is_counted()
    {
        var trace = TraceSamples.Load("a.perf",
            "grep 70/70 1.000001: PERF_RECORD_COMM: grep:70/70\n"
            + Sample("1.000002", "page-faults", "1000") + "\t            1000 main+0x0 (/bin/grep)\n\n"
            + Sample("1.000003", "cpu/mem-loads/P", "0", Load));
        Assert.Equal(1, trace.Count);
        Assert.Equal(
            [
                "left out: 1 records that are no samples", "left out: 1 lines of call chains", "left out: 1 samples without an address",
                "1 samples tell neither load nor store and count as loads",
            ], trace.Notes);
    }

    [Theory]
    [InlineData("grep 70 1.5: mem-loads: 1000\nbin boot\n", 2, 1, "`bin boot` names no event")]
    [InlineData("grep 70 1.5: mem-loads: 1000\ngrep 70 1.4: mem-loads: 1000\n", 2, 1, "the sample is earlier than the one above")]
    [InlineData("grep 70 1.5: mem-loads: 1000\ngrep 70 mem-loads: 1000\n", 2, 1, "the sample has no time, and the first one has one")]
    [InlineData("grep 70 1.5: mem-loads:\n", 1, 24, "the sample has no address")]
    [InlineData("grep 70 1.5: mem-loads: zebra\n", 1, 25, "`zebra` is no address")]
    [InlineData("grep 70 1.5: mem-loads: 11112222333344445\n", 1, 25, "`11112222333344445` is no address")]
    [InlineData("grep 70 1.5: page-faults: ffffffff821e8700 clear+0x40 ([kernel.kallsyms])\n", 1, 27, "`ffffffff821e8700` may be the instruction's address, since it is the only one")]
    public void Errors_name_line_and_column(string text, int line, int column, string message)
    {
        var error = TraceSamples.Error("a.perf", text);
        Assert.Equal((message, TracePlace.AtLine(line, column)), (error.Message, error.Place));
        Assert.Contains("perf script", error.Help, StringComparison.Ordinal);
    }
}

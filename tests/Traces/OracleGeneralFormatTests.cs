using System.Runtime.InteropServices;
using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

public class OracleGeneralFormatTests
{
    private static byte[] File(params OracleGeneralRecord[] records) =>
        MemoryMarshal.AsBytes(records.AsSpan()).ToArray();

    private static OracleGeneralRecord At(uint time, ulong id, long next = -1) => new(time, id, 4096, next);

    [Fact]
    public void A_record_is_24_packed_bytes()
    {
        byte[] bytes =
        [
            2, 0, 0, 0, 0x15, 0xcd, 0x5b, 7, 0, 0, 0, 0x80, 0, 0x10, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        ];
        Assert.Equal(bytes, File(At(2, 0x8000_0000_075b_cd15)));
        var trace = TraceSamples.Load("a.oracleGeneral", bytes);
        Assert.Equal([0x8000_0000_075b_cd15UL], trace.Addresses);
        Assert.Equal(2_000_000_000, trace.Origin);
    }

    [Fact]
    public void Pages_are_numbered_by_first_appearance_and_zero_times_are_none()
    {
        var trace = TraceSamples.Load("a.oracleGeneral", File(At(0, 9, 3), At(0, 1L << 40), At(0, 9), At(0, 2)));
        Assert.Equal([0, 1, 0, 2], trace.Pages);
        Assert.Equal([9UL, 1UL << 40, 2UL], trace.Addresses);
        Assert.Null(trace.Times);
        Assert.Equal("none", trace.Fidelity.Time);
        Assert.Equal(300, trace.TimeOf(3));
    }

    [Fact]
    public void The_accesses_of_a_second_are_spread_over_it()
    {
        var trace = TraceSamples.Load("a.oracleGeneral", File(At(5, 1), At(5, 2), At(8, 3), At(8, 4), At(8, 5), At(8, 6)));
        Assert.Equal(5_000_000_000, trace.Origin);
        Assert.Equal(
            [0L, 500_000_000, 3_000_000_000, 3_250_000_000, 3_500_000_000, 3_750_000_000], trace.Times!);
        Assert.Equal("sampling unknown: requests for pages; time: whole seconds, each spread evenly over its requests", trace.Fidelity.Describe());
    }

    [Fact]
    public void A_cut_record_is_named_by_number_and_byte()
    {
        var bytes = File(At(0, 1), At(0, 2), At(0, 3))[..53];
        foreach (var error in new[] { TraceSamples.Error("a.oracleGeneral", bytes), ErrorOfFile(bytes),
            TraceSamples.Error("a.oracleGeneral.zst", TraceSamples.Pack(bytes)) })
        {
            Assert.Equal(TracePlace.AtByte(48), error.Place);
            Assert.Equal("the trace is cut in the middle of record 3: 5 of its 24 bytes are there", error.Message);
        }
    }

    [Fact]
    public void A_request_whose_next_is_not_after_it_is_no_trace()
    {
        var bytes = File(At(0, 1), At(0, 2, 1));
        Assert.Equal(TracePlace.AtByte(40), TraceSamples.Error("a.oracleGeneral", bytes).Place);
        Assert.Equal(TracePlace.AtByte(40), ErrorOfFile(bytes).Place);
    }

    [Fact]
    public void Time_that_runs_backwards_is_an_error()
    {
        var bytes = File(At(3, 1), At(2, 2));
        Assert.Equal("record 2 is earlier than the record before it", TraceSamples.Error("a.oracleGeneral", bytes).Message);
        Assert.Equal("record 2 is earlier than the record before it", ErrorOfFile(bytes).Message);
    }

    /// <summary>A file is read in parallel stretches, a stream in one pass: both must number pages alike.</summary>
    [Fact]
    public void Parallel_reading_equals_reading_in_one_pass()
    {
        var random = new Random(7);
        var records = new OracleGeneralRecord[1_200_000];
        for (var i = 0; i < records.Length; i++)
        {
            var page = (ulong)random.Next(1, 60_000);
            records[i] = At((uint)(i / 400_000), i % 3 == 0 ? page * 0x1_0000_0001 : page + (ulong)i / 50);
        }
        var bytes = File(records);
        var (inOnePass, parallel) = (TraceSamples.Load("a.oracleGeneral", bytes), LoadFile(bytes));
        Assert.True(inOnePass.Pages.AsSpan().SequenceEqual(parallel.Pages));
        Assert.True(inOnePass.Addresses.AsSpan().SequenceEqual(parallel.Addresses));
        Assert.True(inOnePass.Times.AsSpan().SequenceEqual(parallel.Times));
    }

    private static TraceException ErrorOfFile(byte[] bytes) => Assert.Throws<TraceException>(() => LoadFile(bytes));

    private static Trace LoadFile(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllBytes(folder["a.oracleGeneral"], bytes);
        return TraceFormats.Load(folder["a.oracleGeneral"]);
    }
}

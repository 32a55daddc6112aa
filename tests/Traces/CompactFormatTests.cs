using System.Buffers.Binary;
using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

public class CompactFormatTests
{
    private static readonly byte[] Small = Save("time_ns,page,rw,agent\n5,1,r,cpu\n9,2,w,gpu0\n9,90,r,cpu\n");

    private static byte[] Save(string table) => TraceSamples.Save(TraceSamples.Load("a.csv", table), "a.cdmt");

    [Fact]
    public void It_keeps_everything()
    {
        var trace = TraceSamples.Load("renamed", Small);
        Assert.Equal([(1UL, 0, "cpu"), (2UL, 1, "gpu0"), (90UL, 0, "cpu")], TraceSamples.Events(trace));
        Assert.Equal([0L, 4L, 4L], trace.Times!);
        Assert.Equal(5, trace.Origin);
        Assert.Equal([0, 0, 1], trace.RegionOfPage);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(20)]
    [InlineData(40)]
    public void A_cut_file_is_an_error_at_its_block(int length)
    {
        var error = TraceSamples.Error("a.cdmt", Small[..length]);
        Assert.InRange(error.Place.Offset, 0, length);
        Assert.Contains(error.Message.Split(' '), word => word is "cut" or "no");
    }

    [Fact]
    public void A_file_cut_between_blocks_is_an_error()
    {
        var error = TraceSamples.Error("a.cdmt", Small[..^CompactFiles.LastBlockLength(Small)]);
        Assert.Equal("the trace ends without its closing block", error.Message);
        Assert.Equal(Small.Length - CompactFiles.LastBlockLength(Small), error.Place.Offset);
    }

    [Fact]
    public void A_changed_byte_fails_the_checksum_of_its_block()
    {
        var bytes = (byte[])Small.Clone();
        bytes[CompactLayout.PreambleBytes + CompactLayout.HeaderBytes + 3] ^= 0x10;
        var error = TraceSamples.Error("a.cdmt", bytes);
        Assert.Equal(("a block does not match its checksum", TracePlace.AtByte(12)), (error.Message, error.Place));
    }

    [Fact]
    public void A_newer_version_is_named()
    {
        var bytes = (byte[])Small.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), 7);
        var error = TraceSamples.Error("a.cdmt", bytes);
        Assert.Equal("the trace has version 7 of the format, this program reads 1 to 3", error.Message);
        Assert.Equal(TracePlace.AtByte(8), error.Place);
    }

    [Fact]
    public void A_block_of_a_newer_version_is_named()
    {
        var bytes = CompactFiles.Rewrite(Small, (kind, raw) => (kind == "REGN" ? "PINS" : kind, raw));
        Assert.Equal("a newer version wrote the block `PINS`, which this one does not know",
            TraceSamples.Error("a.cdmt", bytes).Message);
    }

    [Fact]
    public void What_follows_the_end_is_an_error()
    {
        var error = TraceSamples.Error("a.cdmt", [.. Small, 0]);
        Assert.Equal(("something follows the closing block", TracePlace.AtByte(Small.Length)), (error.Message, error.Place));
    }

    [Theory]
    [InlineData("EVNT", 3, 200, "block `EVNT` is damaged: page number 200 is not below 3")]
    [InlineData("EVNT", 7, 8, "block `EVNT` is damaged: agent number 2 is not below 2")]
    [InlineData("EVNT", 0, 3, "block `EVNT` is damaged")]
    [InlineData("EVNT", 9, 1, "block `EVNT` is damaged: its times are out of range")]
    [InlineData("HEAD", 0, 2, "block `HEAD` is damaged: the blocks do not add up to 3 pages and 2 events")]
    [InlineData("HEAD", 2, 0x81, "block `HEAD` is damaged: it should describe the trace")]
    [InlineData("REGN", 1, 0, "block `REGN` is damaged: regions must rise and not overlap")]
    [InlineData("REGN", 1, 1, "page `2` lies in no region of the trace")]
    public void A_block_that_says_what_cannot_be_is_damaged(string kind, int at, byte value, string message)
    {
        var bytes = CompactFiles.Rewrite(Small, (name, raw) =>
        {
            if (name == kind) raw[at] = value;
            return (name, raw);
        });
        Assert.Equal(message, TraceSamples.Error("a.cdmt", bytes).Message);
    }

    [Fact]
    public void Large_traces_take_several_blocks_and_wide_page_numbers()
    {
        var builder = new TraceBuilder("large");
        for (var i = 0; i < CompactLayout.ItemsPerBlock + 1000; i++) builder.AddAt(i * 3L, (ulong)i * 17, (byte)(i & 1));
        var trace = builder.Build();
        var again = TraceSamples.Load("large.cdmt", TraceSamples.Save(trace, "large.cdmt"));
        Assert.True(trace.Pages.AsSpan().SequenceEqual(again.Pages));
        Assert.True(trace.Times.AsSpan().SequenceEqual(again.Times));
        Assert.True(trace.Addresses.AsSpan().SequenceEqual(again.Addresses));
        Assert.True(trace.RegionOfPage.AsSpan().SequenceEqual(again.RegionOfPage));
    }
}

using CdmPolicy.Traces;
using CsCheck;

namespace CdmPolicy.Tests.Traces;

/// <summary>However a file is damaged, it gives a sound trace or an error with its words, and nothing else.</summary>
public class DamagedTraceTests
{
    private static readonly Gen<(int Cut, (int At, byte Value)[] Changes)> Damage =
        Gen.Select(Gen.Int[0, 1 << 20], Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte).Array[0, 6]);

    private static readonly Trace Whole = TraceSamples.Load("a.csv", string.Concat(
        Enumerable.Range(0, 400).Select(i => $"{i * 10},{i * i % 97 * 4096},{i % 2},{(i % 3 == 0 ? "gpu0" : "cpu")}\n")));

    [Theory]
    [InlineData("a.cdmt")]
    [InlineData("a.csv")]
    [InlineData("a.oracleGeneral")]
    [InlineData("a.cdmt.zst")]
    [InlineData("a.oracleGeneral.zst")]
    public void Written_files(string path)
    {
        var bytes = TraceSamples.Save(Whole, path);
        Check(path, path.EndsWith(".zst", StringComparison.Ordinal) ? TraceSamples.Pack(bytes) : bytes);
    }

    [Fact]
    public void Lackey_text() => Check("a.lackey", [.. "==1== x\nI  0401ab70,3\n S 1fff000638,8\n L 04be2000,4\n"u8]);

    [Fact]
    public void Other_texts()
    {
        Check("a.perf", [.. "p 7/7 [1] 5.250: cpu/mem-loads/P: 7f00 68100 |OP LOAD|LVL\np 7 [1] 6.0: s: 10\n"u8]);
        Check("a.pinatrace", [.. "0x40: R 0x7000\n0x44: W 0x7008\n#eof\n"u8]);
        Check("a.msr", [.. "128,hm,0,Read,8192,4096,413\n129,hm,0,Write,4095,2,900\n"u8]);
        Check("a.damon", [.. "monitoring_start: 0 ns\nmonitoring_end: 1 us\nnr_regions: 1\n1000-3000 (8 KiB) 2 0\n"u8]);
        Check("damon.data", [.. "[{\"target_id\":1,\"snapshots\":[{\"start_time\":0,\"end_time\":\"9\",\"regions\":[{\"start\":0,\"end\":\"9,000\",\"nr_accesses\":3}]}]}]"u8]);
        Check("damon.data", [.. "p 1 2.0: damon_aggregated: target_id=1 nr_regions=1 0-9000: 3\n"u8]);
    }

    [Fact]
    public void Contents_of_well_packed_blocks()
    {
        var file = TraceSamples.Save(Whole, "a.cdmt");
        Damage.Sample(damage => Survive("a.cdmt", CompactFiles.Rewrite(file, (kind, raw) =>
        {
            foreach (var (at, value) in damage.Changes)
                if (raw.Length > 0) raw[at % raw.Length] = value;
            return (kind, damage.Cut % 5 == 0 ? raw[..(damage.Cut % (raw.Length + 1))] : raw);
        })), iter: 400);
    }

    [Fact]
    public void Random_bytes_under_every_name() =>
        Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            foreach (var path in new[] { "a", "a.cdmt", "a.csv", "a.oracleGeneral", "a.lackey", "a.perf", "a.msr", "a.damon" }) Survive(path, bytes);
            Survive("a", [0x28, 0xB5, 0x2F, 0xFD, .. bytes]);
        }, iter: 200);

    private static void Check(string path, byte[] whole) => Damage.Sample(damage =>
    {
        var bytes = (byte[])whole.Clone();
        foreach (var (at, value) in damage.Changes) bytes[at % bytes.Length] = value;
        Survive(path, bytes[..(damage.Cut % 3 == 0 ? damage.Cut % bytes.Length : bytes.Length)]);
    }, iter: 400);

    private static void Survive(string path, byte[] bytes)
    {
        try
        {
            TraceSamples.CheckPromises(TraceSamples.Load(path, bytes));
        }
        catch (TraceException error)
        {
            Assert.False(char.IsUpper(error.Message[0]) || error.Message.EndsWith('.'), error.Message);
            Assert.Equal(path, error.Path);
        }
    }
}

using System.Diagnostics;
using CdmPolicy;
using CdmPolicy.Benchmarks.HandWritten;

const int Pages = 50_000, Events = 20_000_000;
var rng = new Random(1);
var cdf = new double[Pages];
double sum = 0;
for (var i = 0; i < Pages; i++) cdf[i] = sum += 1 / Math.Pow(i + 1, 0.9);
var pages = new int[Events];
var ops = new byte[Events];
for (var i = 0; i < Events; i++)
{
    var k = Array.BinarySearch(cdf, rng.NextDouble() * sum);
    pages[i] = k < 0 ? Math.Min(~k, Pages - 1) : k;
    ops[i] = (byte)(rng.Next(4) == 0 ? 1 : 0);
}
for (var round = 0; round < 6; round++)
{
    using var m = new Machine<HandWrittenTiering>(new HandWrittenTiering(), Pages);
    var a = GC.GetAllocatedBytesForCurrentThread();
    var t = Stopwatch.GetTimestamp();
    const int Chunk = 65536;
    for (var i = 0; i < Events; i += Chunk)
    {
        var n = Math.Min(Chunk, Events - i);
        m.Execute(pages.AsSpan(i, n), ops.AsSpan(i, n), i * 100L, 100);
    }
    var s = Stopwatch.GetElapsedTime(t).TotalSeconds;
    var b = GC.GetAllocatedBytesForCurrentThread() - a;
    Console.WriteLine($"{Events / s / 1e6:F1} M/s alloc {b} faults {m.Totals.Faults} refaults {m.Totals.Refaults} cost {m.CostNs} rules {string.Join(' ', m.Rules.ToArray().Select(r => $"{r.Tried}/{r.Applied}"))}");
}

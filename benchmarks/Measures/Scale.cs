using System.Diagnostics;
using Examples;

namespace CdmPolicy.Benchmarks.Measures;

/// <summary>Events per second and bytes per page of the four-tier example as the memory grows.</summary>
/// <remarks>
/// The tiers hold a sixteenth, a quarter, an eighth and all of the pages. Every page is touched once, in order; then accesses fall on the page of rank
/// pages · u^6, u even in 0 to 1, ranks scattered over the pages: four in five fall on a quarter of them, one in seven on a hundred-thousandth.
/// </remarks>
internal static class Scale
{
    private const int Rounds = 9;
    private const int Batch = 1 << 20;
    private const long ScatterBy = 2_654_435_761;

    public static void Print(int largest)
    {
        Console.WriteLine("Balanced (four tiers), M events/s, one thread, median (min to max) of 9 rounds of 4 M events; bytes of memory in use for each page");
        for (var pages = 100_000; pages <= largest; pages *= 10) Measure(pages);
    }

    private static void Measure(int pages)
    {
        var before = InUse();
        var bytes = pages * 4096L;
        var hierarchy = Balanced.Hierarchy.WithCapacities(new Dictionary<string, long>
        {
            ["stack"] = bytes / 16 / 4096 * 4096, ["ram"] = bytes / 4 / 4096 * 4096, ["gpu"] = bytes / 8 / 4096 * 4096, ["pmem"] = bytes,
        });
        using var machine = new Machine<Balanced>(new Balanced(), pages, hierarchy);
        var (numbers, operations) = (new int[Batch], new byte[Batch]);
        var random = new Random(1);
        long now = 0;
        for (var first = 0; first < pages; first += Batch)
        {
            var count = Math.Min(Batch, pages - first);
            for (var i = 0; i < count; i++) numbers[i] = first + i;
            machine.Execute(numbers.AsSpan(0, count), operations.AsSpan(0, count), now, 100);
            now += count * 100L;
        }

        var rates = new List<double>();
        long allocated = 0;
        for (var round = -1; round < Rounds; round++)
        {
            double seconds = 0;
            for (var batch = 0; batch < 4; batch++)
            {
                for (var i = 0; i < Batch; i++)
                {
                    numbers[i] = (int)((long)(pages * Math.Pow(random.NextDouble(), 6)) * ScatterBy % pages);
                    operations[i] = (byte)(random.Next(4) == 0 ? 1 : 0);
                }

                var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                machine.Execute(numbers, operations, now, 100);
                seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
                allocated += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
                now += Batch * 100L;
            }

            if (round >= 0) rates.Add(4 * Batch / seconds / 1e6);
        }

        rates.Sort();
        var perPage = (InUse() - before) / (double)pages;
        Console.WriteLine($"  {pages,11:N0} pages  {rates[Rounds / 2],6:F1} ({rates[0]:F1} to {rates[^1]:F1})  {perPage,6:F1} B/page  {allocated} B allocated while running");
    }

    private static long InUse()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}

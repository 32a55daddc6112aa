namespace CdmPolicy.Benchmarks;

/// <summary>Synthetic accesses with a Zipf distribution, the same for the same arguments.</summary>
public sealed class Workload
{
    private Workload(int pageCount, int[] pages, byte[] operations)
    {
        PageCount = pageCount;
        Pages = pages;
        Operations = operations;
    }

    public int PageCount { get; }

    public int[] Pages { get; }

    /// <summary>Bit 0: a write; one access in four.</summary>
    public byte[] Operations { get; }

    public static Workload Zipf(int pageCount, int events, double exponent, int seed = 1)
    {
        var random = new Random(seed);
        var cumulative = new double[pageCount];
        double sum = 0;
        for (var i = 0; i < pageCount; i++) cumulative[i] = sum += Math.Pow(i + 1, -exponent);
        var pages = new int[events];
        var operations = new byte[events];
        for (var i = 0; i < events; i++)
        {
            var at = Array.BinarySearch(cumulative, random.NextDouble() * sum);
            pages[i] = Math.Min(at < 0 ? ~at : at, pageCount - 1);
            operations[i] = (byte)(random.Next(4) == 0 ? 1 : 0);
        }

        return new Workload(pageCount, pages, operations);
    }

    /// <summary>Runs it on a machine, one access every 100 ns, in batches as the command does.</summary>
    public void Run<TPolicy>(Machine<TPolicy> machine)
        where TPolicy : struct, Policies.IPolicy<TPolicy>
    {
        const int Batch = 1 << 15;
        for (var done = 0; done < Pages.Length; done += Batch)
        {
            var count = Math.Min(Batch, Pages.Length - done);
            Run(machine, done, count);
        }
    }

    /// <summary>Runs a part of it.</summary>
    public void Run<TPolicy>(Machine<TPolicy> machine, int first, int count)
        where TPolicy : struct, Policies.IPolicy<TPolicy> =>
        machine.Execute(Pages.AsSpan(first, count), Operations.AsSpan(first, count), first * 100L, 100);
}

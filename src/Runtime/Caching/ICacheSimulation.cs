namespace CdmPolicy.Caching;

/// <summary>A cache that is fed requests, whatever its algorithm: one virtual call per batch, none per request.</summary>
public interface ICacheSimulation : IDisposable
{
    /// <summary>Requests so far whose page was not resident.</summary>
    long Misses { get; }

    /// <summary>Requests pages, by number.</summary>
    /// <exception cref="ArgumentException">A page number is not below the count given at construction.</exception>
    void Run(ReadOnlySpan<int> pages);
}

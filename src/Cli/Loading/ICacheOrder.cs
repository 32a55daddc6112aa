using CdmPolicy.Caching;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Loading;

/// <summary>A way to choose who leaves a cache, ready to simulate.</summary>
internal interface ICacheOrder
{
    /// <summary>As the user wrote it.</summary>
    string Text { get; }

    /// <param name="capacity">In pages.</param>
    /// <param name="trace">The requests that will be run, all of them.</param>
    ICacheSimulation Create(int capacity, Trace trace);
}

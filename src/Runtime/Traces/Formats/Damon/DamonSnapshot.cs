namespace CdmPolicy.Traces;

/// <summary>An area of memory and in how many of a snapshot's samples it was found accessed.</summary>
/// <param name="End">The first address behind it.</param>
internal readonly record struct DamonRegion(ulong Start, ulong End, int Accesses);

/// <summary>What DAMON found in one aggregation interval.</summary>
/// <param name="Target">The number of the monitored process or of physical memory, in the order of appearance.</param>
internal sealed record DamonSnapshot(ulong Target, long StartNs, long EndNs, IReadOnlyList<DamonRegion> Regions);

/// <summary>The snapshots of a file, and what a reader left out.</summary>
internal sealed record DamonRecord(List<DamonSnapshot> Snapshots, LeftOut LeftOut);

namespace CdmPolicy.Traces;

/// <summary>What stands behind a region's pages; the numbers are those of the language's <c>kind</c>.</summary>
public enum RegionKind : byte
{
    Anon = 0,
    Shmem = 1,
    File = 2,
    Kernel = 3,
}

/// <summary>A run of neighbouring pages of one kind.</summary>
/// <param name="FirstPage">The source's page number of its first page.</param>
/// <param name="PageSpan">Pages from its first to its last touched page, untouched ones between included.</param>
/// <param name="Bytes">Its size, the span in bytes.</param>
public readonly record struct Region(ulong FirstPage, long PageSpan, long Bytes, RegionKind Kind)
{
    /// <summary>What the program asked for with it, as <see cref="MapRequest"/> reads it; null for nothing.</summary>
    public string? Request { get; init; }

    internal static Region Spanning(ulong firstPage, long pageSpan, int pageBytes, RegionKind kind, string? request = null) =>
        new(firstPage, pageSpan, (long)Int128.Min((Int128)pageSpan * pageBytes, long.MaxValue), kind) { Request = request };
}

using CdmPolicy.Frames;

namespace CdmPolicy.Model;

/// <summary>What a program asked for when it mapped a range of pages.</summary>
/// <param name="SizeBytes">Of the whole region.</param>
/// <param name="Bound">The index of the only tier that will do, or -1.</param>
/// <param name="Named">One bit per tier that was named among others.</param>
/// <param name="Preferred">The index of the tier preferred, or -1.</param>
/// <param name="Tenant">The index of the tenant whose pages they are, or -1.</param>
public sealed record RegionModel(
    PageKind Kind, long SizeBytes, int Bound = -1, int Named = 0, int Preferred = -1, int Tenant = -1)
{
    /// <summary>The number of the first page that a huge page may hold; the others of these follow it without a gap.</summary>
    public int FirstHuge { get; init; }

    /// <summary>Whether the request named the tier and nothing less will do: it is bound to it, or asks for it among others.</summary>
    public bool Wants(int tier) => Bound == tier || (Named >> tier & 1) != 0;

    /// <summary>How many huge pages the region could hold; 0: it asked for none.</summary>
    public int HugePages { get; init; }
}

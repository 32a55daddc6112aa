using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>Where a field's bits are inside a frame's entry.</summary>
/// <param name="InHeader">In the header's spare byte (<c>Frame.Bits</c>) instead of the state behind the header.</param>
/// <param name="Offset">Byte offset within the state; 0 in the header.</param>
/// <param name="UnitBytes">1, 2, 4 or 8: the integer that is loaded.</param>
/// <param name="Shift">The field's lowest bit within that integer.</param>
/// <param name="Bits">Its width.</param>
public sealed record FieldLocation(bool InHeader, int Offset, int UnitBytes, int Shift, int Bits);

/// <summary>Per-page memory of a policy or a reclaimer. Initially 0, false, none (agents and tiers are kept plus one).</summary>
/// <param name="Decay">Index into <see cref="PolicyPlan.Decays"/>, or -1.</param>
/// <param name="Hidden">Kept by the compiler for a built-in (<c>idle</c>, <c>resident</c>), not by the author.</param>
public sealed record FieldPlan(
    string Name, string Doc, ValueType Type, ValueRange Range, FieldLocation Location, int Decay, bool Hidden,
    string Source);

/// <summary>
/// A clock that lazily decays fields: at multiples of the period the epoch advances, and a field is worth its stored value
/// times factor^(epochs since its stamp).
/// </summary>
/// <param name="PeriodNs">At least 1; 0 where a statement moves the clock on.</param>
/// <param name="Factor">Parts per 10^9; 500,000,000 with <paramref name="Halves"/>.</param>
/// <param name="Halves">Decays by a shift: each epoch truncates.</param>
/// <param name="Stamp">The 32-bit epoch stored per page, shared by all fields of this clock.</param>
public sealed record DecayPlan(long PeriodNs, long Factor, bool Halves, FieldLocation Stamp)
{
    /// <summary>The cell of the state that is this clock, or -1 where it is time.</summary>
    public int Epoch { get; init; } = -1;
}

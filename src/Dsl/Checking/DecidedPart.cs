using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Checking;

/// <summary>A comparison in a condition that comes out the same for all values of what is compared.</summary>
/// <param name="About">What is compared; the plan knows nothing of it any more.</param>
/// <param name="Within">The whole expression that it is a part of.</param>
/// <param name="Holds">How it comes out.</param>
/// <param name="Why">As help says it.</param>
internal sealed record DecidedPart(TextSpan Span, Expr About, TextSpan Within, bool Holds, string Why)
{
    /// <summary>The whole expression can hold; where it cannot, that is reported as what it does there.</summary>
    public bool IsPart { get; init; } = true;
}

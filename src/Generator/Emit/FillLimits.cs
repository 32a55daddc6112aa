using System.Globalization;

namespace CdmPolicy.Generator.Emit;

/// <summary>A ratio that some rule compares a tier's fill with.</summary>
/// <param name="Ratio">Parts per 10^9.</param>
internal sealed record FillLimit(int Tier, long Ratio, bool Above, string Field);

/// <summary>
/// The frames at which the fill of a tier reaches the ratios that rules compare it with: worked out once, so that an event
/// compares two integers.
/// </summary>
internal sealed class FillLimits(Func<int, string> tierName, NameScope names)
{
    private readonly List<FillLimit> _all = [];

    /// <summary>In the order of first use.</summary>
    public IReadOnlyList<FillLimit> All => _all;

    /// <param name="above">The fill must be above the ratio, not only at it.</param>
    public string Field(int tier, long ratio, bool above)
    {
        if (_all.Find(l => l.Tier == tier && l.Ratio == ratio && l.Above == above) is { } known) return known.Field;
        var percent = (ratio / 10_000_000).ToString(CultureInfo.InvariantCulture);
        var field = names.Take($"_{tierName(tier)}{(above ? "Above" : "At")}{percent}");
        _all.Add(new FillLimit(tier, ratio, above, field));
        return field;
    }
}

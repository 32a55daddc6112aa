using System.Globalization;

namespace CdmPolicy.Generator.Emit;

/// <summary>
/// The frames at which the fill of a tier reaches the ratios that rules compare it with: worked out once, so that an event
/// compares two integers.
/// </summary>
internal sealed class FillLimits(Func<int, string> tierName, NameScope names)
{
    private readonly Dictionary<(int Tier, long Ratio), string> _fields = [];
    private readonly List<(int Tier, long Ratio)> _order = [];

    /// <summary>In the order of first use.</summary>
    public IEnumerable<(int Tier, long Ratio, string Field)> All => _order.Select(key => (key.Tier, key.Ratio, _fields[key]));

    public string Field(int tier, long ratio)
    {
        if (_fields.TryGetValue((tier, ratio), out var field)) return field;
        var percent = (ratio / 10_000_000).ToString(CultureInfo.InvariantCulture);
        field = names.Take($"_{tierName(tier)}At{percent}");
        _fields.Add((tier, ratio), field);
        _order.Add((tier, ratio));
        return field;
    }
}

using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>What may stand behind a dot.</summary>
internal static class MemberNames
{
    public static readonly Dictionary<string, TierProperty> Tier = new(StringComparer.Ordinal)
    {
        ["free"] = TierProperty.Free, ["used"] = TierProperty.Used, ["capacity"] = TierProperty.Capacity,
        ["reserve"] = TierProperty.Reserve, ["low"] = TierProperty.Low, ["high"] = TierProperty.High,
        ["fill"] = TierProperty.Fill, ["whole"] = TierProperty.Whole,
    };


    /// <summary>Of a device, besides the statistics it declares.</summary>
    public static readonly string[] Device = ["wanted", "closed"];

    public static readonly Dictionary<string, PageExpr> Region = new(StringComparer.Ordinal)
    {
        ["rate"] = new(ValueType.Ratio, new ValueRange(0, 1_000_000_000), PageProperty.RegionRate),
        ["age"] = new(ValueType.Time, ValueRange.Full, PageProperty.RegionAge),
        ["size"] = new(ValueType.Bytes, ValueRange.Full, PageProperty.RegionSize),
    };

    public static readonly Dictionary<string, BudgetProperty> Budget = new(StringComparer.Ordinal)
    {
        ["used"] = BudgetProperty.Used, ["left"] = BudgetProperty.Left, ["asked"] = BudgetProperty.Asked,
        ["refused"] = BudgetProperty.Refused, ["amount"] = BudgetProperty.Amount,
    };

    public static readonly string[] Functions = ["min", "max", "clamp", "pages", "bytes", "log2"];
}

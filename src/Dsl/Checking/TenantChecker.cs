using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the <c>tenant</c>s of a hierarchy: whole pages, each share once, no low above its max.</summary>
internal sealed class TenantChecker(FileContext file, NameResolver names, TierPlan[] tiers, long pageBytes)
{
    private readonly ExpressionChecker _constants =
        new(new Scope(file, new SymbolTable(), Sight.Constant, "a tenant"));

    public EquatableArray<TenantPlan> Check(IEnumerable<TenantSyntax> tenants) =>
        tenants.Select(t => new TenantPlan(t.Name.Text, t.Doc, Shares(t))).ToEquatableArray();

    private EquatableArray<SharePlan> Shares(TenantSyntax tenant)
    {
        var given = new Dictionary<(string Keyword, int Tier), (TenantShareSyntax Syntax, long Bytes)>();
        foreach (var share in tenant.Shares.OfType<TenantShareSyntax>())
        {
            if (share.Tier.Text.Length == 0 || names.Tier(share.Tier) is not { } tier) continue;
            if (Amount(share, tier) is not { } bytes) continue;
            if (given.TryGetValue((share.Keyword.Text, tier), out var first))
                file.ReportWithHelp(DiagnosticRules.DuplicateProperty, share.Keyword.Span,
                    $"the first one is {file.PlaceOf(file, first.Syntax.Span)}", $"{share.Keyword.Text} {share.Tier.Text}").Relate(file, first.Syntax.Span, "the first one");
            else given.Add((share.Keyword.Text, tier), (share, bytes));
        }

        foreach (var low in given.Where(g => g.Key.Keyword == "low"))
            if (given.TryGetValue(("max", low.Key.Tier), out var max) && low.Value.Bytes > max.Bytes)
                UpsideDown(tenant, low.Value.Syntax, max.Syntax);
        return given.Keys.Select(k => k.Tier).Distinct().OrderBy(t => t)
            .Select(t => new SharePlan(
                t, given.TryGetValue(("low", t), out var low) ? low.Bytes : 0, given.TryGetValue(("max", t), out var most) ? most.Bytes : -1))
            .ToEquatableArray();
    }

    private void UpsideDown(TenantSyntax tenant, TenantShareSyntax low, TenantShareSyntax max) =>
        file.ReportWithHelp(DiagnosticRules.ShareUpsideDown, low.Amount.Span, $"its `max` stands {file.PlaceOf(file, max.Span)}",
            tenant.Name.Text, file.Source(low.Amount.Span), low.Tier.Text, file.Source(max.Amount.Span)).Relate(file, max.Span, "its `max`");

    /// <summary>A share of nothing is a share too: <c>max gpu 0B</c> keeps a tenant out.</summary>
    private long? Amount(TenantShareSyntax share, int tier)
    {
        if (_constants.Constant(share.Amount, ValueType.Bytes) is not { } bytes) return null;
        var source = file.Source(share.Amount.Span);
        if (bytes % pageBytes != 0)
            file.ReportWithHelp(DiagnosticRules.NotWholePages, share.Amount.Span,
                $"the nearest below is `{TypeNames.Show(ValueType.Bytes, bytes / pageBytes * pageBytes)}`", source,
                TypeNames.Show(ValueType.Bytes, pageBytes));
        else if (bytes > tiers[tier].CapacityBytes)
            file.ReportWithHelp(DiagnosticRules.ShareAboveCapacity, share.Amount.Span,
                $"it holds `{TypeNames.Show(ValueType.Bytes, tiers[tier].CapacityBytes)}`", source, tiers[tier].Name);
        else return bytes;
        return null;
    }
}

using System.Text.Json;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Rendering;

/// <summary>What each tenant of a hierarchy had in a run.</summary>
internal static class TenantTable
{
    public static void Write(RunReport report, CommandIo io)
    {
        if (report.Result.Tenants.Count == 0) return;
        var table = new TextTable(["tenant<", .. report.Hierarchy.Tiers.Select(t => $"in {t.Name}"), "accesses", "cost", "per access", "faults", "beyond its share", "not placed"]);
        foreach (var (name, tenant) in Named(report))
        {
            var counters = tenant.Counters;
            table.Row(
            [
                name ?? "none", .. tenant.HeldBytes.Select(Quantity.Bytes), Quantity.Count(counters.Accesses), Quantity.Time(counters.AccessNs),
                Quantity.Ns(counters.AccessNs / (double)Math.Max(1, counters.Accesses)), Quantity.Count(counters.Faults),
                Quantity.Count(counters.BeyondShare), Quantity.Count(counters.NotPlaced),
            ]);
        }

        table.Write(io);
    }

    public static void WriteJson(RunReport report, Utf8JsonWriter json)
    {
        if (report.Result.Tenants.Count == 0) return;
        json.Array("tenants", Named(report), (w, t) =>
        {
            w.WriteStartObject();
            w.WriteString("name", t.Name);
            w.WriteStartObject("held_bytes");
            foreach (var (tier, held) in report.Hierarchy.Tiers.Zip(t.Result.HeldBytes)) w.WriteNumber(tier.Name, held);
            w.WriteEndObject();
            w.WriteNumber("accesses", t.Result.Counters.Accesses);
            w.WriteNumber("access_ns", t.Result.Counters.AccessNs);
            w.WriteNumber("faults", t.Result.Counters.Faults);
            w.WriteNumber("beyond_share", t.Result.Counters.BeyondShare);
            w.WriteNumber("not_placed", t.Result.Counters.NotPlaced);
            w.WriteEndObject();
        });
    }

    /// <summary>The tenants by name, and at the end the pages of none, where there were any.</summary>
    private static IEnumerable<(string? Name, TenantResult Result)> Named(RunReport report)
    {
        var (none, tenants) = (report.Result.Tenants[0], report.Result.Tenants.Skip(1));
        foreach (var (tenant, result) in report.Hierarchy.Tenants.Zip(tenants)) yield return (tenant.Name, result);
        if (none.Counters.Faults > 0) yield return (null, none);
    }
}

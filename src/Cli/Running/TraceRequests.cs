using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Running;

/// <summary>What the regions of a recorded trace asked for, in a hierarchy: by name, and nothing where no name matches.</summary>
internal static class TraceRequests
{
    /// <summary>What the trace itself asks for comes before a binding of all regions of a kind.</summary>
    public static RegionModel Of(Region region, HierarchyModel hierarchy, IReadOnlyDictionary<PageKind, int> bindings)
    {
        var kind = (PageKind)region.Kind;
        var request = region.Request is { } text ? MapRequest.Parse(text) : null;
        int Tier(string? name) => Array.FindIndex(hierarchy.Tiers, t => t.Name == name && t.Bind);
        var (bound, preferred) = (Tier(request?.Bound), Tier(request?.Preferred));
        var named = (request?.Asked ?? []).Select(Tier).Where(t => t >= 0).Aggregate(0, (mask, tier) => mask | 1 << tier);
        if (bound < 0 && named == 0 && preferred < 0) bound = bindings.GetValueOrDefault(kind, -1);
        return new(kind, region.Bytes, bound, named, preferred, Array.FindIndex(hierarchy.Tenants, t => t.Name == request?.Tenant));
    }

    /// <summary>What of it has no place in the hierarchy, a sentence each.</summary>
    public static IEnumerable<string> Notes(Trace trace, HierarchyModel hierarchy)
    {
        var requests = trace.Regions.Select(r => r.Request).OfType<string>().Distinct(StringComparer.Ordinal).Select(MapRequest.Parse).OfType<MapRequest>().ToArray();
        foreach (var name in requests.SelectMany(r => r.Tiers).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var tier = Array.Find(hierarchy.Tiers, t => t.Name == name);
            if (tier is null) yield return $"regions of the trace ask for `{name}`, which is no tier of `{hierarchy.Name}`; that is left out";
            else if (!tier.Bind) yield return $"regions of the trace ask for `{name}`, which no request can name (`bind no`); that is left out";
        }

        foreach (var name in requests.Select(r => r.Tenant).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            if (hierarchy.Tenants.All(t => t.Name != name)) yield return $"pages of the trace are of `{name}`, which is no tenant of `{hierarchy.Name}`; they are of none";
    }
}

using CdmPolicy.Cli.Explaining;

namespace CdmPolicy.Cli.Diverging;

/// <summary>What one of two policies did with a page where they part, and why it did no other thing.</summary>
/// <param name="Did">Null: nothing, at that time or later.</param>
/// <param name="Asked">Its rules that were asked about the page before that, where the other one's was: in order, none that it followed.</param>
/// <param name="WhyNotAsked">Why there is none of them; null where there are, or where none could be.</param>
internal sealed record SideReason(LoggedEvent? Did, IReadOnlyList<AskedRule> Asked, string? WhyNotAsked)
{
    /// <summary>What a decision was in the log of those pages.</summary>
    public static LoggedEvent? Find(Divergence divergence, Decision? decision, WhyLog log) => decision is not { } d ? null
        : log.Events.FirstOrDefault(l => l.Event.Ns == d.Ns && l.Event.Kind == d.Kind && l.Event.Rule == d.Rule && l.Event.Has(divergence.Page));

    /// <param name="other">What the other one did, and its texts.</param>
    public static SideReason Of(Divergence divergence, LoggedEvent? did, Side side, WhyLog log, (LoggedEvent? Did, PolicyTexts Texts) other)
    {
        var all = log.Asked(divergence.Page).TakeWhile(a => a.Came is null || a.Came != did).Distinct(new SameAnswer()).ToList();
        var actsNow = did is { } now && now.Event.Ns == divergence.Ns;
        // Of several things that happen at one instant, the one at which the other policy decided.
        var point = actsNow && did!.Event.Rule >= 0 ? side.Texts.Point(did.Event.Rule)
            : other.Did is { Event.Rule: >= 0 and var rule } first && first.Event.Ns == divergence.Ns ? other.Texts.Point(rule) : null;
        var asked = point is null ? all : [.. all.Where(a => side.Texts.Point(a.Rule) == point)];
        return new(did, asked, actsNow || asked.Count > 0 ? null : NotAsked(divergence, point, side, log, other.Did));
    }

    private static string NotAsked(Divergence divergence, string? point, Side side, WhyLog log, LoggedEvent? other)
    {
        var where = Where(divergence, log) is { } place ? side.Texts.Where(place) : "no tier";
        if (other is { IsVictim: true }) return $"the page is in {where}, and page {other.Event.With} did not change places with it";
        if (point is null) return $"the page is in {where}, and no rule was asked about it then";
        var here = $"the page is in {where}, and no rule of `{point}` was asked about it then";
        if (!side.Texts.HasPoint(point)) return $"the page is in {where}, and the policy has no rules of `{point}`";
        if (!point.StartsWith("reclaim ", StringComparison.Ordinal))
            return side.Texts.Filters(point) is { Count: > 0 } only ? $"{here}: it has only {string.Join(", ", only.Select(o => $"`{o}`"))}" : here;
        var victims = log.DoneAt(divergence.Ns).Where(e => side.Texts.Point(e.Rule) == point).Select(e => e.Page).Distinct().Order().ToList();
        return victims.Count switch
        {
            0 => $"{here}: nothing was reclaimed there",
            1 => $"{here}: the victim was page {victims[0]}",
            _ => $"{here}: the victims were other pages, {string.Join(", ", victims.Take(3))}{(victims.Count > 3 ? " and more" : "")}",
        };
    }

    /// <summary>The tier in which the page was, or null.</summary>
    private static int? Where(Divergence divergence, WhyLog log)
    {
        int? place = null;
        foreach (var e in log.Events.Select(l => l.Event).Where(e => e.Has(divergence.Page)))
        {
            if (e.Ns > divergence.Ns) break;
            place = e.Kind is PageEventKind.Placed or PageEventKind.Arrived or PageEventKind.Evicted or PageEventKind.Lost or PageEventKind.Unmapped ? e.To : e.From;
        }

        return place == PageEvent.Nowhere ? null : place;
    }

    /// <summary>Several accesses at one instant may ask the same and get the same answer.</summary>
    private sealed class SameAnswer : IEqualityComparer<AskedRule>
    {
        public bool Equals(AskedRule? a, AskedRule? b) => a!.Rule == b!.Rule && a.Wrong == b.Wrong && a.Came?.Event == b.Came?.Event && a.Values.SequenceEqual(b.Values);

        public int GetHashCode(AskedRule asked) => HashCode.Combine(asked.Rule, asked.Wrong);
    }
}

using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>A word of the language that an expression may use by itself.</summary>
/// <param name="Needs">Where it can be seen.</param>
/// <param name="Make">The expression, given the numbers of agents and of tiers.</param>
internal sealed record BuiltInName(
    string Name, Sight Needs, string Doc, Func<int, int, Expr> Make)
{
    /// <summary>Only a hierarchy with two page sizes has it.</summary>
    public bool NeedsHuge { get; init; }
}

/// <summary>The names in conditions that need no dot.</summary>
internal static class PageNames
{
    private static readonly ValueRange Kinds = new(0, 3);

    /// <summary>The largest page has so many of the smallest.</summary>
    private static readonly ValueRange MostTouched = new(0, 1 << 22);

    private static readonly BuiltInName[] Table =
    [
        Page("tier", "the tier the page is in", (_, t) => new PageExpr(ValueType.Tier, new(0, t - 1), PageProperty.Tier)),
        Page("kind", "what the page holds", (_, _) => new PageExpr(ValueType.Kind, Kinds, PageProperty.Kind)),
        Page("dirty", "written since it was last stored",
            (_, _) => new PageExpr(ValueType.Bool, ValueRange.Bool, PageProperty.Dirty)),
        Page("asked", "in a tier it is bound to or asks for, or put there by its driver",
            (_, _) => new PageExpr(ValueType.Bool, ValueRange.Bool, PageProperty.Asked)),
        Page("idle", "time since the last observed access before this one",
            (_, _) => new PageExpr(ValueType.Time, ValueRange.Full, PageProperty.Idle)),
        Page("resident", "time in its tier",
            (_, _) => new PageExpr(ValueType.Time, ValueRange.Full, PageProperty.Resident)),
        Page("young", "accessed since a scan read its accessed bit",
            (_, _) => new PageExpr(ValueType.Bool, ValueRange.Bool, PageProperty.Young)),
        Page("tenant", "whose page it is", (_, _) => new PageExpr(ValueType.Tenant, new(-1, -1), PageProperty.Tenant)),
        Event("agent", "who accesses", (a, _) => new EventExpr(ValueType.Agent, new(0, a - 1), EventProperty.Agent)),
        new("write", Sight.Write, "the access writes", (_, _) => new EventExpr(ValueType.Bool, ValueRange.Bool, EventProperty.Write)),
        new("latency", Sight.Latency, "how long this access took",
            (_, _) => new EventExpr(ValueType.Time, ValueRange.Full, EventProperty.Latency)),
        Page("held", "how long it has been pinned", (_, _) => new PageExpr(ValueType.Time, ValueRange.Full, PageProperty.Held)),
        Page("locked", "held still, but not for long",
            (_, _) => new PageExpr(ValueType.Bool, ValueRange.Bool, PageProperty.Locked)),
        new("now", Sight.Machine, "time since the start",
            (_, _) => new EventExpr(ValueType.Time, ValueRange.Full, EventProperty.Now)),
        Request("kind", "what the page will hold",
            (_, _) => new RequestExpr(ValueType.Kind, Kinds, RequestProperty.Kind, -1)),
        Page("huge", "it is a huge page", (_, _) => new PageExpr(ValueType.Bool, ValueRange.Bool, PageProperty.Huge)) with { NeedsHuge = true },
        Page("touched", "base pages of it that were accessed since it was placed",
            (_, _) => new PageExpr(ValueType.Count, MostTouched, PageProperty.Touched)) with { NeedsHuge = true },
        Request("huge", "a huge page will be placed if one can be",
            (_, _) => new RequestExpr(ValueType.Bool, ValueRange.Bool, RequestProperty.Huge, -1)) with { NeedsHuge = true },
        Request("size", "the bytes of the region",
            (_, _) => new RequestExpr(ValueType.Bytes, ValueRange.Full, RequestProperty.Size, -1)),
        Request("agent", "who asks", (a, _) => new RequestExpr(ValueType.Agent, new(0, a - 1), RequestProperty.Agent, -1)),
        Request("tenant", "whose page it will be",
            (_, _) => new RequestExpr(ValueType.Tenant, new(-1, -1), RequestProperty.Tenant, -1)),
        new("delay", Sight.Delay, "from the page's unmapping to this hint fault",
            (_, _) => new EventExpr(ValueType.Time, ValueRange.Full, EventProperty.Delay)),
    ];

    /// <summary>Those that a page's frame says by itself, whatever the policy.</summary>
    public static readonly string[] OfFrames = ["kind", "dirty", "asked", "huge"];

    public static IEnumerable<string> VisibleIn(Sight sight) =>
        Table.Where(n => n.Make is not null && (n.Needs & ~sight) == 0).Select(n => n.Name);

    /// <summary>The row that can be seen, or else any row of that name, or null.</summary>
    public static BuiltInName? Find(string name, Sight sight) =>
        Array.Find(Table, n => n.Name == name && (n.Needs & ~sight) == 0) ?? Array.Find(Table, n => n.Name == name);

    public static bool IsTaken(string name) => Array.Exists(Table, n => n.Name == name);

    private static BuiltInName Page(string name, string doc, Func<int, int, Expr> make) => new(name, Sight.Page, doc, make);

    private static BuiltInName Event(string name, string doc, Func<int, int, Expr> make) =>
        new(name, Sight.Event, doc, make);

    private static BuiltInName Request(string name, string doc, Func<int, int, Expr> make) =>
        new(name, Sight.Request, doc, make);
}

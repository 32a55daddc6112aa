using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Generator.Emit;

/// <summary>Names inside the methods of a generated policy.</summary>
internal sealed class PolicyScope(PolicyPlan plan, PolicyNames names, FillLimits? limits) : ExpressionScope
{
    /// <summary>The tier of the page, as an expression.</summary>
    public string TierOfPage { get; init; } = "frames[frame].Tier";

    /// <summary>A local with the idle time where the field is already overwritten.</summary>
    public string? IdleLocal { get; init; }

    public string Agent { get; init; } = "agent";

    /// <summary>Clocks whose fields of this page are up to now.</summary>
    public HashSet<int> Settled { get; init; } = [];

    /// <summary>Fields whose new value later code of the method reads, so that it is worth a local.</summary>
    public HashSet<int> Kept { get; init; } = [];

    /// <summary>Ends the names of this scope's locals, where several scopes share a method.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>The local that holds what a field was last set to, by field.</summary>
    public Dictionary<int, string> Locals { get; } = [];

    public string LocalName(int field) => "new" + CSharpText.Pascal(plan.Fields[field].Name) + Suffix;

    public override long PageBytes => plan.Hierarchy.PageBytes;

    public override string Field(int field) =>
        Locals.TryGetValue(field, out var local) ? local
        : (Settled.Contains(plan.Fields[field].Decay) ? names.Fields.Stored : names.Fields.Names)[field] + "(frames, frame)";

    public override string InForce(int rule) => $"machine.Now >= {names.Suspended[rule]}";

    public override string VictimField(int field) => names.Fields.Names[field] + "(frames, victim)";

    public override string Parameter(int parameter) => names.Parameters[parameter];

    public override string Page(PageProperty property) => property switch
    {
        PageProperty.Tier => TierOfPage,
        PageProperty.Kind => "frames[frame].Kind",
        PageProperty.Dirty => "frames[frame].Dirty",
        PageProperty.Asked => "frames[frame].Asked",
        PageProperty.Pins => "(int)machine.PinOf(frame)",
        PageProperty.Held => "machine.HeldNs(frame)",
        PageProperty.Locked => "machine.IsLocked(frame)",
        PageProperty.RegionRate or PageProperty.RegionAge or PageProperty.RegionSize => $"machine.{property}(frame)",
        PageProperty.Young => "frames[frame].Young",
        PageProperty.Tenant => "machine.TenantOf(frame)",
        PageProperty.Huge => "frames[frame].Huge",
        PageProperty.Touched => "machine.TouchedPages(frame)",
        PageProperty.Idle => IdleLocal ?? Since(plan.IdleField),
        _ => Since(plan.ResidentField),
    };

    public override string Event(EventProperty property) => property switch
    {
        EventProperty.Agent => Agent,
        EventProperty.Write => "write",
        EventProperty.Now => "machine.Now",
        EventProperty.LongPin => "isLong",
        EventProperty.Delay => Since(plan.DelayField),
        _ => "machine.Latency(frame, agent, write)",
    };

    public override string Request(RequestProperty property, bool ofPage) => (ofPage ? "machine.RequestOf(frame)." : "request.") + property switch
    {
        RequestProperty.BoundTo => "Bound",
        RequestProperty.AsksFor => "Named",
        RequestProperty.Prefers => "Preferred",
        _ => property.ToString(),
    };

    public override string TenantName(long tenant) => tenant < 0 ? "-1" : names.Tenants[tenant];

    public override string Mine(int tier, bool ofRequest) =>
        $"machine.Mine({names.Tiers[tier]}, {(ofRequest ? "request.Tenant" : "machine.TenantOf(frame)")})";

    public override string TierName(long tier) => tier < 0 ? "-1" : names.Tiers[tier];

    public override string AgentName(long agent) => agent < 0 ? "-1" : names.Agents[agent];

    public override string Tier(int tier) => $"machine.Tier({names.Tiers[tier]})";

    public override string Whole(int tier) => $"machine.WholeBytes({names.Tiers[tier]})";

    public override string Stat(int agent, int stat) => $"machine.Stat({names.Agents[agent]}, {stat})";

    public override string Device(int agent, DeviceProperty property) =>
        $"machine.{(property == DeviceProperty.Closed ? "IsClosed" : "Wanted")}({names.Agents[agent]})";

    public override string PageStat(int agent, int stat) => $"machine.Counted(frame, {names.Agents[agent]}, {stat})";

    public override string Latency(int tier, int agent) => $"machine.LoadedLatency({names.Tiers[tier]}, {names.Agents[agent]})";

    public override string Traffic(int tier) => $"machine.Traffic({names.Tiers[tier]})";

    public override string MovesPending => "machine.MovesPending";

    public override string Budget(int budget, BudgetProperty property) => names.Budgets[budget] + (property == BudgetProperty.Amount ? ".Amount" : $".{property}(machine.Now)");

    public override string Cell(int cell, EquatableArray<Expr> numbers, IReadOnlyList<string> place) =>
        names.State.Cell(cell, numbers, place);

    public override bool IsAverage(int cell) => plan.State[cell].Kind == CellKind.Average;

    public override string FramesAtFill(int tier, long ratio, bool above) =>
        // ⌊x⌋ > r exactly when ⌊x⌋ ≥ r + 1
        limits?.Field(tier, ratio, above) ?? $"{Tier(tier)}.FramesAtFill({CSharpText.Number(above ? ratio + 1 : ratio)})";

    private string Since(int field) => $"(machine.Now - {names.Fields.Names[field]}(frames, frame))";
}

using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Generator.Emit;

/// <summary>What the names in an expression are called at the place it is written to; one for policies, one for reclaimers.</summary>
internal abstract class ExpressionScope
{
    /// <summary>A page field, decayed up to now.</summary>
    public abstract string Field(int field);

    /// <summary>The rule is not suspended, as a comparison.</summary>
    public virtual string InForce(int rule) => throw Unknown("rule");

    /// <summary>A field of the page that another may be exchanged for.</summary>
    public virtual string VictimField(int field) => throw Unknown("victim");

    public virtual string Parameter(int parameter) => throw Unknown("parameter");

    public virtual string Page(PageProperty property) => throw Unknown("page property");

    public virtual string Event(EventProperty property) => throw Unknown("event property");

    public virtual string Request(RequestProperty property, bool ofPage) => throw Unknown("request property");

    public virtual string TierName(long tier) => CSharpText.Number(tier);

    public virtual string TenantName(long tenant) => throw Unknown("tenant");

    /// <summary>The bytes that a tier holds of the tenant of the page, or of the request.</summary>
    public virtual string Mine(int tier, bool ofRequest) => throw Unknown("tenant");

    public virtual string AgentName(long agent) => CSharpText.Number(agent);

    /// <summary>One of the machine's tiers, as <c>TierState</c>.</summary>
    public virtual string Tier(int tier) => throw Unknown("tier");

    /// <summary>The free bytes of a tier that lie in whole blocks.</summary>
    public virtual string Whole(int tier) => throw Unknown("tier");

    public virtual string Stat(int agent, int stat) => throw Unknown("device statistic");

    public virtual string Device(int agent, DeviceProperty property) => throw Unknown("device");

    /// <summary>What a device counted of its accesses to the page.</summary>
    public virtual string PageStat(int agent, int stat) => throw Unknown("counter");

    /// <summary>What a read by an agent takes in a tier under its load.</summary>
    public virtual string Latency(int tier, int agent) => throw Unknown("latency");

    public virtual string Traffic(int tier) => throw Unknown("traffic");

    public virtual string MovesPending => throw Unknown("number of moves");

    public virtual string Budget(int budget, BudgetProperty property) => throw Unknown("budget");

    /// <summary>The field that holds the frames at which a tier's fill reaches a ratio, or passes it.</summary>
    public virtual string FramesAtFill(int tier, long ratio, bool above) => throw Unknown("tier");

    public virtual string Capacity => throw Unknown("capacity");

    public virtual string QueueCount(int queue) => throw Unknown("queue");

    /// <summary>A field that holds what an expression is worth, because it never changes; or null.</summary>
    public virtual string? ValueOnce(Expr expression) => null;

    public virtual string Ghost(int ghost) => throw Unknown("ghost");

    public virtual string GhostField(int ghost, int field) => throw Unknown("ghost");

    /// <summary>The frame of the page that the hook or the scan is at.</summary>
    public virtual string Frame => throw Unknown("page");

    /// <summary>Whether a page that is taken out of the ghost was there; its fields are given back.</summary>
    public virtual string Take(int ghost) => throw Unknown("ghost");

    /// <summary>The number of the page that the hook or the scan is at.</summary>
    public virtual string PageNumber => throw Unknown("page");

    public virtual string Incoming(int field) => throw Unknown("incoming page");

    /// <summary>A cell of the state.</summary>
    public virtual string Cell(int cell, EquatableArray<Expr> numbers, IReadOnlyList<string> place) => throw Unknown("cell");

    /// <summary>The cell is an average, which is more than its value.</summary>
    public virtual bool IsAverage(int cell) => false;

    public virtual long PageBytes => throw Unknown("page size");

    private static InvalidOperationException Unknown(string what) =>
        new($"a {what} stands where none can be; the checker should have said so");
}

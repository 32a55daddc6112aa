using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>The types of values; all are kept in 63 bits, in the unit the language fixes.</summary>
public enum ValueType
{
    Count,
    Bytes,
    /// <summary>Nanoseconds.</summary>
    Time,
    /// <summary>Bytes per second.</summary>
    Rate,
    /// <summary>Events per second.</summary>
    Pace,
    /// <summary>Parts per 10^9.</summary>
    Ratio,
    /// <summary>0 or 1.</summary>
    Bool,
    /// <summary>The index of an agent; -1 is <c>none</c>.</summary>
    Agent,
    /// <summary>The index of a tier; -1 is <c>none</c>.</summary>
    Tier,
    /// <summary>0 anon, 1 shmem, 2 file, 3 kernel.</summary>
    Kind,
    /// <summary>The index of a tenant; -1 is <c>none</c>.</summary>
    Tenant,
}

/// <summary>The values an expression can have, both ends included; narrow ones need no saturation.</summary>
public readonly record struct ValueRange(long Min, long Max)
{
    public static ValueRange Full { get; } = new(0, long.MaxValue);

    public static ValueRange Bool { get; } = new(0, 1);

    public bool IsConstant => Min == Max;
}

/// <summary>A typed expression with names resolved, <c>let</c> inlined and constants folded; evaluating has no effect.</summary>
public abstract record Expr(ValueType Type, ValueRange Range);

public sealed record ConstantExpr(ValueType Type, long Value) : Expr(Type, new ValueRange(Value, Value));

/// <summary>A parameter of the policy, by index in <see cref="PolicyPlan.Parameters"/>.</summary>
public sealed record ParameterExpr(ValueType Type, ValueRange Range, int Parameter) : Expr(Type, Range);

/// <summary>A page field of the policy or of the reclaimer being compiled, decayed up to now.</summary>
public sealed record FieldExpr(ValueType Type, ValueRange Range, int Field) : Expr(Type, Range);

public enum PageProperty
{
    Tier,
    Kind,
    Dirty,
    Asked,
    /// <summary>Time since the last observed access before this one.</summary>
    Idle,
    /// <summary>Time in its tier.</summary>
    Resident,
    /// <summary>0 not pinned, 1 by short pins alone, 2 by a long one.</summary>
    Pins,
    /// <summary>Time since the first of the pins that hold it.</summary>
    Held,
    /// <summary>Held still, but not for long.</summary>
    Locked,
    /// <summary>Accessed since a scan read its accessed bit.</summary>
    Young,
    /// <summary>The part of the samples of the page's region that saw an access, in the last aggregation.</summary>
    RegionRate,
    /// <summary>Since when that rate is about what it is.</summary>
    RegionAge,
    /// <summary>Bytes of the page's region.</summary>
    RegionSize,
    /// <summary>Whose page it is.</summary>
    Tenant,
    /// <summary>It is a huge page.</summary>
    Huge,
    /// <summary>Base pages that were accessed since it was placed.</summary>
    Touched,
}

public sealed record PageExpr(ValueType Type, ValueRange Range, PageProperty Property) : Expr(Type, Range);

public enum EventProperty
{
    Agent,
    Write,
    Now,
    Latency,
    /// <summary>The pin that is asked for is a long one.</summary>
    LongPin,
    /// <summary>From the page's unmapping to this hint fault.</summary>
    Delay,
}

public sealed record EventExpr(ValueType Type, ValueRange Range, EventProperty Property) : Expr(Type, Range);

public enum RequestProperty
{
    Kind,
    Size,
    Agent,
    /// <summary>Only the tier in <see cref="RequestExpr.Tier"/> will do.</summary>
    BoundTo,
    /// <summary>That tier is among the ones named.</summary>
    AsksFor,
    Prefers,
    Tenant,
    /// <summary>A huge page is placed if one can be.</summary>
    Huge,
}

/// <param name="Tier">The tier of <c>bound to T</c> and its like; -1 otherwise.</param>
public sealed record RequestExpr(ValueType Type, ValueRange Range, RequestProperty Property, int Tier)
    : Expr(Type, Range)
{
    /// <summary>The request that once brought the page here, rather than the one that is being placed.</summary>
    public bool OfPage { get; init; }
}

public enum TierProperty
{
    Free,
    Used,
    Capacity,
    Reserve,
    Low,
    High,
    /// <summary>Used over capacity, a ratio.</summary>
    Fill,
    /// <summary>Free bytes in whole blocks.</summary>
    Whole,
}

public sealed record TierExpr(ValueType Type, ValueRange Range, int Tier, TierProperty Property) : Expr(Type, Range);

public enum DeviceProperty
{
    /// <summary>It has tiers, and all of them are offline.</summary>
    Closed,
    /// <summary>Bytes that its driver asked for and that have not left its tiers since.</summary>
    Wanted,
}

public sealed record DeviceExpr(ValueType Type, ValueRange Range, int Agent, DeviceProperty Property) : Expr(Type, Range);

/// <summary>A device's statistic, by index of the agent and of its stat.</summary>
public sealed record StatExpr(ValueType Type, ValueRange Range, int Agent, int Stat) : Expr(Type, Range);

/// <summary>What a device counted of its accesses to the page, by index of the agent and of its page statistic.</summary>
public sealed record PageStatExpr(int Agent, int Stat) : Expr(ValueType.Count, new ValueRange(0, uint.MaxValue));

public enum BudgetProperty
{
    Used,
    Left,
    Asked,
    Refused,
    /// <summary>What a window holds.</summary>
    Amount,
}

public sealed record BudgetExpr(ValueType Type, ValueRange Range, int Budget, BudgetProperty Property)
    : Expr(Type, Range);

/// <summary>In a reclaimer: the tier's capacity in pages.</summary>
public sealed record CapacityExpr() : Expr(ValueType.Count, ValueRange.Full);

/// <summary>In a reclaimer: the pages on a queue.</summary>
public sealed record QueueCountExpr(int Queue) : Expr(ValueType.Count, ValueRange.Full);

/// <summary>In a reclaimer: the identities in a ghost.</summary>
public sealed record GhostCountExpr(int Ghost) : Expr(ValueType.Count, ValueRange.Full);

/// <summary>In a reclaimer: the page is in the ghost.</summary>
public sealed record InGhostExpr(int Ghost) : Expr(ValueType.Bool, ValueRange.Bool);

/// <summary>
/// In a reclaimer: takes the page out of the ghost, and is true if it was there. The one expression that changes something,
/// so it is only ever the whole value of an assignment or the whole condition of an <c>if</c>.
/// </summary>
/// <param name="Takes">Its fields go back into the page.</param>
public sealed record GhostRemoveExpr(int Ghost, bool Takes = false) : Expr(ValueType.Bool, ValueRange.Bool);

/// <summary>In a reclaimer: a field of the page's identity in a ghost; 0 where it is not there.</summary>
public sealed record GhostFieldExpr(ValueType Type, ValueRange Range, int Ghost, int Field) : Expr(Type, Range);

/// <summary>In a reclaimer: how often a page was put to the ghost's front since this one was; 2^63-1 where it is not there.</summary>
public sealed record GhostDistanceExpr(int Ghost) : Expr(ValueType.Count, ValueRange.Full);

/// <summary>In a reclaimer: the page is on one of the queues, a bit each.</summary>
public sealed record InQueueExpr(int Queues) : Expr(ValueType.Bool, ValueRange.Bool);

/// <summary>In a reclaimer: a field of the page on its way, as <c>miss</c> left it; 0 while none is.</summary>
public sealed record IncomingExpr(ValueType Type, ValueRange Range, int Field) : Expr(Type, Range);

/// <summary>The rule is not suspended.</summary>
public sealed record InForceExpr(int Rule) : Expr(ValueType.Bool, ValueRange.Bool);

/// <summary>In the condition of an exchange: a field of the page that would be exchanged.</summary>
public sealed record VictimFieldExpr(ValueType Type, ValueRange Range, int Field) : Expr(Type, Range);

public sealed record NotExpr(Expr Operand) : Expr(ValueType.Bool, ValueRange.Bool);

public enum LogicalOperator
{
    And,
    Or,
}

public sealed record LogicalExpr(LogicalOperator Operator, Expr Left, Expr Right)
    : Expr(ValueType.Bool, ValueRange.Bool);

public enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

public sealed record ComparisonExpr(ComparisonOperator Operator, Expr Left, Expr Right)
    : Expr(ValueType.Bool, ValueRange.Bool);

/// <summary>Saturating at 2^63-1.</summary>
public sealed record AddExpr(ValueType Type, ValueRange Range, Expr Left, Expr Right) : Expr(Type, Range);

/// <summary>Stopping at 0.</summary>
public sealed record SubtractExpr(ValueType Type, ValueRange Range, Expr Left, Expr Right) : Expr(Type, Range);

/// <summary>
/// Left · right / <paramref name="Divisor"/> in 128 bits, truncated, saturating. The divisor is 1 for plain products and
/// 10^9 where one side is a ratio, or a rate meets a time.
/// </summary>
public sealed record ProductExpr(ValueType Type, ValueRange Range, Expr Left, Expr Right, long Divisor)
    : Expr(Type, Range);

/// <summary>
/// Left · <paramref name="Scale"/> / right in 128 bits, truncated, saturating; by zero it is 2^63-1. The scale is 1 for
/// counts and 10^9 where the result is a ratio or a rate.
/// </summary>
public sealed record QuotientExpr(ValueType Type, ValueRange Range, Expr Left, Expr Right, long Scale)
    : Expr(Type, Range);

public sealed record ConditionalExpr(ValueType Type, ValueRange Range, Expr Condition, Expr WhenTrue, Expr WhenFalse)
    : Expr(Type, Range);

/// <summary>The subject (a tier, agent or kind: a small integer) is one of the set bits.</summary>
public sealed record InSetExpr(Expr Subject, long Mask) : Expr(ValueType.Bool, ValueRange.Bool);

/// <summary>Low ≤ subject ≤ high.</summary>
public sealed record InRangeExpr(Expr Subject, Expr Low, Expr High) : Expr(ValueType.Bool, ValueRange.Bool);

public enum Function
{
    Min,
    Max,
    /// <summary>clamp(x, low, high)</summary>
    Clamp,
    /// <summary>Bytes to whole pages, rounded down.</summary>
    Pages,
    /// <summary>Pages to bytes.</summary>
    Bytes,
    /// <summary>The bit length: 0→0, 1→1, 2..3→2.</summary>
    Log2,
}

public sealed record CallExpr(ValueType Type, ValueRange Range, Function Function, EquatableArray<Expr> Arguments)
    : Expr(Type, Range);

using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>A checked policy, ready to be emitted or interpreted.</summary>
/// <param name="StateBytes">Bytes of state behind each frame's header: the reclaimers' first, then the policy's fields.</param>
/// <param name="IdleField">The hidden field with the time of the last access, or -1 where no rule asks.</param>
/// <param name="ResidentField">The hidden field with the time of entry into the tier, or -1.</param>
/// <param name="Placement">Ordered rules; together they cover every request.</param>
/// <param name="Access">Handlers of <c>on access</c>, in text order.</param>
/// <param name="Fault">Handlers of <c>on fault</c>, in text order.</param>
/// <param name="Ticks">Handlers of <c>every</c>, in text order.</param>
/// <param name="Reclaim">At most one per tier.</param>
/// <param name="Rules">Every rule, in text order; a rule's number is its index here.</param>
public sealed record PolicyPlan(
    string Namespace, string Name, string Doc, HierarchyPlan Hierarchy, EquatableArray<ParameterPlan> Parameters,
    EquatableArray<BudgetPlan> Budgets, EquatableArray<DecayPlan> Decays, EquatableArray<FieldPlan> Fields,
    int StateBytes, int IdleField, int ResidentField, EquatableArray<int> Placement,
    EquatableArray<HandlerPlan> Access, EquatableArray<HandlerPlan> Fault, EquatableArray<TickPlan> Ticks,
    EquatableArray<ReclaimPlan> Reclaim, EquatableArray<RulePlan> Rules)
{
    /// <summary>What no page may be, in text order.</summary>
    public EquatableArray<ContractPlan> Contracts { get; init; } = [];

    /// <summary>Ordered rules of <c>pin</c>; none: what the tiers permit decides.</summary>
    public EquatableArray<int> Pin { get; init; } = [];

    /// <summary>Handlers of events beside accesses, an entry for each event and each hint.</summary>
    public EquatableArray<EventPlan> Events { get; init; } = [];

    /// <summary>Some rule moves a page from one tier to another.</summary>
    public bool Moves => Rules.Where((r, i) => r.Outcome == OutcomeKind.Move && !Placement.Contains(i)).Any();

    /// <summary>The policy's own memory.</summary>
    public EquatableArray<CellPlan> State { get; init; } = [];

    /// <summary>What it observes with, in text order; none: everything.</summary>
    public EquatableArray<ObserverPlan> Observers { get; init; } = [];

    /// <summary>Handlers of <c>on hint_fault</c>, in text order.</summary>
    public EquatableArray<HandlerPlan> HintFault { get; init; } = [];

    /// <summary>Handlers of <c>on write_fault</c>, in text order.</summary>
    public EquatableArray<HandlerPlan> WriteFault { get; init; } = [];

    /// <summary>The hidden field with the time of the page's unmapping, or -1 where no rule asks.</summary>
    public int DelayField { get; init; } = -1;

    /// <summary>Something asks for <c>touched</c>, which is kept only then.</summary>
    public bool ReadsTouched { get; init; }

    /// <summary>Clocks of reclaimers' fields; they are numbered behind <see cref="Decays"/>.</summary>
    public IEnumerable<(ReclaimPlan Section, int Clock)> ReclaimerClocks => Reclaim.SelectMany(r =>
        Enumerable.Range(0, r.Reclaimer.Decays.Count).Where(i => r.Reclaimer.Decays[i].PeriodNs > 0).Select(i => (r, i)));

    /// <summary>What reclaimers do by the clock; they are numbered behind <see cref="Ticks"/>, and so run after them.</summary>
    public IEnumerable<(ReclaimPlan Section, int Hook)> ReclaimerHooks =>
        Reclaim.SelectMany(r => Enumerable.Range(0, r.Reclaimer.Every.Count).Select(i => (r, i)));

    public IEnumerable<long> DecayPeriods => Decays.Select(d => d.PeriodNs)
        .Concat(ReclaimerClocks.Select(c => c.Section.Reclaimer.Decays[c.Clock].PeriodNs));

    public IEnumerable<long> TickPeriods => Ticks.Select(t => t.PeriodNs)
        .Concat(ReclaimerHooks.Select(h => h.Section.Reclaimer.Every[h.Hook].PeriodNs));

    /// <summary>Handlers of every event, each event's in text order.</summary>
    public IEnumerable<HandlerPlan> Handlers => Access.Concat(Fault).Concat(HintFault).Concat(WriteFault).Concat(Events.SelectMany(e => e.Handlers));
}

public sealed record ParameterPlan(string Name, string Doc, ValueType Type, long Default, ValueRange Range, string Source)
{
    /// <summary>Of a tier, an agent, a tenant or a kind: all it can be, by name; empty for numbers and bools.</summary>
    public EquatableArray<NamedValue> Names { get; init; } = [];
}

/// <summary>A tier, an agent, a tenant or a kind of page; <c>none</c> is -1.</summary>
public sealed record NamedValue(string Name, long Value);

/// <summary>A window of bytes that refills at multiples of its period.</summary>
/// <param name="Name">The author's name, or one made from the rule's label for an unnamed budget.</param>
public sealed record BudgetPlan(string Name, string Doc, Expr Amount, long PeriodNs, bool Named, string Source)
{
    /// <summary>It counts the time that moves cost instead of their bytes.</summary>
    public bool InTime { get; init; }
}

/// <summary>Statements, then rules, of one <c>on</c> handler.</summary>
/// <param name="Agent">Only events by this agent, or -1.</param>
/// <param name="TierMask">Only pages in these tiers, a bit each; -1 for all.</param>
/// <param name="Rules">Numbers of rules, in text order.</param>
public sealed record HandlerPlan(
    string Source, SourceRange Origin, int Agent, long TierMask, EquatableArray<Stmt> Statements,
    EquatableArray<int> Rules)
{
    /// <summary>When it runs at all, or null: always.</summary>
    public LatchPlan? Latch { get; init; }
}

/// <summary>
/// A switch that a condition turns on and another off; where both hold it is off. Without <paramref name="Until"/> it is on
/// exactly while the first holds.
/// </summary>
/// <param name="Number">Of the latches of handlers, in text order; -1 elsewhere.</param>
public sealed record LatchPlan(string Source, SourceRange Origin, int Number, Expr While, Expr? Until);

/// <summary><c>every T over TIERS limit N { … }</c>.</summary>
/// <param name="Over">Tier indexes, walked one after another within the one limit; none: statements alone, without a page.</param>
/// <param name="LimitPages">Pages looked at in one tick.</param>
public sealed record TickPlan(
    string Source, SourceRange Origin, long PeriodNs, EquatableArray<int> Over, Expr LimitPages,
    EquatableArray<Stmt> Statements, EquatableArray<int> Rules)
{
    /// <inheritdoc cref="HandlerPlan.Latch"/>
    public LatchPlan? Latch { get; init; }

    /// <summary>It runs after so many samples instead of by the clock; then <see cref="PeriodNs"/> is 0.</summary>
    public long AfterSamples { get; init; }

    /// <summary>The pages with the highest values of all are handled, best first; null: the next ones of the walk.</summary>
    public Expr? BestBy { get; init; }

    /// <summary>The queue that is walked, of the one tier's reclaimer; null: the tiers' frames.</summary>
    public QueueWalkPlan? Queue { get; init; }
}

/// <summary>A pass along a queue, each time from the same end.</summary>
/// <param name="Queue">By number in the tier's reclaimer.</param>
public sealed record QueueWalkPlan(int Queue, bool TowardsFront);

/// <summary>Who leaves a tier, when, and where to.</summary>
/// <param name="Reclaimer">The specialised reclaimer, by value.</param>
/// <param name="Reserve">Bytes; null for none.</param>
/// <param name="Below">Bytes; null: one page when one is needed.</param>
/// <param name="Until">Bytes; null exactly when <paramref name="Below"/> is.</param>
/// <param name="Keep">Pages the reclaimer must pass over, or null.</param>
public sealed record ReclaimPlan(
    string Source, SourceRange Origin, int Tier, ReclaimerPlan Reclaimer, ReclaimedBy By, Expr? Reserve, Expr? Below,
    Expr? Until, Expr? Keep, string KeepSource, EquatableArray<int> Rules)
{
    /// <summary>The page with the least value leaves first; then <see cref="Reclaimer"/> is an empty one.</summary>
    public Expr? OrderBy { get; init; }

    /// <summary>The author's expression behind <c>order by</c>.</summary>
    public string OrderSource { get; init; } = "";

    /// <summary>Where that expression stands.</summary>
    public SourceRange OrderOrigin { get; init; }

    /// <summary>Where <c>keep when</c> stands.</summary>
    public SourceRange KeepOrigin { get; init; }

    /// <summary>When background reclaim starts and ends, instead of the watermarks.</summary>
    public LatchPlan? Starts { get; init; }
}

/// <summary>A condition that holds for no page, checked whenever an event or a rule is done with one.</summary>
public sealed record ContractPlan(string Source, SourceRange Origin, Expr Condition);

public enum OutcomeKind
{
    /// <summary>To the first of the tiers that takes the page.</summary>
    Move,
    Stay,
    /// <summary>Dropped to the store, written back first if dirty.</summary>
    Evict,
    /// <summary>The pin is granted, where the tier permits it.</summary>
    Allow,
    /// <summary>The pin is refused.</summary>
    Deny,
    /// <summary>A huge page becomes base pages.</summary>
    Split,
    /// <summary>Base pages become a huge page.</summary>
    Collapse,
}

public enum OnRefusal
{
    /// <summary>The page stays and no later rule is tried (in reclaim: the next rule is).</summary>
    Stay,
    /// <summary><c>or next</c></summary>
    Next,
    /// <summary><c>or stop</c>: ends the pass.</summary>
    Stop,
}

/// <param name="Section"><c>placement</c>, <c>migration</c> or <c>reclaim TIER</c>.</param>
/// <param name="Label">Unique in its section.</param>
/// <param name="Source">The author's rule, white space folded, as shown above the generated branch.</param>
/// <param name="Condition">Constant 1 for <c>otherwise</c>.</param>
/// <param name="Tiers">Where to, in order.</param>
/// <param name="UseFallback">After the tiers, the requesting agent's fallback chain.</param>
/// <param name="Budget">Index of the budget it is charged to, or -1.</param>
public sealed record RulePlan(
    string Section, string Label, string Source, SourceRange Origin, Expr Condition, OutcomeKind Outcome,
    EquatableArray<int> Tiers, bool UseFallback, int Budget, OnRefusal OnRefusal)
{
    /// <summary>Which of the tiers comes first.</summary>
    public TierChoice Choice { get; init; }

    /// <summary>By place in <see cref="Tiers"/>, pages of a round of <c>interleave</c>; else empty.</summary>
    public EquatableArray<long> Weights { get; init; } = [];

    /// <summary>The parameter that says where to, one of <see cref="Tiers"/>; or -1.</summary>
    public int TargetParameter { get; init; } = -1;

    /// <summary>Some statement takes it out of force.</summary>
    public bool CanBeSuspended { get; init; }

    /// <summary>Where the tiers are full, the page changes places with one of theirs.</summary>
    public bool Exchanges { get; init; }

    /// <summary>Which of their pages may be exchanged, or null: any.</summary>
    public Expr? ExchangeWhen { get; init; }

    /// <summary>The copy that is left behind stays until the page is written.</summary>
    public bool KeepsShadow { get; init; }

    /// <summary>Run after the outcome happened, for the page where it is then.</summary>
    public EquatableArray<Stmt> Accepted { get; init; } = [];

    /// <summary>Run after it was refused.</summary>
    public EquatableArray<Stmt> Refused { get; init; } = [];

    /// <summary>What happens next depends on whether the outcome was accepted.</summary>
    public bool HasConsequences => Accepted.Count > 0 || Refused.Count > 0;
}

public enum TierChoice
{
    /// <summary>As they are written.</summary>
    InOrder,
    /// <summary>The one that the agent reaches soonest.</summary>
    Nearest,
    /// <summary>The one with most free memory.</summary>
    Roomiest,
    /// <summary>Each in its turn, as often as its weight says.</summary>
    Interleave,
    /// <summary>The one that a parameter names.</summary>
    ByParameter,
}

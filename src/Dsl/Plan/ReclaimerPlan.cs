using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>A reclaimer with all its arguments fixed: one of these, one generated struct.</summary>
/// <param name="InstanceName">A C# identifier: <c>Clock</c> with default arguments, else <c>Clock_bits2</c>.</param>
/// <param name="Display">As an author writes it: <c>Clock(bits: 2)</c>.</param>
/// <param name="FromLibrary">Declared in the embedded library, not in the author's files.</param>
/// <param name="Queues">At most 15.</param>
/// <param name="StateBytes">Bytes its fields need at the beginning of the state, beyond the header's spare byte.</param>
/// <param name="Remove">Empty: unlink.</param>
public sealed record ReclaimerPlan(
    string Namespace, string Name, string InstanceName, string Display, string Doc, bool FromLibrary,
    EquatableArray<ReclaimerArgumentPlan> Arguments, EquatableArray<string> Queues, EquatableArray<HandPlan> Hands,
    EquatableArray<FieldPlan> Fields, int StateBytes, EquatableArray<Stmt> Insert, EquatableArray<Stmt> Access,
    EquatableArray<Stmt> Victim, EquatableArray<Stmt> Remove, SourceRange Origin)
{
    /// <summary>What stands in a section that is ordered by an expression: nothing.</summary>
    public static ReclaimerPlan None(string display) =>
        new("", "", "", display, "", true, [], [], [], [], 0, [], [], [], [], default);

    public EquatableArray<GhostPlan> Ghosts { get; init; } = [];

    public EquatableArray<BucketsPlan> Buckets { get; init; } = [];

    /// <summary>Its own memory: values, averages and epochs, all of them its own.</summary>
    public EquatableArray<CellPlan> State { get; init; } = [];

    /// <summary>The clocks of its fields.</summary>
    public EquatableArray<DecayPlan> Decays { get; init; } = [];

    /// <summary>In text order.</summary>
    public EquatableArray<EveryHookPlan> Every { get; init; } = [];

    /// <summary>It needs to be told of the time.</summary>
    public bool HasClock => Every.Count > 0 || Decays.Any(d => d.PeriodNs > 0);

    /// <summary>Before a victim is looked for; its fields are those of the page on its way.</summary>
    public EquatableArray<Stmt> Miss { get; init; } = [];

    /// <summary>After every access: looks for pages that leave though there is room.</summary>
    public EquatableArray<Stmt> Trim { get; init; } = [];

    /// <summary>The queues along which policies have passes, a bit each.</summary>
    public int Walked { get; init; }

    /// <summary>What a queue is filed by, or null where it is a plain one.</summary>
    public BucketsPlan? BucketsOf(int queue) => Buckets.FirstOrDefault(b => b.Queue == queue);

    /// <summary>It remembers more than the frames can hold.</summary>
    public bool HasMemory => Ghosts.Count > 0 || Buckets.Count > 0;

    /// <summary>The statements of all hooks.</summary>
    public IEnumerable<Stmt> Statements => Miss.Concat(Insert).Concat(Access).Concat(Trim).Concat(Victim).Concat(Remove)
        .Concat(Every.SelectMany(e => e.Statements));
}

public sealed record ReclaimerArgumentPlan(string Name, ValueType Type, long Value);

/// <summary>A cursor into the queue its scans walk, in their direction.</summary>
public sealed record HandPlan(string Name, int Queue, bool TowardsFront);

/// <summary>Queues by the value of a field, which count as one queue.</summary>
/// <param name="Field">A page is filed by what this is when the page is pushed.</param>
/// <param name="Link">The hidden field with the number of the page's queue.</param>
public sealed record BucketsPlan(int Queue, int Field, int Link);

/// <summary>A bounded list of the identities of pages, resident or not.</summary>
/// <param name="Capacity">Identities it holds, worked out once from the tier's capacity.</param>
/// <param name="Source">The author's own text.</param>
public sealed record GhostPlan(string Name, Expr Capacity, string Source)
{
    /// <summary>What is kept with an identity.</summary>
    public EquatableArray<GhostFieldPlan> Fields { get; init; } = [];

    public int FieldBytes { get; init; }
}

/// <summary>A field of a ghost.</summary>
/// <param name="PageField">The page field of the same name, which <c>add</c> copies and <c>take</c> gives back; or -1.</param>
public sealed record GhostFieldPlan(FieldPlan Field, int PageField);

/// <summary>Statements that a reclaimer runs by the clock, first at one period.</summary>
/// <param name="Source">The author's own text, without the body.</param>
public sealed record EveryHookPlan(string Source, SourceRange Origin, long PeriodNs, EquatableArray<Stmt> Statements);

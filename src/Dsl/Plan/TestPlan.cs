using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>A checked test of a policy.</summary>
/// <param name="Parameters">Values that hold from its beginning on, by parameter.</param>
/// <param name="Pages">The pages it names.</param>
public sealed record TestPlan(
    string Name, SourceRange Origin, PolicyPlan Policy, EquatableArray<ParameterValuePlan> Parameters,
    EquatableArray<TestPagePlan> Pages, EquatableArray<TestStep> Steps);

public sealed record ParameterValuePlan(int Parameter, long Value);

/// <param name="Kind">0 anon, 1 shmem, 2 file, 3 kernel.</param>
public sealed record TestPagePlan(string Name, int Kind, WishPlan Wish)
{
    /// <inheritdoc cref="WorkloadRegionPlan.Tenant"/>
    public int Tenant { get; init; } = -1;

    /// <summary>A huge page, known by its first base page.</summary>
    public bool IsHuge { get; init; }
}

/// <param name="Source">The author's text, white space folded.</param>
public abstract record TestStep(string Source, SourceRange Origin);

/// <summary>A page is put into a tier.</summary>
public sealed record PutStep(
    string Source, SourceRange Origin, int Page, int Tier, bool Dirty, EquatableArray<FieldValuePlan> Fields)
    : TestStep(Source, Origin);

public sealed record FieldValuePlan(int Field, ConstantExpr Value);

/// <summary>Pages without a name are put into a tier until so much of it is used.</summary>
/// <param name="Share">Parts per 10^9 of its capacity.</param>
public sealed record FillStep(string Source, SourceRange Origin, int Tier, long Share) : TestStep(Source, Origin);

/// <summary>A value of the policy's state is set.</summary>
public sealed record CellStep(string Source, SourceRange Origin, int Cell, ConstantExpr Value) : TestStep(Source, Origin);

public sealed record TestAccessStep(string Source, SourceRange Origin, int Agent, bool Write, int Page, long Times)
    : TestStep(Source, Origin);

public sealed record WaitStep(string Source, SourceRange Origin, long Ns) : TestStep(Source, Origin);

public sealed record StatStep(string Source, SourceRange Origin, StatSettingPlan Setting) : TestStep(Source, Origin);

public sealed record RequestStep(string Source, SourceRange Origin, DriverRequestPlan Request) : TestStep(Source, Origin);

public sealed record WorkloadStep(string Source, SourceRange Origin, WorkloadPlan Workload) : TestStep(Source, Origin);

/// <param name="Page">The page that the condition is about, or -1.</param>
/// <param name="Rules">Numbers of the rules of which one must have moved the page last; empty for any.</param>
/// <param name="Seen">What the condition looks at, to be shown where it does not hold.</param>
public sealed record ExpectStep(
    string Source, SourceRange Origin, Expr Condition, int Page, EquatableArray<int> Rules, EquatableArray<SeenPlan> Seen)
    : TestStep(Source, Origin);

/// <param name="Source">As the author wrote it: <c>stack.fill</c>.</param>
public sealed record SeenPlan(string Source, Expr Value);

using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Binding;

/// <summary>Something that has a name, and where it got it.</summary>
internal abstract record Symbol(NameSyntax Declaration, FileContext File)
{
    public string Name => Declaration.Text;

    /// <summary>As a message says it: "a tier", "a parameter".</summary>
    public abstract string What { get; }

    /// <summary>An expression can name it without a dot, so that the built-in names are not free for it.</summary>
    public virtual bool StandsAlone => true;

    /// <summary>It may be called <c>in</c>, which is reserved otherwise.</summary>
    public virtual bool MayBeIn => false;
}

internal sealed record AgentSymbol(NameSyntax Declaration, FileContext File, int Index, AgentSyntax Syntax)
    : Symbol(Declaration, File)
{
    public override string What => "an agent";
}

internal sealed record TierSymbol(NameSyntax Declaration, FileContext File, int Index, TierSyntax Syntax)
    : Symbol(Declaration, File)
{
    public override string What => "a tier";
}

internal sealed record TenantSymbol(NameSyntax Declaration, FileContext File, int Index) : Symbol(Declaration, File)
{
    public override string What => "a tenant";
}

internal sealed record GroupSymbol(NameSyntax Declaration, FileContext File, EquatableArray<int> Tiers)
    : Symbol(Declaration, File)
{
    public override string What => "a group";
}

internal sealed record StoreSymbol(NameSyntax Declaration, FileContext File) : Symbol(Declaration, File)
{
    public override string What => "a store";

    public override bool StandsAlone => false;
}

/// <summary>A parameter of a policy.</summary>
internal sealed record ParameterSymbol(NameSyntax Declaration, FileContext File, int Index, ValueType Type, ValueRange Range)
    : Symbol(Declaration, File)
{
    /// <summary>All it can be, where it is no number.</summary>
    public EquatableArray<NamedValue> Names { get; init; } = [];

    public override string What => "a parameter";
}

/// <summary>A parameter of a reclaimer; its value is fixed where the reclaimer is used.</summary>
internal sealed record ArgumentSymbol(NameSyntax Declaration, FileContext File, ValueType Type, long Value)
    : Symbol(Declaration, File)
{
    public override string What => "a parameter";

    /// <summary><c>in</c> is the paper's name of a parameter of 2Q; where no set follows it can only be the name.</summary>
    public override bool MayBeIn => true;
}

internal sealed record FieldSymbol(NameSyntax Declaration, FileContext File, int Index, ValueType Type, ValueRange Range)
    : Symbol(Declaration, File)
{
    public override string What => "a page field";
}

internal sealed record BudgetSymbol(NameSyntax Declaration, FileContext File, int Index) : Symbol(Declaration, File)
{
    /// <summary>It is one of time, not of bytes; known once its amount was checked.</summary>
    public bool InTime { get; set; }

    public override string What => "a budget";
}

internal sealed record LetSymbol(NameSyntax Declaration, FileContext File, LetSyntax Syntax) : Symbol(Declaration, File)
{
    public override string What => "a `let`";
}

internal sealed record QueueSymbol(NameSyntax Declaration, FileContext File, int Index) : Symbol(Declaration, File)
{
    /// <summary>A queue for each value of a field, which is walked from the lowest.</summary>
    public bool IsBuckets { get; init; }

    public override string What => "a queue";

    public override bool StandsAlone => false;
}

internal sealed record HandSymbol(NameSyntax Declaration, FileContext File, int Index) : Symbol(Declaration, File)
{
    public override string What => "a hand";

    public override bool StandsAlone => false;
}

/// <summary>An array of queues, which stand side by side in the list of all.</summary>
internal sealed record QueueArraySymbol(NameSyntax Declaration, FileContext File, int First, int Length) : Symbol(Declaration, File)
{
    public override string What => "an array of queues";

    public override bool StandsAlone => false;
}

internal sealed record GhostSymbol(NameSyntax Declaration, FileContext File, int Index) : Symbol(Declaration, File)
{
    /// <summary>The fields of its identities.</summary>
    public SymbolTable Fields { get; init; } = new();

    public override string What => "a ghost";

    public override bool StandsAlone => false;
}

/// <summary>A cell of the state. One that every tier has is called <c>tier.name</c> here.</summary>
internal sealed record CellSymbol(NameSyntax Declaration, FileContext File, int Index, CellPlan Plan) : Symbol(Declaration, File)
{
    public override string What => Plan switch
    {
        { Kind: CellKind.Average } => "an average",
        { Kind: CellKind.Histogram } => "a histogram",
        { Kind: CellKind.Epoch } => "an epoch",
        { Length: > 0 } => "an array of the state",
        _ => "a value of the state",
    };

    /// <summary>As <see cref="What"/>, when it is known which: "the average".</summary>
    public string Kind => "the" + What.Substring(What.IndexOf(' '));

    /// <summary>How it is written, as help says it.</summary>
    public string Use => Plan switch
    {
        { Kind: CellKind.Average } => $"it has `{Name}.value`, and `{Name}.add(x);` as a statement",
        { Kind: CellKind.Histogram } => $"it has `{Name}.fit(bytes)` and `{Name}.bin(x)`",
        { Kind: CellKind.Epoch } => $"it is moved on by `advance {Name};`",
        { Length: > 0 } => $"one of its values is `{Name}[0]`",
        _ => $"it is read as `{Name}`",
    };
}

/// <summary>A name whose declaration is wrong: it is known, and nothing more is said about it.</summary>
internal sealed record BrokenSymbol(NameSyntax Declaration, FileContext File, string Kind) : Symbol(Declaration, File)
{
    public override string What => Kind;
}

/// <summary>A region of a workload.</summary>
internal sealed record RegionSymbol(NameSyntax Declaration, FileContext File, int Index) : Symbol(Declaration, File)
{
    public override string What => "a region";

    public override bool StandsAlone => false;
}

/// <summary>A phase of a workload.</summary>
internal sealed record PhaseSymbol(NameSyntax Declaration, FileContext File) : Symbol(Declaration, File)
{
    public override string What => "a phase";

    public override bool StandsAlone => false;
}

/// <summary>A page that a test names; as a value it is the tier it is in.</summary>
internal sealed record TestPageSymbol(NameSyntax Declaration, FileContext File, int Index) : Symbol(Declaration, File)
{
    public override string What => "a page";
}

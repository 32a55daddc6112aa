using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

public enum CellKind
{
    /// <summary>A value that statements set.</summary>
    Value,
    /// <summary>A moving average of what is added to it.</summary>
    Average,
    /// <summary>How many pages have which bit length of a field, kept up to date by itself.</summary>
    Histogram,
    /// <summary>A clock that statements move on.</summary>
    Epoch,
}

/// <summary>What has a cell of its own.</summary>
public enum CellOwner
{
    Policy,
    Tier,
    Agent,
    /// <summary>Each tenant, and all pages that have none together.</summary>
    Tenant,
}

/// <summary>A cell of the own memory of a policy or a reclaimer: one, or one for each tier or agent, or an array of them.</summary>
/// <param name="Type">Of a value or of an average's value; a count otherwise.</param>
/// <param name="Length">Elements of an array; 0 where it is none.</param>
/// <param name="Initial">Worked out once, when a machine starts; null: an average begins with what is added first.</param>
/// <param name="Source">The author's own text.</param>
public sealed record CellPlan(
    string Name, string Doc, CellKind Kind, ValueType Type, CellOwner Owner, int Length, Expr? Initial, string Source)
{
    /// <summary>Of an average: the part of a new value, parts per 10^9, more than 0 and at most 10^9.</summary>
    public long Weight { get; init; }

    /// <summary>Of a histogram: the bins, 2 to 64.</summary>
    public int Bins { get; init; }

    /// <summary>Of a histogram: the page field.</summary>
    public int Field { get; init; } = -1;
}

/// <summary>What a cell of a policy's state is worth: a value, an average's value, or how often an epoch moved on.</summary>
/// <param name="Place">Whose cell, then which element; each only where the cell has several. An element wraps.</param>
public sealed record CellExpr(ValueType Type, ValueRange Range, int Cell, EquatableArray<Expr> Place) : Expr(Type, Range);

/// <summary>The lowest bin of a histogram from which up all pages together are at most so many.</summary>
public sealed record FitExpr(ValueRange Range, int Cell, EquatableArray<Expr> Place, Expr Pages) : Expr(ValueType.Count, Range);

/// <summary>Sets a cell; <c>op=</c> is already spelled out in <paramref name="Value"/>.</summary>
public sealed record CellStmt(string Source, SourceRange Origin, int Cell, EquatableArray<Expr> Place, Expr Value)
    : Stmt(Source, Origin);

/// <summary>Adds a value to an average.</summary>
public sealed record AverageStmt(string Source, SourceRange Origin, int Cell, EquatableArray<Expr> Place, Expr Value)
    : Stmt(Source, Origin);

/// <summary>Moves an epoch on by one; fields that halve on it halve.</summary>
public sealed record AdvanceStmt(string Source, SourceRange Origin, int Cell) : Stmt(Source, Origin);

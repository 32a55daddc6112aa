using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>A statement of a handler or of a reclaimer's hook.</summary>
/// <param name="Source">The author's own text, white space folded; empty for a statement made by the compiler.</param>
/// <param name="Origin">Where it stands.</param>
public abstract record Stmt(string Source, SourceRange Origin);

/// <summary>
/// Sets a page field; <c>op=</c> is already spelled out in <paramref name="Value"/>. The value saturates to the field.
/// </summary>
public sealed record AssignStmt(string Source, SourceRange Origin, int Field, Expr Value) : Stmt(Source, Origin);

public sealed record IfStmt(
    string Source, SourceRange Origin, Expr Condition, EquatableArray<Stmt> Then, EquatableArray<Stmt> Otherwise)
    : Stmt(Source, Origin);

/// <summary>Takes the rule of <c>migration</c> with this label out of force until a time.</summary>
public sealed record SuspendStmt(string Source, SourceRange Origin, string Label, Expr Until) : Stmt(Source, Origin);

/// <summary>Sets what a device counted of its accesses to the page back to 0.</summary>
public sealed record ResetStmt(string Source, SourceRange Origin, int Agent, int Stat) : Stmt(Source, Origin);

/// <summary>Tells the reclaimer of the page's tier of an access to the page.</summary>
public sealed record TouchStmt(string Source, SourceRange Origin) : Stmt(Source, Origin);

/// <summary>Sets how much a budget's windows hold from now on.</summary>
public sealed record BudgetStmt(string Source, SourceRange Origin, int Budget, Expr Amount) : Stmt(Source, Origin);

/// <summary>Puts the page at one end of a queue, unlinking it from the queue it is on.</summary>
public sealed record PushStmt(string Source, SourceRange Origin, int Queue, bool Front) : Stmt(Source, Origin);

/// <summary>Takes the page off a queue; one that is on another stays there.</summary>
public sealed record UnlinkStmt(string Source, SourceRange Origin, int Queue) : Stmt(Source, Origin);

/// <summary>Walks a queue; see the language page for what a step does.</summary>
/// <param name="Hand">The hand it starts from and keeps, or -1.</param>
/// <param name="TowardsFront">The direction; without a hand it also says the end it starts at.</param>
/// <param name="AtMost">A bound the author gave, or null.</param>
/// <param name="StepFactor">The derived bound is the queue's count at the start times this: 1 + the maxima lowered.</param>
public sealed record ScanStmt(
    string Source, SourceRange Origin, int Queue, int Hand, bool TowardsFront, Expr? AtMost, long StepFactor,
    EquatableArray<Stmt> Body) : Stmt(Source, Origin);

/// <summary>In a scan: this page is the victim; the hook ends.</summary>
public sealed record EvictStmt(string Source, SourceRange Origin) : Stmt(Source, Origin);

/// <summary>In <c>miss</c>: the page is not admitted; the hook ends.</summary>
public sealed record RefuseStmt(string Source, SourceRange Origin) : Stmt(Source, Origin);

/// <summary>In a scan: leave the scan.</summary>
public sealed record StopStmt(string Source, SourceRange Origin) : Stmt(Source, Origin);

public enum GhostOperation
{
    /// <summary>The page to the front, the oldest making room.</summary>
    Add,
    /// <summary>The page out of it, if it is there.</summary>
    Remove,
    /// <summary>The page out of it, its fields back into the page.</summary>
    Take,
    /// <summary>The oldest out of it.</summary>
    Drop,
}

/// <summary>Sets a field of the page's identity in a ghost, if it is there. The value saturates to the field.</summary>
public sealed record GhostAssignStmt(string Source, SourceRange Origin, int Ghost, int Field, Expr Value) : Stmt(Source, Origin);

/// <summary>Walks the identities of a ghost, as <see cref="ScanStmt"/> walks a queue; the body has no page, only which one it is.</summary>
public sealed record GhostScanStmt(
    string Source, SourceRange Origin, int Ghost, bool TowardsFront, Expr? AtMost, long StepFactor, EquatableArray<Stmt> Body)
    : Stmt(Source, Origin);

public sealed record GhostStmt(string Source, SourceRange Origin, int Ghost, GhostOperation Operation) : Stmt(Source, Origin);

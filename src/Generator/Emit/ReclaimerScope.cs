using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Generator.Emit;

/// <summary>Names inside the hooks of a generated reclaimer.</summary>
/// <param name="page">The variable with the frame that the hook or the scan is at.</param>
internal sealed class ReclaimerScope(ReclaimerNames names, string page) : ExpressionScope
{
    /// <summary>The variable with the page's number, where it has no frame; or null.</summary>
    public string? Number { get; init; }

    /// <summary>The hook is <c>miss</c>: the page has a number and no frame, and its fields are kept for later.</summary>
    public bool Misses { get; init; }

    /// <summary>The values that never change are being worked out.</summary>
    public bool IsSettling { get; init; }

    public override string? ValueOnce(Expr expression) => IsSettling ? null : names.Settled.Find(expression);

    public override string Capacity => ReclaimerNames.Capacity;

    public override string PageNumber => Number ?? $"frames[{page}].Page";

    public override string Frame => $"frames[{page}]";

    public override string Field(int field) => Misses ? Incoming(field) : $"{names.Fields.Names[field]}(frames, {page})";

    public override string QueueCount(int queue) => names.Queues[queue] + ".Count";

    public override string Ghost(int ghost) => names.Ghosts[ghost].Name;

    public override string GhostField(int ghost, int field) => $"{names.Ghosts[ghost].Getters[field]}({PageNumber})";

    public override string Take(int ghost) => TakeCall(names, ghost, Misses, page, PageNumber);

    /// <summary>The fields of the page on its way are the reclaimer's own, those of one in the tier lie in its frame.</summary>
    public static string TakeCall(ReclaimerNames names, int ghost, bool misses, string page, string number) => !names.Ghosts[ghost].Copies
        ? $"{names.Ghosts[ghost].Name}.Remove({number})"
        : misses ? $"{names.Ghosts[ghost].Take}({number})" : $"{names.Ghosts[ghost].Take}(frames, {page})";

    public override string Incoming(int field) => names.Incoming[field];

    public override string Cell(int cell, EquatableArray<Expr> numbers, IReadOnlyList<string> place) =>
        names.State.Cell(cell, numbers, place);

    public override bool IsAverage(int cell) => names.State.IsAverage(cell);

    public override string Page(PageProperty property) => $"{Frame}.{property}";
}

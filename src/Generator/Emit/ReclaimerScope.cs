using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>Names inside the hooks of a generated reclaimer.</summary>
/// <param name="page">The variable with the frame that the hook or the scan is at.</param>
internal sealed class ReclaimerScope(ReclaimerNames names, string page) : ExpressionScope
{
    /// <summary>The hook is <c>miss</c>: the page has a number and no frame, and its fields are kept for later.</summary>
    public bool Misses { get; init; }

    /// <summary>The values that never change are being worked out.</summary>
    public bool IsSettling { get; init; }

    public override string? ValueOnce(Expr expression) => IsSettling ? null : names.Settled.Find(expression);

    public override string Capacity => ReclaimerNames.Capacity;

    public override string PageNumber => Misses ? ReclaimerNames.Number : $"frames[{page}].Page";

    public override string Field(int field) => Misses ? Incoming(field) : $"{names.Fields.Names[field]}(frames, {page})";

    public override string QueueCount(int queue) => names.Queues[queue] + ".Count";

    public override string Ghost(int ghost) => names.Ghosts[ghost];

    public override string Incoming(int field) => names.Incoming[field];

    public override string State(int state) => names.State[state];
}

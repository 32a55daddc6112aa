using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Machine;

/// <summary>What rules and statements see of the event that they are for.</summary>
/// <param name="Agent">-1 for nobody.</param>
/// <param name="Write">The access writes.</param>
/// <param name="Long">The pin is a long one.</param>
/// <param name="Waits">Somebody waits for the moves that are made: they are complete at once.</param>
internal sealed record Context(Term Agent, Term Write, Term Long, Term Waits)
{
    /// <summary>The event is a hint about the page.</summary>
    public bool IsHint { get; init; }

    /// <summary>No event about the page: a move of it is looked at when it is made.</summary>
    public bool IsUnvisited { get; init; }

    /// <summary>The page is the one that another may be exchanged for.</summary>
    public bool IsVictim { get; init; }
}

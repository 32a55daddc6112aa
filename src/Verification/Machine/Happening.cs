using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Machine;

internal enum HappeningKind
{
    Access,
    Pass,
    /// <summary>A scan tells of an access that the page's bit remembers.</summary>
    Scan,
    Pin,
    Unpin,
    Hint,
    /// <summary>The page's tier goes offline, or is offline when the page is let go.</summary>
    Offline,
    Reclaim,
    /// <summary>A move that was under way is complete.</summary>
    Landing,
    /// <summary>A move that was under way has failed.</summary>
    Failure,
    /// <summary>Another page takes its place.</summary>
    Exchange,
    Unmap,
    /// <summary>It becomes part of a huge page, or stops to be.</summary>
    Resize,
}

/// <summary>Something that can happen to the page, and all that follows of it in the same instant.</summary>
/// <param name="Number">Of a pass, a hint or a section, among those of its sort.</param>
/// <param name="Can">It can happen.</param>
/// <param name="Next">What the variables are then.</param>
/// <param name="Broken">By property: it does not hold at a moment when it is looked at.</param>
/// <param name="Agent">Who does it, where somebody does.</param>
/// <param name="Write">An access writes.</param>
/// <param name="Long">A pin is a long one.</param>
/// <param name="Story">What may be told of it, in the order in which it happens.</param>
internal sealed record Happening(
    HappeningKind Kind, int Number, Term Can, Term[] Next, Term[] Broken, Term Agent, Term Write, Term Long, IReadOnlyList<Incident> Story);

internal enum IncidentKind
{
    /// <summary>A rule's outcome happened, or a move by it began.</summary>
    Applied,
    Refused,
    /// <summary>The machine moves the page without a rule.</summary>
    Moved,
    /// <summary>The page leaves memory without a rule.</summary>
    Left,
    Granted,
    Denied,
    Placed,
    Started,
}

/// <summary>A thing that happens in a happening if a condition holds.</summary>
/// <param name="Rule">Its number, or -1.</param>
/// <param name="Tier">Where the page goes, or null.</param>
/// <param name="Seen">What the rule's condition looks at: in the author's words, and its value.</param>
internal sealed record Incident(IncidentKind Kind, Term When, int Rule, Term? Tier, IReadOnlyList<(Expr Leaf, Term Value)> Seen);

/// <summary>What must never be, to be proven.</summary>
internal abstract record Property
{
    /// <summary>The state that must not be when it is looked at, or null where it is about what happens.</summary>
    public sealed record State(Expr Condition) : Property;

    /// <summary>A state said in terms of the page.</summary>
    public sealed record Place(Func<PageWorld, Term[], Term> Condition) : Property;

    /// <summary>Nothing comes to a hidden tier without a request or a rule that names it.</summary>
    public sealed record Hidden : Property;

    /// <summary>A victim finds no way: neither out of memory nor to a tier that is reclaimed too.</summary>
    public sealed record Stuck : Property;

    /// <summary>A fault finds no rule that helps.</summary>
    public sealed record Unanswered : Property;
}

namespace CdmPolicy;

/// <summary>What happened to a page.</summary>
public enum PageEventKind : byte
{
    /// <summary>It was given a frame.</summary>
    Placed,
    /// <summary>It needed one and no tier took it.</summary>
    NotPlaced,
    /// <summary>It set out for another tier; until it arrives it is used where it is.</summary>
    Started,
    /// <summary>It came to another tier: at once, or at the end of its way.</summary>
    Arrived,
    /// <summary>It did not arrive where it had set out for.</summary>
    Failed,
    /// <summary>An outcome was refused.</summary>
    Refused,
    /// <summary>A rule answered without a move.</summary>
    Stayed,
    /// <summary>It left memory because it was a victim.</summary>
    Evicted,
    Pinned,
    PinDenied,
    Unpinned,
    /// <summary>An agent said something about it.</summary>
    Hinted,
    /// <summary>An agent accessed it that cannot address it where it was.</summary>
    Faulted,
    /// <summary>It was written where it may only be read.</summary>
    WriteFaulted,
    /// <summary>It was accessed after it had been unmapped to notice that.</summary>
    HintFaulted,
    /// <summary>It was part of a huge page, and is a base page.</summary>
    Split,
    /// <summary>It became part of a huge page.</summary>
    Collapsed,
    /// <summary>The program gave it back.</summary>
    Unmapped,
    /// <summary>Its tier went away with it.</summary>
    Lost,
}

/// <summary>One thing that happened to a page, or to all base pages of a huge one.</summary>
/// <param name="Access">How many accesses had been executed before; exact where each is executed alone.</param>
/// <param name="Page">The first one.</param>
/// <param name="Pages">How many.</param>
/// <param name="From">The tier, or <see cref="Nowhere"/>, <see cref="Store"/>, <see cref="Swap"/>.</param>
/// <param name="To">As <paramref name="From"/>.</param>
/// <param name="Rule">The rule that said so, or -1.</param>
/// <param name="Detail">
/// The <see cref="Refusal"/> of what was refused, not placed or denied, the <see cref="MoveFailure"/> of what failed, the number of a hint,
/// 1 for a long pin.
/// </param>
/// <param name="Agent">Who it was, or -1 where that is not known.</param>
public readonly record struct PageEvent(
    PageEventKind Kind, long Ns, long Access, int Page, int Pages, int From, int To, int Rule, int Detail, int Agent)
{
    /// <summary>In no memory: not accessed before, or given back.</summary>
    public const int Nowhere = -1;

    public const int Store = -2;

    public const int Swap = -3;
}

/// <summary>Who is told what happens to pages, in the order in which it does.</summary>
public interface IPageLog
{
    /// <summary>A rule matches a page and is about to be followed.</summary>
    /// <param name="page">The first of them.</param>
    /// <param name="pages">How many, of a huge one.</param>
    /// <param name="values">What its condition saw, in the order in which the author wrote it.</param>
    void Saw(int page, int pages, int rule, ReadOnlySpan<long> values);

    void Add(in PageEvent happened);
}

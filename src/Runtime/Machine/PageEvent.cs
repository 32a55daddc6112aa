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
    /// <summary>It was written while it was copied, and the copy is made again.</summary>
    CopiedAgain,
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
    /// <summary>An agent said something about it; in no tier, nobody listens.</summary>
    Hinted,
    /// <summary>An agent accessed it that cannot address it where it was, or asked for a pin that cannot be there.</summary>
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
/// 1 for a long pin, 1 for a fault that a pin brought about.
/// </param>
/// <param name="Agent">Who it was, or -1 where that is not known.</param>
/// <param name="With">The page that took its place as it took that page's, of a huge one the first, or -1.</param>
public readonly record struct PageEvent(
    PageEventKind Kind, long Ns, long Access, int Page, int Pages, int From, int To, int Rule, int Detail, int Agent, int With = -1)
{
    /// <summary>It happened to this page, perhaps as a part of a huge one.</summary>
    public bool Has(int page) => page >= Page && page - Page < Pages;

    /// <summary>In no memory: not accessed before, or given back.</summary>
    public const int Nowhere = -1;

    public const int Store = -2;

    public const int Swap = -3;
}

/// <summary>A rule was asked about a page and does not match it.</summary>
/// <param name="Page">The first one.</param>
/// <param name="Pages">How many, of a huge one.</param>
/// <param name="Wrong">The parts of its condition, which `&amp;&amp;` joins, that are false: a bit each, in the order in which the author wrote them.</param>
public readonly record struct PassedRule(long Ns, int Page, int Pages, int Rule, long Wrong);

/// <summary>Who is told what happens to pages, in the order in which it does.</summary>
public interface IPageLog
{
    /// <summary>A rule matches a page and is about to be followed.</summary>
    /// <param name="page">The first of them.</param>
    /// <param name="pages">How many, of a huge one.</param>
    /// <param name="values">What its condition saw, in the order in which the author wrote it.</param>
    void Saw(int page, int pages, int rule, ReadOnlySpan<long> values);

    /// <summary>A rule that matches would have the page change places with a victim of the target.</summary>
    /// <param name="partner">The victim.</param>
    /// <param name="values">What the condition of the exchange saw; none where it has none.</param>
    void SawPartner(int page, int partner, int rule, ReadOnlySpan<long> values)
    {
    }

    void Add(in PageEvent happened);

    /// <summary>Should be told, at an instant, of rules that do not match the page.</summary>
    bool AsksWhy(int page, int pages, long ns) => false;

    /// <summary>Only where that is so.</summary>
    /// <param name="values">What the condition saw.</param>
    void Passed(in PassedRule passed, ReadOnlySpan<long> values)
    {
    }
}

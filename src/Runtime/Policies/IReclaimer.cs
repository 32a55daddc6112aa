using CdmPolicy.Frames;

namespace CdmPolicy.Policies;

/// <summary>An eviction algorithm over the pages of one tier, as generated from a <c>reclaimer</c> declaration.</summary>
/// <remarks>A mutable struct: hold it in a field that is not readonly.</remarks>
public interface IReclaimer<TLayout>
    where TLayout : struct, IFrameLayout
{
    /// <summary>Bytes of state its page fields need, beyond the header's spare byte.</summary>
    static abstract int FieldBytes { get; }

    /// <summary>False where <see cref="Access"/> does nothing, so that a hit need not fetch the frame.</summary>
    static virtual bool SeesAccess => true;

    /// <summary>True where <see cref="Access"/> moves the page on its queue, and so touches its neighbours.</summary>
    static virtual bool MovesAccessed => false;

    /// <summary>True where pages are remembered outside their frames, which <see cref="Prefetch"/> then helps.</summary>
    static virtual bool Remembers => false;

    /// <summary>True where <see cref="Miss"/> can refuse a page.</summary>
    static virtual bool Refuses => false;

    /// <summary>True where pages can leave though there is room: then <see cref="Trim"/> is asked after every access.</summary>
    static virtual bool Trims => false;

    /// <summary>Once, before any page comes.</summary>
    /// <param name="capacity">The tier's capacity in pages.</param>
    /// <param name="pages">How many different pages can come, for structures that remember pages without a frame.</param>
    void Attach(long capacity, int pages);

    /// <summary>Starts bringing what is remembered of a page into the cache, for a miss or an eviction soon.</summary>
    void Prefetch(int number)
    {
    }

    /// <summary>
    /// A page that is not in the tier is on its way there, before a victim is looked for to make room for it. What this
    /// remembers is for the next <see cref="Insert"/>.
    /// </summary>
    /// <returns>False: the page is not admitted.</returns>
    bool Miss(FrameTable<TLayout> frames, int number);

    /// <summary>A page was put into <paramref name="frame"/>.</summary>
    void Insert(FrameTable<TLayout> frames, int frame);

    /// <summary>A resident page was accessed.</summary>
    void Access(FrameTable<TLayout> frames, int frame);

    /// <summary>The frame whose page should leave, still linked; 0 if no page is on any queue.</summary>
    int Victim<TKeep>(FrameTable<TLayout> frames, ref TKeep keep)
        where TKeep : struct, IKeep;

    /// <summary>After an access: a frame whose page should leave, still linked; 0 for no more. Asked again after each.</summary>
    int Trim<TKeep>(FrameTable<TLayout> frames, ref TKeep keep)
        where TKeep : struct, IKeep => 0;

    /// <summary>The page leaves; the frame is unlinked.</summary>
    /// <param name="chosen">Whether it leaves because this reclaimer chose it, be it only now that its way out is at an end.</param>
    void Remove(FrameTable<TLayout> frames, int frame, bool chosen);

    /// <summary>Frees what it keeps outside of the frames; it is not used any more.</summary>
    void Release()
    {
    }
}

/// <summary>The policy's <c>keep when</c>: which pages a search for a victim passes over.</summary>
public interface IKeep
{
    /// <summary>False when nothing is ever kept, so that the test compiles to nothing.</summary>
    static abstract bool Active { get; }

    /// <summary>True: put the page at the far end of its queue and look on. Pages under way aside, it limits itself to 32 a search.</summary>
    bool Keeps(int frame);

    /// <summary>The search found nothing else: from here on only pages under way are passed over.</summary>
    void GiveUp();
}

/// <summary>One search for a victim that passes over pages under way.</summary>
public readonly struct KeepHeld<TLayout>(FrameTable<TLayout> frames) : IKeep
    where TLayout : struct, IFrameLayout
{
    public static bool Active => true;

    public bool Keeps(int frame) => (frames[frame].Flags & PageFlags.Held) != 0;

    public void GiveUp()
    {
    }
}

/// <summary>Keeps nothing.</summary>
public struct KeepNothing : IKeep
{
    public static bool Active => false;

    public readonly bool Keeps(int frame) => false;

    public readonly void GiveUp()
    {
    }
}

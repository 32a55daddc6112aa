namespace CdmPolicy.Traces;

/// <summary>What can happen in a trace beside accesses; the numbers are those of the compact format.</summary>
public enum TraceEventKind : byte
{
    /// <summary>An agent has a page held still for a transfer.</summary>
    PinShort = 1,
    /// <summary>An agent has a page held still for as long as it likes.</summary>
    PinLong = 2,
    /// <summary>An agent takes a pin back.</summary>
    Unpin = 3,
    /// <summary>An agent says something about a page; the name is the hint's.</summary>
    Hint = 4,
    /// <summary>A driver asks for memory back; the name is the tier's, the value is in bytes.</summary>
    Reclaim = 5,
    /// <summary>A driver reports a statistic, in the unit in which the language keeps its type.</summary>
    Stat = 6,
    /// <summary>A tier goes away; the name is the tier's.</summary>
    Offline = 7,
    /// <summary>It is there again.</summary>
    Online = 8,
    /// <summary>The program asks for a region; the name is the kind of its pages, the value is in bytes.</summary>
    Map = 9,
    /// <summary>The program gives a region back, or a part of one; the value is in bytes.</summary>
    Unmap = 10,
}

/// <summary>Something that happens between two accesses of a trace.</summary>
/// <param name="Before">The access before which it happens, 0 to the number of accesses; never falling from event to event.</param>
/// <param name="TimeNs">Nanoseconds from the first access on, not before the access in front of it nor behind the next; 0 in an untimed trace.</param>
/// <param name="Agent">The index of who causes it; the first agent's where nobody does.</param>
/// <param name="Page">The dense number of its page, or -1.</param>
/// <param name="Name">Of a hint, a tier, a statistic or a kind of page; else empty.</param>
/// <param name="Value">Bytes or a statistic; else 0.</param>
public readonly record struct TraceEvent(
    TraceEventKind Kind, int Before, long TimeNs, int Agent, int Page, string Name = "", long Value = 0)
{
    /// <summary>The most letters of a name.</summary>
    public const int MaxName = 64;

    /// <summary>The source's number of the first page of what is mapped or unmapped; else 0.</summary>
    public ulong FirstPage { get; init; }

    /// <summary>What a program asked for with what it mapped, as <see cref="MapRequest"/> reads it; else empty.</summary>
    public string Request { get; init; } = "";

    /// <summary>How many pages that is: a page that begins in it is in it.</summary>
    /// <param name="pageBytes">Of the trace.</param>
    public ulong PageSpan(int pageBytes) => ((ulong)Value + (ulong)pageBytes - 1) / (ulong)pageBytes;

    /// <summary>Kinds that are about a page.</summary>
    public static bool HasPage(TraceEventKind kind) => kind <= TraceEventKind.Hint;

    /// <summary>Kinds that name something.</summary>
    public static bool HasName(TraceEventKind kind) => kind is >= TraceEventKind.Hint and not TraceEventKind.Unmap;

    /// <summary>Kinds that are about a run of pages.</summary>
    public static bool HasSpan(TraceEventKind kind) => kind >= TraceEventKind.Map;

    /// <summary>When it happens at an even pace, or at its own time.</summary>
    /// <param name="interval">Nanoseconds between two accesses; null: the trace's own times.</param>
    public long TimeAt(Trace trace, long? interval) =>
        interval is { } even ? Before * even : trace.Times is null ? Before * trace.Interval : TimeNs;
}

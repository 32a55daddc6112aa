namespace CdmPolicy.Traces;

/// <summary>
/// A recorded sequence of memory accesses, one column per fact. Pages carry dense numbers, given in the order in which
/// they first appear, so that a machine indexes its page entries directly and the pages of one phase lie together.
/// </summary>
public sealed class Trace
{
    /// <summary>The most events, and the most pages, that one trace may have: an array's length.</summary>
    public const int Limit = int.MaxValue - 64;

    /// <summary>Nanoseconds between two events of an untimed trace unless said otherwise: ten million a second.</summary>
    public const long DefaultInterval = 100;

    /// <summary>The longest interval for which no event's time overflows: about four seconds.</summary>
    public const long MaxInterval = long.MaxValue / Limit;

    private readonly Lazy<RegionMap> _regions;

    /// <param name="pages">The dense page number of each event.</param>
    /// <param name="operations">What each event did, as <see cref="Operation"/> packs it.</param>
    /// <param name="addresses">The page number of the source for each dense page number.</param>
    /// <param name="regions">The regions, or null to infer them when they are first asked for.</param>
    internal Trace(string name, int[] pages, byte[] operations, ulong[] addresses, RegionMap? regions = null)
    {
        Name = name;
        Pages = pages;
        Operations = operations;
        Addresses = addresses;
        References = pages.Length;
        _regions = regions is null ? new(() => RegionMap.Infer(this)) : new(regions);
    }

    private Trace(Trace other)
    {
        (Name, Pages, Operations, Addresses) = (other.Name, other.Pages, other.Operations, other.Addresses);
        (PageBytes, References, Agents, Events) = (other.PageBytes, other.References, other.Agents, other.Events);
        (Fidelity, Notes) = (other.Fidelity, other.Notes);
        _regions = other._regions;
    }

    /// <summary>What people call it: the name of its file without the endings.</summary>
    public string Name { get; }

    /// <summary>Number of events.</summary>
    public long Count => Pages.Length;

    /// <summary>Number of different pages; every entry of <see cref="Pages"/> is below it.</summary>
    public int PageCount => Addresses.Length;

    /// <summary>Size of a page in bytes, a power of two.</summary>
    public int PageBytes { get; init; } = 4096;

    /// <summary>
    /// Memory references of the source that the events stand for. It is above <see cref="Count"/> where consecutive
    /// references to one page were collapsed into one event.
    /// </summary>
    public long References { get; init; }

    /// <summary>The dense page number of each event.</summary>
    public int[] Pages { get; }

    /// <summary>What each event did: see <see cref="Operation"/>. As long as <see cref="Pages"/>.</summary>
    public byte[] Operations { get; }

    /// <summary>
    /// When each event happened, in nanoseconds from the first event, never decreasing; null for an untimed trace.
    /// </summary>
    public long[]? Times { get; init; }

    /// <summary>The source's own time of the first event in nanoseconds; 0 for an untimed trace.</summary>
    public long Origin { get; init; }

    /// <summary>Nanoseconds between two events of an untimed trace, 1 to <see cref="MaxInterval"/>: its pace.</summary>
    public long Interval
    {
        get;
        init => field = value is > 0 and <= MaxInterval ? value : throw new ArgumentOutOfRangeException(nameof(value));
    } = DefaultInterval;

    /// <summary>The page number of the source (its address divided by the page size) for each dense page number.</summary>
    public ulong[] Addresses { get; }

    /// <summary>Names of the agents that made the accesses; an event holds an index into it.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [DefaultAgent];

    /// <summary>What its events are worth, as the format that it came from says.</summary>
    public TraceFidelity Fidelity { get; internal set; } = TraceFidelity.Unknown;

    /// <summary>What the reader left out of the source or had to assume, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; internal set; } = [];

    /// <summary>What happens beside the accesses, in order; mostly nothing.</summary>
    public IReadOnlyList<TraceEvent> Events { get; init; } = [];

    /// <summary>The agent of a source that names none.</summary>
    public const string DefaultAgent = "cpu";

    /// <summary>The runs of neighbouring pages, with what backs each.</summary>
    public IReadOnlyList<Region> Regions => _regions.Value.Regions;

    /// <summary>The index into <see cref="Regions"/> of each dense page number.</summary>
    public int[] RegionOfPage => _regions.Value.RegionOfPage;

    /// <summary>When event <paramref name="index"/> happens, in nanoseconds from the first one.</summary>
    public long TimeOf(long index) => Times is { } times ? times[index] : index * Interval;

    /// <summary>The same accesses at an even pace instead of their own times; the columns are shared.</summary>
    /// <param name="interval">Nanoseconds between two events, 1 to <see cref="MaxInterval"/>.</param>
    public Trace AtPace(long interval) => new(this) { Interval = interval };
}

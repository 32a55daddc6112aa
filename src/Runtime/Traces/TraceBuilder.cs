using System.Runtime.CompilerServices;

namespace CdmPolicy.Traces;

/// <summary>Collects events one by one into a <see cref="Trace"/>; every sequential reader and every generator uses it.</summary>
public sealed class TraceBuilder
{
    private readonly string _name;
    private readonly string _path;
    private readonly int _pageBytes;
    private readonly PageNumbering _numbering;
    private readonly List<string> _agents = [];
    private readonly List<TraceEvent> _events = [];
    private int[] _pages;
    private byte[] _operations;
    private long[]? _times;
    private long _lastTime;
    private int _count;
    private long _collapsed;

    /// <param name="name">The trace's name.</param>
    /// <param name="pageBytes">A power of two.</param>
    /// <param name="expectedEvents">A guess that saves growing; 0 when unknown.</param>
    /// <param name="path">The file named in errors; the name when there is none.</param>
    public TraceBuilder(string name, int pageBytes = 4096, long expectedEvents = 0, string? path = null)
    {
        if (!TraceReadOptions.IsPageSize(pageBytes)) throw new ArgumentOutOfRangeException(nameof(pageBytes));
        _name = name;
        _path = path ?? name;
        _pageBytes = pageBytes;
        _numbering = new PageNumbering(_path, expectedEvents);
        var capacity = (int)Math.Clamp(expectedEvents, 1 << 10, 1 << 24);
        _pages = new int[capacity];
        _operations = new byte[capacity];
    }

    public long Count => _count;

    /// <summary>The time of the last event in nanoseconds, as the source gave it.</summary>
    public long LastTime => _lastTime;

    /// <summary>The index of a named agent, which is new when the name is; -1 when there are 64 others already.</summary>
    public int AgentIndex(string name)
    {
        var index = _agents.IndexOf(name);
        if (index >= 0 || _agents.Count == Operation.MaxAgents) return index;
        _agents.Add(name);
        return _agents.Count - 1;
    }

    /// <summary>Adds an event at the time of the one before it.</summary>
    public void Add(ulong page, byte operation = Operation.Read)
    {
        var at = _count;
        if (at == _pages.Length) Grow();
        _pages[at] = _numbering.NumberOf(page);
        _operations[at] = operation;
        if (_times is not null) _times[at] = _lastTime;
        _count = at + 1;
    }

    /// <summary>Adds an event at a time in nanoseconds, which may not lie before the last one's.</summary>
    public void AddAt(long time, ulong page, byte operation = Operation.Read)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, _lastTime);
        _times ??= new long[_pages.Length];
        _lastTime = time;
        Add(page, operation);
    }

    /// <summary>Adds something that is no access, behind the accesses so far.</summary>
    /// <param name="time">Nanoseconds, not before the last one's; null in an untimed trace.</param>
    /// <param name="page">The page of the source, or null.</param>
    /// <param name="request">What was asked for with what is mapped, or empty.</param>
    public void AddEvent(TraceEventKind kind, long? time, int agent, ulong? page, string name = "", long value = 0, string request = "")
    {
        if (time is { } now)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(now, _lastTime);
            _times ??= new long[_pages.Length];
            _lastTime = now;
        }

        // What is mapped need not be accessed, so its pages get no numbers.
        _events.Add(TraceEvent.HasSpan(kind)
            ? new(kind, _count, time ?? 0, agent, -1, name, value) { FirstPage = page ?? 0, Request = request }
            : new(kind, _count, time ?? 0, agent, page is { } number ? _numbering.NumberOf(number) : -1, name, value));
    }

    /// <summary>Counts one more reference of the source for an event already added, which is a write if either was.</summary>
    public void Merge(long index, byte operation)
    {
        _operations[index] |= (byte)(operation & Operation.Write);
        _collapsed++;
    }

    public Trace Build(long interval = Trace.DefaultInterval)
    {
        var origin = _times is null || _count == 0 ? 0 : _times[0];
        // What happens before the first access happens at its time.
        TraceEvent[] events = [.. _events.Select(e => e with { TimeNs = Math.Max(0, e.TimeNs - origin) })];
        if (_times is not null)
            for (var i = 0; i < _count; i++) _times[i] -= origin;
        return new(_name, Trim(_pages), Trim(_operations), _numbering.Addresses.ToArray())
        {
            PageBytes = _pageBytes,
            Times = _times is null ? null : Trim(_times),
            Origin = origin,
            Interval = interval,
            References = _count + _collapsed,
            Agents = _agents.Count == 0 ? [Trace.DefaultAgent] : [.. _agents],
            Events = events,
        };
    }

    private T[] Trim<T>(T[] column) => column.Length == _count ? column : column[.._count];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        if (_count == Trace.Limit)
            throw new TraceException(
                $"the trace has more than {Trace.Limit} events, more than this version can hold", _path, TracePlace.None);
        var length = (int)Math.Min(_pages.Length * 2L, Trace.Limit);
        Array.Resize(ref _pages, length);
        Array.Resize(ref _operations, length);
        if (_times is not null) Array.Resize(ref _times, length);
    }
}

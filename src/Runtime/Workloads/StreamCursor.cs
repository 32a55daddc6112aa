namespace CdmPolicy.Workloads;

/// <summary>Where one stream of a phase has got to: the time and the page of its next event.</summary>
internal sealed class StreamCursor
{
    private const long NsPerSecond = 1_000_000_000;
    private const int Run = 1024;

    private readonly PageSource _source;
    private readonly int[] _pages = new int[Run];
    private readonly int _firstPage;
    private readonly long _pace;
    private readonly long _wholeNs;
    private readonly long _parts;
    private int _at = Run;
    private long _left;
    private long _passed;

    /// <param name="firstPage">Of its region, among the pages of all regions.</param>
    /// <param name="count">Events it has in the phase, at least 1.</param>
    public StreamCursor(AccessStream stream, PageSource source, int firstPage, byte operation, long startNs, long count)
    {
        (_source, _firstPage, _pace, _left, Operation, Time) = (source, firstPage, stream.Pace, count, operation, startNs);
        (_wholeNs, _parts) = (NsPerSecond / _pace, NsPerSecond % _pace);
    }

    /// <summary>Of the next event, ns; 2^63-1 after the last.</summary>
    public long Time { get; private set; }

    public byte Operation { get; }

    /// <summary>Events before the end of a phase: the k with k · 10^9 / pace below its length.</summary>
    public static Int128 Count(AccessStream stream, long durationNs) =>
        ((Int128)durationNs * stream.Pace + NsPerSecond - 1) / NsPerSecond;

    /// <summary>Takes the events before an instant, as many as there is room for.</summary>
    /// <returns>How many there were.</returns>
    public int Take(long before, Span<int> pages, Span<long> times)
    {
        var count = (int)Math.Min(_left, pages.Length);
        times = times[..count];
        var (time, passed) = (Time, _passed);
        var taken = 0;
        for (; taken < times.Length && time < before; taken++)
        {
            times[taken] = time;

            // Exact, without a division: the part of a nanosecond that has not passed yet is kept.
            time += _wholeNs;
            passed += _parts;
            if (passed < _pace) continue;
            passed -= _pace;
            time++;
        }

        _left -= taken;
        (Time, _passed) = (_left == 0 ? long.MaxValue : time, passed);
        TakePages(pages[..taken]);
        return taken;
    }

    private void TakePages(Span<int> pages)
    {
        while (pages.Length > 0)
        {
            if (_at == Run)
            {
                _source.Fill(_pages);
                foreach (ref var page in _pages.AsSpan()) page += _firstPage;
                _at = 0;
            }

            var count = Math.Min(pages.Length, Run - _at);
            _pages.AsSpan(_at, count).CopyTo(pages);
            pages = pages[count..];
            _at += count;
        }
    }
}

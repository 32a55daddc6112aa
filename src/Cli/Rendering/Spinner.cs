using System.Diagnostics;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Shows on a terminal that something is still going on, on one line of standard error; in a pipe it is silent.</summary>
internal sealed class Spinner : IDisposable
{
    private const string Frames = "|/-\\";

    // Work that ends sooner is not announced at all.
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Timer? _timer;
    private readonly TextWriter _error;
    private string _what;
    private readonly (int Count, string Noun)? _steps;
    private double? _share;
    private long _started = Stopwatch.GetTimestamp();
    private TimeSpan _reported;
    private int _frame;
    private bool _shown;

    private Spinner(string what, (int, string)? steps, CommandIo io)
    {
        _what = what;
        _steps = steps;
        _error = io.Error;
        if (io.ErrorIsTerminal) _timer = new Timer(_ => Turn(), null, Delay, Period);
    }

    /// <param name="steps">Of how many equal steps the work is, and what they are called.</param>
    public static Spinner Show(string what, CommandIo io, (int Count, string Noun)? steps = null) => new(what, steps, io);

    /// <summary>Says what is being done now. Any thread may.</summary>
    public void Say(string what)
    {
        lock (_lock) (_what, _share) = (what, null);
    }

    /// <summary>Says how far it is, from 0 to 1, or null where that is not known; 0 starts the clock. Any thread may.</summary>
    public void Report(double? share)
    {
        lock (_lock)
        {
            if (share == 0) _started = Stopwatch.GetTimestamp();
            else if (share < _share) return;
            _share = share;
            _reported = Stopwatch.GetElapsedTime(_started);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            if (_shown) _error.Write("\r\u001b[K");
            _shown = false;
        }
    }

    private void Turn()
    {
        lock (_lock)
        {
            _shown = true;
            var left = _share is { } share ? ProgressLine.Left(share, _reported, Stopwatch.GetElapsedTime(_started)) : null;
            _error.Write($"\r{Frames[_frame++ % Frames.Length]} {ProgressLine.Of(_what, _share, _steps, left)}\u001b[K");
        }
    }
}

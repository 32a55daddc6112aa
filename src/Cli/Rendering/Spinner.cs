namespace CdmPolicy.Cli.Rendering;

/// <summary>Shows on a terminal that something is still going on, on one line of standard error; in a pipe it is silent.</summary>
internal sealed class Spinner : IDisposable
{
    private const string Frames = "|/-\\";

    // Work that ends sooner is not announced at all.
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Lock _writing = new();
    private readonly Timer? _timer;
    private readonly TextWriter _error;
    private readonly string _what;
    private int _step;
    private bool _shown;

    private Spinner(string what, CommandIo io)
    {
        _what = what;
        _error = io.Error;
        if (io.ErrorIsTerminal) _timer = new Timer(_ => Turn(), null, Delay, Period);
    }

    /// <summary>How far it is, from 0 to 1, where that is known; read by the display now and then.</summary>
    public double? Share { get; set; }

    public static Spinner Show(string what, CommandIo io) => new(what, io);

    public void Dispose()
    {
        lock (_writing)
        {
            _timer?.Dispose();
            if (_shown) _error.Write("\r\u001b[K");
            _shown = false;
        }
    }

    private void Turn()
    {
        lock (_writing)
        {
            _shown = true;
            var share = Share is { } known ? $" {(int)(known * 100)}%" : "";
            _error.Write($"\r{Frames[_step++ % Frames.Length]} {_what}{share}\u001b[K");
        }
    }
}

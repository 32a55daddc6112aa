using System.Diagnostics;

namespace CdmPolicy.Cli.Running;

/// <summary>Time since the operating system started this process.</summary>
internal static class ProcessClock
{
    /// <param name="timestamp">A reading of the stopwatch.</param>
    public static double Milliseconds(long timestamp)
    {
        using var process = Process.GetCurrentProcess();
        var sinceStart = DateTime.Now - process.StartTime;
        return Math.Max(0, (sinceStart - Stopwatch.GetElapsedTime(timestamp)).TotalMilliseconds);
    }
}

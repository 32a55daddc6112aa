using System.Globalization;

namespace CdmPolicy.Cli.Rendering;

/// <summary>How far long work is, in one line that fits a terminal of 80 columns.</summary>
internal static class ProgressLine
{
    private const int Width = 76;

    /// <param name="what">The work; shortened where the line would be too long.</param>
    /// <param name="share">0 to 1; null: not known.</param>
    /// <param name="steps">Of how many equal steps it is one, and what they are called; null: steps say nothing.</param>
    /// <param name="left">Null: not known.</param>
    public static string Of(string what, double? share, (int Count, string Noun)? steps, TimeSpan? left)
    {
        var rest = "";
        if (share is { } known)
        {
            rest = $"  {(int)(known * 100)}%";
            // A share is a quotient: a step that is done must not look as if it were not.
            if (steps is { } all) rest += $"  {(int)(known * all.Count + 1e-6)} of {all.Count} {all.Noun}";
            if (left is { } time) rest += $"  {Time(time)} left";
        }

        return (what.Length + rest.Length <= Width ? what : what[..Math.Max(0, Width - 1 - rest.Length)] + "…") + rest;
    }

    /// <summary>What remains if the work goes on as fast as it went until the last report.</summary>
    /// <param name="reported">When <paramref name="share"/> was reported, counted from the beginning, as <paramref name="now"/> is.</param>
    public static TimeSpan? Left(double share, TimeSpan reported, TimeSpan now)
    {
        if (share <= 0) return null;
        var left = reported / share - now;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static string Time(TimeSpan time) => time.TotalSeconds < 1 ? "less than 1s"
        : time.TotalMinutes < 1 ? $"{time.Seconds}s"
        : time.TotalHours < 1 ? $"{time.Minutes}m {Two(time.Seconds)}s"
        : $"{(int)time.TotalHours}h {Two(time.Minutes)}m";

    private static string Two(int value) => value.ToString("00", CultureInfo.InvariantCulture);
}

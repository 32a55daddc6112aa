using ZstdSharp;

namespace CdmPolicy.Traces;

/// <summary>What a conversion did.</summary>
/// <param name="Trace">The trace as it was read.</param>
/// <param name="Bytes">Size of the file written.</param>
/// <param name="Losses">What the new format cannot hold, in words for people.</param>
public sealed record Conversion(Trace Trace, long Bytes, IReadOnlyList<string> Losses);

/// <summary>Turns a trace file of one format into another; the endings of the target name its format.</summary>
public static class TraceConverter
{
    private const int ZstdLevel = 12;

    /// <exception cref="TraceException">The source cannot be read, or the target cannot be written.</exception>
    /// <param name="writing">Told which share is written, from 0 on.</param>
    public static Conversion Convert(string source, string target, TraceReadOptions? options = null, Action<double>? writing = null)
    {
        CheckTarget(target);
        return Save(TraceFormats.Load(source, options), target, writing);
    }

    /// <exception cref="TraceException">The name of a file to write names no format that can be.</exception>
    public static void CheckTarget(string target) => TargetFormat(target);

    /// <exception cref="TraceException">The target cannot be written.</exception>
    public static Conversion Save(Trace trace, string target, Action<double>? progress = null) =>
        Save(trace, target, TargetFormat(target), progress);

    private static IWritableTraceFormat TargetFormat(string target) =>
        TraceFormats.ByName(target) as IWritableTraceFormat ?? throw new TraceException(
            "the ending of the name says no format that can be written", target, TracePlace.None,
            $"use one of {string.Join(", ", TraceFormats.WritableExtensions)}, with `.zst` after it to compress");

    private static Conversion Save(Trace trace, string target, IWritableTraceFormat format, Action<double>? progress)
    {
        // Written beside the target and renamed at the end, so that no half-written trace ever has the name.
        var partial = target + ".partial";
        progress?.Invoke(0);
        try
        {
            IReadOnlyList<string> losses;
            using (var stream = Create(partial, target)) losses = format.Write(trace, stream, target, progress);
            File.Move(partial, target, overwrite: true);
            return new(trace, new FileInfo(target).Length, losses);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw TraceErrors.Unwritable(e, target);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static Stream Create(string partial, string target)
    {
        var file = File.Create(partial, 1 << 16);
        return target.EndsWith(".zst", StringComparison.OrdinalIgnoreCase)
            ? new CompressionStream(file, ZstdLevel, leaveOpen: false)
            : file;
    }
}

using ZstdSharp;

namespace CdmPolicy.Traces;

/// <summary>What the machinery underneath throws, said as errors of a trace.</summary>
internal static class TraceErrors
{
    /// <summary>A stream failed after so many unpacked bytes.</summary>
    public static TraceException Unreadable(Exception cause, string path, long position)
    {
        var place = position > 0 ? TracePlace.AtByte(position) : TracePlace.None;
        return cause switch
        {
            EndOfStreamException => new("the zstd-compressed data ends too early", path, place,
                "the file was cut; copy it again"),
            ZstdException or InvalidDataException => new("the zstd-compressed data is damaged", path, place,
                "`zstd -t` tests such a file"),
            FileNotFoundException or DirectoryNotFoundException or ArgumentException => new("no such file", path, TracePlace.None),
            UnauthorizedAccessException => new("the file may not be read, or is a folder", path, TracePlace.None),
            OutOfMemoryException => new("the trace needs more memory than there is", path, place),
            IOException => new("the file cannot be read", path, place, Plain(cause.Message)),
            _ => new("the data cannot be unpacked", path, place, Plain(cause.Message)),
        };
    }

    public static TraceException Unwritable(Exception cause, string path) => cause switch
    {
        DirectoryNotFoundException => new("no such folder", path, TracePlace.None),
        UnauthorizedAccessException => new("the file may not be written, or is a folder", path, TracePlace.None),
        _ => new("the file cannot be written", path, TracePlace.None, Plain(cause.Message)),
    };

    private static string Plain(string message) => message.TrimEnd('.');
}

namespace CdmPolicy.Traces;

/// <summary>Where in a trace file something is: a line and column, a byte, or nowhere in particular.</summary>
/// <param name="Line">From 1; 0 when the place is not in a text.</param>
/// <param name="Column">From 1, in bytes; 0 when the whole line is meant.</param>
/// <param name="Offset">From 0, in bytes of the unpacked content; -1 when unknown.</param>
public readonly record struct TracePlace(long Line, int Column, long Offset)
{
    public static TracePlace None { get; } = new(0, 0, -1);

    public static TracePlace AtLine(long line, int column = 0) => new(line, column, -1);

    public static TracePlace AtByte(long offset) => new(0, 0, offset);

    /// <summary><c>(3,5)</c>, <c>(3)</c>, <c>(byte 240)</c> or nothing.</summary>
    public override string ToString() => this switch
    {
        { Line: > 0, Column: > 0 } => $"({Line},{Column})",
        { Line: > 0 } => $"({Line})",
        { Offset: >= 0 } => $"(byte {Offset})",
        _ => "",
    };
}

/// <summary>A trace that cannot be read or written, with what is wrong, where, and what would help.</summary>
public sealed class TraceException(string message, string path, TracePlace place, string? help = null)
    : Exception(message)
{
    public string Path { get; } = path;

    public TracePlace Place { get; } = place;

    /// <summary>The expected form or a way out; null when there is none to tell.</summary>
    public string? Help { get; } = help;

    /// <summary>One line for people: path, place and message.</summary>
    public string Describe() => $"{Path}{Place}: {Message}";
}

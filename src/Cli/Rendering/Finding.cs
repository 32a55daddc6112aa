using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Rendering;

/// <summary>A diagnostic with its place worked out, ready to be shown; lines and columns count from 1.</summary>
/// <param name="SourceLine">The first line of the place, as the author wrote it.</param>
internal sealed record Finding(
    string File, int Line, int Column, int EndLine, int EndColumn, string Id, Severity Severity, string Message,
    string? Help, string SourceLine)
{
    public IReadOnlyList<FindingPlace> Related { get; init; } = [];

    public bool IsError => Severity == Severity.Error;

    public static Finding Of(Diagnostic diagnostic, SourceText text)
    {
        var range = text.GetRange(diagnostic.Span);
        return new(
            text.Path, range.Start.Line, range.Start.Column, range.End.Line, range.End.Column, diagnostic.Id,
            diagnostic.Severity, diagnostic.Message, diagnostic.Help, text.GetLine(range.Start.Line));
    }

    public static IReadOnlyList<Finding> Of(IEnumerable<Diagnostic> diagnostics, IEnumerable<SourceText> texts)
    {
        var byPath = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        foreach (var text in texts) byPath.TryAdd(text.Path, text);
        return [.. diagnostics.Where(d => byPath.ContainsKey(d.Path)).Select(d => Of(d, byPath[d.Path]) with
        {
            Related = [.. d.Related.Select(r => FindingPlace.Of(r.Place, r.What, byPath.GetValueOrDefault(r.Place.Path)))],
        })];
    }
}

using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Another place that a finding has to do with; lines and columns count from 1.</summary>
/// <param name="What">What stands there, in a few words.</param>
/// <param name="SourceLine">Its first line, or null where that file was not read for this.</param>
internal sealed record FindingPlace(string File, int Line, int Column, int EndLine, int EndColumn, string What, string? SourceLine)
{
    public static FindingPlace Of(SourceRange place, string what, SourceText? text) => new(
        place.Path, place.Start.Line, place.Start.Column, place.End.Line, place.End.Column, what, text?.GetLine(place.Start.Line));
}

using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Generator.Hosts;

/// <summary>One file after parsing. Equal where path and text are, for the tree follows from them.</summary>
/// <param name="Tree">Null where the parser failed, which it must not.</param>
internal sealed record ParsedFile(InputText Input, SyntaxTree? Tree, PlacedDiagnostic? Problem)
{
    public static ParsedFile Parse(InputText input, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return new ParsedFile(input, Parser.Parse(new SourceText(input.Path, input.Content)), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new ParsedFile(input, null, PlacedDiagnostic.Internal(e));
        }
    }

    public bool Equals(ParsedFile? other) => other is not null && Input == other.Input;

    public override int GetHashCode() => Input.GetHashCode();
}

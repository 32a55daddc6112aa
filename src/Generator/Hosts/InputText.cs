using Microsoft.CodeAnalysis;

namespace CdmPolicy.Generator.Hosts;

/// <summary>One file as the compiler hands it over.</summary>
internal sealed record InputText(string Path, string Content)
{
    public static InputText Read(AdditionalText text, CancellationToken cancellation) =>
        new(text.Path, text.GetText(cancellation)?.ToString() ?? "");
}

using CdmPolicy.Cli.Loading;

namespace CdmPolicy.Cli.Comparing;

/// <summary><c>FILE</c>, all policies of it, or <c>FILE:POLICY</c>, one.</summary>
internal sealed record PolicyArgument(string File, string? Policy)
{
    public static PolicyArgument Parse(string text)
    {
        var (file, name) = Split(text);
        return new(file, name);
    }

    /// <summary>A file is never cut in two, whatever it is called.</summary>
    public static (string File, string? Name) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && !System.IO.File.Exists(text) ? (text[..colon], text[(colon + 1)..]) : (text, null);
    }

    public IReadOnlyList<PolicyEntry> In(PolicyLibrary library) =>
        Policy is null && library.Manifest.Policies.Count > 0 ? library.Manifest.Policies : [library.Find(Policy)];
}

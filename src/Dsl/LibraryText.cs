using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl;

/// <summary>The embedded library: reclaimers written in the language, parsed once.</summary>
internal static class LibraryText
{
    private static readonly Lazy<IReadOnlyList<SyntaxTree>> Parsed = new(Load);

    public static IReadOnlyList<SyntaxTree> Trees => Parsed.Value;

    private static IReadOnlyList<SyntaxTree> Load()
    {
        var assembly = typeof(LibraryText).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".cdmp", StringComparison.Ordinal))
            .OrderBy(n => n, StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return Parser.Parse(new SourceText("library/" + name, reader.ReadToEnd().Replace("\r\n", "\n")));
            })
            .ToArray();
    }
}

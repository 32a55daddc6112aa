using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Checking;

/// <summary>The help that stands below a message.</summary>
internal static class Help
{
    public const string DeclareHuge = "add a second page size to the hierarchy: `huge 2MiB;`";

    /// <summary>The near name, or else what to say when none is near.</summary>
    public static string? DidYouMean(string word, IEnumerable<string> candidates, string? otherwise = null) =>
        Suggestions.Nearest(word, candidates) is { } near ? $"did you mean `{near}`?" : otherwise;

    /// <summary>The near name, or else the whole short list.</summary>
    public static string DidYouMeanOneOf(string word, IEnumerable<string> candidates, string what)
    {
        var names = candidates.Distinct(StringComparer.Ordinal).ToArray();
        return DidYouMean(word, names) ?? OneOf(names, what);
    }

    public static string OneOf(IReadOnlyCollection<string> names, string what) =>
        names.Count == 0 ? "there are none here" : $"{what}: {List(names)}";

    /// <summary>A range the other way round.</summary>
    public static string Turned(FileContext file, RangeSetSyntax range) => $"write `{file.Source(range.High.Span)}..{file.Source(range.Low.Span)}`";

    public static string List(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"`{n}`"));
}

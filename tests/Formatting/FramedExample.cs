using CdmPolicy.Dsl.Formatting;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Tests.Docs;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Formatting;

/// <summary>Lays out an example of a page, which may be a piece that only has a meaning inside of its frame.</summary>
internal static class FramedExample
{
    private const string Begin = "//[[";
    private const string End = "//]]";

    /// <summary>The example in the one style, or null if its grammar is wrong.</summary>
    public static string? Format(Example example)
    {
        if (example.Frame is null) return Formatter.Format(new SourceText(example.ToString(), example.Text)).Text;
        var whole = example.Whole.Replace(example.Text, $"\n{Begin}\n{example.Text}\n{End}\n", StringComparison.Ordinal);
        if (Formatter.Format(new SourceText(example.ToString(), whole)).Text is not { } text) return null;
        var lines = text.Split('\n');
        var begin = Array.FindIndex(lines, line => line.EndsWith(Begin, StringComparison.Ordinal));
        var end = Array.FindIndex(lines, line => line.EndsWith(End, StringComparison.Ordinal));
        var indent = lines[begin].Length - Begin.Length;
        return string.Concat(lines[(begin + 1)..end].Select(line => (line.Length > indent ? line[indent..] : line) + "\n")).Trim('\n') + "\n";
    }
}

using System.Text.RegularExpressions;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Frame">The file of <c>tests/Docs/Frames</c> that the text stands in, or null for a whole file.</param>
/// <param name="Error">The diagnostic it gives, or null.</param>
/// <remarks>Both are said by a comment in the line before the block: <c>&lt;!-- in: placement, error: CDMP0212 --&gt;</c>.</remarks>
internal sealed partial record Example(string Page, int Line, string Language, string Text, string? Frame, string? Error)
{
    private const string Here = "// …";

    /// <summary>The text with the frame around it.</summary>
    public string Whole
    {
        get
        {
            if (Frame is null) return Text;
            var frame = Repository.Read($"tests/Docs/Frames/{Frame}.cdmp");
            Assert.Contains(Here, frame);
            return frame.Replace(Here, Text);
        }
    }

    public static IEnumerable<Example> In(string page)
    {
        var lines = Repository.Read(page).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal)) continue;
            var (start, before) = (i, i > 0 ? Remark().Match(lines[i - 1]) : Match.Empty);
            for (i++; lines[i] != "```"; i++) ;
            yield return new Example(
                page, start + 1, lines[start][3..], string.Join('\n', lines[(start + 1)..i]) + "\n",
                Part(before, "frame"), Part(before, "error"));
        }
    }

    public override string ToString() => $"{Page}({Line})";

    private static string? Part(Match match, string name) => match.Groups[name].Success ? match.Groups[name].Value : null;

    [GeneratedRegex(@"^<!-- (?:in: (?<frame>\w+))?(?:, )?(?:error: (?<error>CDMP\d{4}))? -->$")]
    private static partial Regex Remark();
}

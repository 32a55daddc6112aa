using CdmPolicy.Cli.Diverging;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Why one of two policies did not do with a page what the other did.</summary>
internal static class ReasonText
{
    /// <summary>A line for each rule that was asked, or why there is none.</summary>
    public static IEnumerable<string> Lines(Side side, SideReason reason)
    {
        if (reason.WhyNotAsked is { } why) yield return why;
        foreach (var asked in reason.Asked) yield return $"{side.Texts.Name(asked.Rule)} ({side.Texts.Mark(asked.Rule)}) {Answer(side, asked)}";
    }

    /// <summary>The one that tells most, in few words: of a rule that the other policy followed by that name, else of one that was refused.</summary>
    public static string Short(Side side, SideReason reason, string? followed)
    {
        var asked = reason.Asked.FirstOrDefault(a => side.Texts.Name(a.Rule) == followed) ?? reason.Asked.LastOrDefault(a => a.Came is not null) ?? reason.Asked.FirstOrDefault();
        if (asked is null) return reason.WhyNotAsked is null ? "" : "; no rule was asked about it then";
        return asked.Came is { } came ? $"; {side.Texts.Name(asked.Rule)}: {EventText.What(came.Event, side.Texts)}"
            : $"; {side.Texts.Name(asked.Rule)}: {string.Join(", ", side.Texts.Wrong(asked.Rule, asked.Wrong, asked.Values).Select(w => w.Text))}";
    }

    private static string Answer(Side side, AskedRule asked)
    {
        if (asked.Came is not { } came)
            return "does not match: " + string.Join("; ", side.Texts.Wrong(asked.Rule, asked.Wrong, asked.Values).Select(w => w.Text + Saw(w.Saw)));
        var seen = Saw([.. side.Texts.Saw(asked.Rule, asked.Values)]);
        return $"matches{seen}; the page {EventText.What(came.Event, side.Texts)}";
    }

    private static string Saw(IReadOnlyList<(string Name, string Value)> saw) => saw.Count == 0 ? "" : ": " + string.Join(", ", saw.Select(s => $"{s.Name} = {s.Value}"));
}

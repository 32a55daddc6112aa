namespace CdmPolicy.Dsl.Formatting;

/// <summary>Puts entries of one sort, in lines without a blank one between, into columns.</summary>
internal static class Rows
{
    /// <summary>Heads that differ by more are not brought into one column: the eye would lose the line.</summary>
    private const int MaxGap = 24;

    /// <summary>The first line of each entry, or null where it takes several and does not hang.</summary>
    public static string?[] Align(IReadOnlyList<Entry> entries, int indent)
    {
        var texts = entries.Select(e => e.Flat).ToArray();
        for (var start = 0; start < entries.Count;)
        {
            var run = Run(entries, start);
            if (run.Count > 0)
            {
                var rows = run.Select(i => entries[i]).ToArray();
                var aligned = rows[0].Block is not null && !rows[0].Item.IsRule ? Blocks(rows, indent) : Columns.Align(rows.Select(r => r.Cells).ToArray(), indent);
                for (var i = 0; i < run.Count; i++) texts[run[i]] = aligned[i];
            }
            start = run.Count == 0 ? start + 1 : run[run.Count - 1] + 1;
        }
        return texts;
    }

    /// <summary>The entries from one on that stand in its columns; what silences a warning stands between them.</summary>
    private static List<int> Run(IReadOnlyList<Entry> entries, int start)
    {
        var run = new List<int>();
        var sort = entries[start].Column;
        for (var i = start; sort is not null && i < entries.Count; i++)
        {
            if (i > start && entries[i].Item.BlankBefore) break;
            if (entries[i].Column == sort) run.Add(i);
            else if (!entries[i].Item.IsAllow) break;
        }
        return run;
    }

    /// <summary>Blocks begin in one column; tiers have columns for their kinds and settings too.</summary>
    private static IReadOnlyList<string> Blocks(IReadOnlyList<Entry> rows, int indent)
    {
        for (var level = 3; level > 0; level--)
        {
            var lines = Blocks(rows, alignsNames: true, alignsBraces: level > 1, alignsSettings: level > 2);
            if (lines.All(line => indent + line.Length <= Columns.Width)) return lines;
        }
        return Blocks(rows, false, false, false);
    }

    private static IReadOnlyList<string> Blocks(IReadOnlyList<Entry> rows, bool alignsNames, bool alignsBraces, bool alignsSettings)
    {
        var heads = rows.Select(r => Wrapping.Flat(r.Item.Lexemes)!).ToArray();
        var tiers = Enumerable.Range(0, rows.Count).Where(i => rows[i].Item.First.Is("tier") && heads[i].Contains(" : ")).ToArray();
        if (tiers.Length > 0 && alignsNames)
        {
            var padded = Columns.Pad(tiers.Select(i => heads[i].Split([" : "], StringSplitOptions.None)).ToArray(), 1);
            for (var i = 0; i < tiers.Length; i++) heads[tiers[i]] = WithColon(heads[tiers[i]], padded[i]);
        }
        var bodies = rows.Select(r => r.Hanging is { } hanging ? "{ " + hanging.Lines[0].Text : FlatText.Of(r.Block!)!).ToArray();
        if (tiers.Length > 0 && alignsSettings)
        {
            var settings = tiers.Select(i => Settings(rows[i])).ToArray();
            var cells = settings.Select(s => s.Select(c => c.Text).ToArray()).ToArray();
            var padded = Columns.Pad(cells, Common(settings));
            for (var i = 0; i < tiers.Length; i++) bodies[tiers[i]] = "{ " + padded[i] + (rows[tiers[i]].Hanging is null ? " }" : "");
        }
        var isNear = heads.Max(h => h.Length) - heads.Min(h => h.Length) <= MaxGap;
        return Columns.Pad(heads.Zip(bodies, (head, body) => new[] { head, body }).ToArray(), alignsBraces && isNear ? 1 : 0);
    }

    /// <summary>`tier NAME` and the rest were padded and joined by a space; the colon goes back between them.</summary>
    private static string WithColon(string head, string padded)
    {
        var rest = head.Substring(head.IndexOf(" : ", StringComparison.Ordinal) + 3);
        return padded.Substring(0, padded.Length - rest.Length) + ": " + rest;
    }

    private static (string Head, string Text)[] Settings(Entry row)
    {
        var items = row.Hanging?.First.Items ?? row.Block!.Items;
        return items.Select(item => (item.First.Text, FlatText.Of(item)!)).ToArray();
    }

    /// <summary>How many settings, from the first on, the tiers have in common.</summary>
    private static int Common((string Head, string Text)[][] tiers)
    {
        var count = 0;
        while (tiers.Any(t => t.Length > count)
            && tiers.Where(t => t.Length > count).Select(t => t[count].Head).Distinct(StringComparer.Ordinal).Count() == 1) count++;
        return count;
    }
}

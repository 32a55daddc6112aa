using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Formatting;

/// <summary>An item that takes lines of its own, or a few settings that share one.</summary>
/// <param name="Flat">Its text in one line, or null where it takes several.</param>
/// <param name="Hanging">Its lines, where its block hangs behind its head.</param>
internal sealed record Entry(IReadOnlyList<Item> Items, string? Flat, Hanging? Hanging)
{
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal) { "anon", "shmem", "file", "kernel" };

    /// <summary>What begins blocks whose braces stand in one column, and with which others.</summary>
    private static readonly Dictionary<string, string> Braces = new(StringComparer.Ordinal)
    {
        ["tier"] = "memory", ["store"] = "memory", ["swap"] = "memory", ["link"] = "link", ["reclaim"] = "reclaim", ["phase"] = "phase",
        ["on"] = "handler", ["every"] = "handler", ["after"] = "handler", ["miss"] = "hook", ["insert"] = "hook", ["access"] = "hook",
        ["trim"] = "hook", ["victim"] = "hook", ["remove"] = "hook",
    };

    public Item Item => Items[0];

    public Lexeme Last => Items[Items.Count - 1].Last;

    public Block? Block => Items.Count == 1 && Item.Parts.Count == 2 ? Item.Parts[1] as Block : null;

    /// <summary>The entries of a block: each item one, but for settings that its author let share a line.</summary>
    public static IReadOnlyList<Entry> Of(IReadOnlyList<Item> items, int indent, bool mayShare)
    {
        var entries = new List<Entry>();
        foreach (var item in items)
        {
            var flat = FlatText.Of(item) is { } text && indent + text.Length <= Columns.Width ? text : null;
            var before = entries.Count > 0 && mayShare ? entries[entries.Count - 1] : null;
            if (flat is not null && before?.Flat is { } line && Shares(before, item) && indent + line.Length + 1 + flat.Length <= Columns.Width)
                entries[entries.Count - 1] = new Entry([.. before.Items, item], $"{line} {flat}", null);
            else
                entries.Add(new Entry([item], flat, flat is null ? Formatting.Hanging.Of(item, indent) : null));
        }
        return entries;
    }

    /// <summary>What sort of column the entry stands in, or null.</summary>
    public string? Column
    {
        get
        {
            if (Items.Count > 1 || (Flat is null && Hanging is null) || HasInnerComments()) return null;
            if (Item.IsRule) return "rule";
            if (Block is not null) return Braces.TryGetValue(Item.First.Text, out var sort) ? sort : null;
            return Item.HasBlock ? null : IsField ? "field" : Item.First.Text is "param" or "budget" or "region" ? Item.First.Text : null;
        }
    }

    /// <summary>A rule, a parameter or a region in its columns.</summary>
    public IReadOnlyList<string> Cells => Item.First.Text switch
    {
        _ when IsField => Cut(Flat!, ":"),
        _ when Item.IsRule => Cut(Flat!, Item.Lexemes[2].Text, "=>"),
        "param" or "budget" => Cut(Flat!, ":", "="),
        _ => Cut(Flat!, Item.Lexemes[2].Text, Item.Lexemes.Skip(3).FirstOrDefault(l => l.Kind == TokenKind.Word && Kinds.Contains(l.Text))?.Text ?? "="),
    };

    /// <summary><c>heat : u8;</c>, <c>slot[4] : count = 0;</c></summary>
    private bool IsField => !Item.IsRule && Item.Lexemes.Count > 2
        && (Item.Lexemes[1].Kind == TokenKind.Colon || (Item.Lexemes[1].Kind == TokenKind.OpenBracket && Flat?.Contains("] : ") == true));

    /// <summary>The text cut before the first of each of the given words.</summary>
    private static List<string> Cut(string text, params string[] words)
    {
        var cells = new List<string>();
        foreach (var word in words)
        {
            var at = text.IndexOf($" {word}", StringComparison.Ordinal);
            if (at < 0) continue;
            cells.Add(text.Substring(0, at));
            text = text.Substring(at + 1);
        }
        cells.Add(text);
        return cells;
    }

    private static bool Shares(Entry before, Item item) =>
        before.Items.All(i => i.IsSetting) && item.IsSetting && !item.First.Before.HasLineEnd && before.Last.After.Count == 0
        && item.First.Before.Leading.Count == 0;

    private bool HasInnerComments() => FlatText.Inline(Item.First).Length > 0
        || Item.Lexemes.Skip(1).Any(l => l.Before.Leading.Count > 0) || Item.Lexemes.Take(Item.Lexemes.Count - 1).Any(l => l.After.Count > 0)
        || Block is { } block && (block.Open.Before.Leading.Count > 0 || block.Close.Before.Leading.Count > 0 || (block.Items.Count == 0 && block.Open.After.Count > 0));
}

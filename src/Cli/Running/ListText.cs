namespace CdmPolicy.Cli.Running;

/// <summary>Lists on the command line: items between commas, and a comma inside parentheses belongs to its item.</summary>
internal static class ListText
{
    public static IReadOnlyList<string> Split(IEnumerable<string> texts, string option)
    {
        var items = texts.SelectMany(Split).ToList();
        return items.Contains("") ? throw CommandException.Misuse($"the list of `{option}` has an empty item") : items;
    }

    private static IEnumerable<string> Split(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(') depth++;
            else if (text[i] == ')') depth--;
            else if (text[i] == ',' && depth <= 0)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }

        yield return text[start..].Trim();
    }
}

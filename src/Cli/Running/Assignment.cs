namespace CdmPolicy.Cli.Running;

/// <summary><c>NAME=VALUE</c> as given to an option.</summary>
internal readonly record struct Assignment(string Option, string Name, string Value)
{
    public string Text => $"{Name}={Value}";

    public static IReadOnlyList<Assignment> ParseAll(string option, IEnumerable<string>? texts) =>
        [.. (texts ?? []).Select(text => Parse(option, text))];

    private static Assignment Parse(string option, string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0 || at == text.Length - 1)
            throw CommandException.Misuse($"`{text}` is no value for `{option}`", $"write `{option} NAME=VALUE`");
        return new(option, text[..at].Trim(), text[(at + 1)..].Trim());
    }
}

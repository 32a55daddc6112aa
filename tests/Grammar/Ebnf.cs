using System.Text.RegularExpressions;

namespace CdmPolicy.Tests.Grammar;

/// <summary>One part of a production, at its place in the page, so that two equal words are two parts.</summary>
internal abstract class EbnfNode;

internal sealed class Literal(string text) : EbnfNode
{
    public string Text { get; } = text;

    public override string ToString() => $"\"{Text}\"";
}

internal sealed class Reference(string name) : EbnfNode
{
    public string Name { get; } = name;

    public override string ToString() => Name;
}

internal sealed class Sequence(IReadOnlyList<EbnfNode> parts) : EbnfNode
{
    public IReadOnlyList<EbnfNode> Parts { get; } = parts;
}

internal sealed class Choice(IReadOnlyList<EbnfNode> options) : EbnfNode
{
    public IReadOnlyList<EbnfNode> Options { get; } = options;
}

/// <param name="many">Any number; otherwise at most one.</param>
internal sealed class Repeat(EbnfNode body, bool many) : EbnfNode
{
    public EbnfNode Body { get; } = body;

    public bool Many { get; } = many;
}

/// <summary>The productions of a page's <c>ebnf</c> blocks; several names before one <c>=</c> share what stands behind it.</summary>
internal sealed partial class Ebnf
{
    private readonly Queue<string> _tokens;

    private Ebnf(string text) =>
        _tokens = new Queue<string>(Token().Matches(Comment().Replace(text, " ")).Select(m => m.Value));

    public Dictionary<string, EbnfNode> Productions { get; } = new(StringComparer.Ordinal);

    public static Ebnf Read(string text)
    {
        var ebnf = new Ebnf(text);
        while (ebnf._tokens.Count > 0) ebnf.Production();
        return ebnf;
    }

    public static IEnumerable<EbnfNode> Parts(EbnfNode node) => node switch
    {
        Sequence sequence => sequence.Parts.SelectMany(Parts),
        Choice choice => choice.Options.SelectMany(Parts),
        Repeat repeat => Parts(repeat.Body),
        _ => [node],
    };

    private void Production()
    {
        var names = new List<string> { _tokens.Dequeue() };
        while (TryTake(",")) names.Add(_tokens.Dequeue());
        Take("=");
        var body = Alternatives();
        Take(";");
        foreach (var name in names) Productions.Add(name, body);
    }

    private EbnfNode Alternatives()
    {
        var options = new List<EbnfNode> { Row() };
        while (TryTake("|")) options.Add(Row());
        return options.Count == 1 ? options[0] : new Choice(options);
    }

    private EbnfNode Row()
    {
        var parts = new List<EbnfNode>();
        while (_tokens.Peek() is not ("|" or ";" or "]" or "}" or ")")) parts.Add(Part());
        return parts.Count == 1 ? parts[0] : new Sequence(parts);
    }

    private EbnfNode Part()
    {
        var token = _tokens.Dequeue();
        var part = token switch
        {
            "[" => Closed(new Repeat(Alternatives(), many: false), "]"),
            "{" => Closed(new Repeat(Alternatives(), many: true), "}"),
            "(" => Closed(Alternatives(), ")"),
            _ when token[0] == '"' => new Literal(token[1..^1]),
            _ => (EbnfNode)new Reference(token),
        };
        TryTake("*");
        return part;
    }

    private EbnfNode Closed(EbnfNode node, string end)
    {
        Take(end);
        return node;
    }

    private bool TryTake(string token) => _tokens.TryPeek(out var next) && next == token && _tokens.TryDequeue(out _);

    private void Take(string token) =>
        Assert.True(TryTake(token), $"the grammar needs `{token}` before `{string.Join(' ', _tokens.Take(6))}`");

    [GeneratedRegex(@"\(\*.*?\*\)", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("""
        "[^"]+"|[a-z][a-z-]*|[=;|\[\]{}()*,]
        """)]
    private static partial Regex Token();
}

using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using Sprache;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>What may stand in one kind of block: by its head word, by its shape, or anything else that begins with a word.</summary>
/// <param name="what">How a message calls one of them: <c>a part of a tier</c>.</param>
internal sealed class Members(string what)
{
    private readonly Dictionary<string, Parser<SyntaxNode>> _heads = new(StringComparer.Ordinal);
    private readonly List<(Func<TokenInput, bool> Fits, Parser<SyntaxNode> Parser)> _shapes = [];
    private readonly List<Func<TokenInput, bool>> _clearBegins = [];
    private Func<TokenInput, bool>? _onLine;
    private Parser<SyntaxNode>? _otherwise;
    private Func<TokenInput, string?>? _hint;

    public string What => what;

    /// <summary>How the block is written, as help says it where its brace is missing.</summary>
    public string? Form { get; init; }

    /// <summary>The names that such a block declares.</summary>
    public LostNames Declares { get; init; }

    public Members Head(string word, Parser<SyntaxNode> parser)
    {
        _heads.Add(word, parser);
        return this;
    }

    /// <summary>A construct known by its second token; asked before the heads, so that any word may be its name.</summary>
    public Members Shape(Func<TokenInput, bool> fits, Parser<SyntaxNode> parser)
    {
        _shapes.Add((fits, parser));
        return this;
    }

    /// <summary>How one without a known head looks, even where it is unexpected: in the middle of a line, behind an error.</summary>
    public Members Clearly(Func<TokenInput, bool> begins)
    {
        _clearBegins.Add(begins);
        return this;
    }

    /// <summary>How one looks at the begin of a line, where what stands before it breaks off.</summary>
    public Members OnLine(Func<TokenInput, bool> begins)
    {
        _onLine = begins;
        return this;
    }

    public Members Otherwise(Parser<SyntaxNode> parser)
    {
        _otherwise = parser;
        return this;
    }

    /// <summary>Help for what stands here by another language's habit.</summary>
    public Members Hint(Func<TokenInput, string?> hint)
    {
        _hint = hint;
        return this;
    }

    /// <summary>A head of other languages for one of these: reported, and read as what was meant.</summary>
    public Members Instead(Func<TokenInput, bool> fits, string head, string? help = null)
    {
        _shapes.Add((fits, at => Repair(at.At(), head, help ?? Elsewhere.Head(at.At().Word))));
        return this;
    }

    public bool Knows(string word) => _heads.ContainsKey(word);

    /// <summary>Whether one that is known by its shape stands here.</summary>
    public bool Fits(TokenInput at) => _shapes.Any(shape => shape.Fits(at));

    /// <summary>Whether one of them clearly begins here.</summary>
    public bool Begin(TokenInput at) => at.Kind == TokenKind.Word && !at.IsContinuation()
        && (Knows(at.Word) || _clearBegins.Any(begins => begins(at)));

    /// <summary>Whether one of them begins here, at the begin of a line, and can be no name.</summary>
    public bool BeginsOnLine(TokenInput at) => _onLine?.Invoke(at) == true;

    /// <summary>Parses one of them, or reports that none begins here.</summary>
    public IResult<SyntaxNode> Parse(TokenInput at)
    {
        if (at.Kind != TokenKind.Word)
        {
            at.ReportOdd(what);
            return Tokens.Failure<SyntaxNode>(at, what);
        }
        foreach (var (fits, parser) in _shapes)
            if (fits(at)) return parser(at);
        if (_heads.TryGetValue(at.Word, out var known)) return known(at);
        if (_hint?.Invoke(at) is { } hint) return Unknown(at, hint);
        // Where a property may have any name, only a block shows that it is none.
        if ((_otherwise == null ? at.Next.Kind != TokenKind.Semicolon : at.LeadsToBlock()) && Homes.Of(at.Word) is { } home) return Unknown(at, home);
        if (Misspelt(at) is { } meant) return Repair(at, meant);
        if (_otherwise != null) return _otherwise(at);
        return Unknown(at, Elsewhere.Head(at.Word) ?? ListHeads());
    }

    private IResult<SyntaxNode> Unknown(TokenInput at, string? help)
    {
        at.State.Report(at, DiagnosticRules.UnknownHead, help, at.Word, what);
        return Tokens.Failure<SyntaxNode>(at, what);
    }

    private string? Misspelt(TokenInput at) =>
        // A lone word or a call may be anything; what has more behind it looks like the head it resembles.
        // Two letters resemble too much.
        at.Word.Length < 3 || at.Next.Kind is TokenKind.Semicolon or TokenKind.OpenParen ? null : Nearest(at.Word);

    /// <summary>The head that a word resembles.</summary>
    public string? Nearest(string word) => Suggestions.Nearest(word, _heads.Keys);

    private IResult<SyntaxNode> Repair(TokenInput at, string meant, string? help = null)
    {
        at.State.Report(at, DiagnosticRules.UnknownHead, help ?? $"did you mean `{meant}`?", at.Word, what);
        at.State.RepairedAt = at.Index;
        return _heads[meant](at);
    }

    private string? ListHeads() => _heads.Count == 0 ? null :
        "expected " + Phrases.Join(_heads.Keys.OrderBy(k => k, StringComparer.Ordinal).Select(k => $"`{k}`").ToArray());
}

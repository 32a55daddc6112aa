using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>What one parse shares: tokens, diagnostics, how deep it stands, and what could have come next.</summary>
/// <remarks>
/// The grammar decides by the next one or two tokens and never returns to an earlier one, so a report made on the way
/// is final. Two errors at one token are one error: the second is the echo of the first.
/// </remarks>
internal sealed class ParseState
{
    /// <summary>How deep blocks, parentheses, prefix operators and conditionals nest; keeps a small stack safe.</summary>
    public const int MaximumDepth = 64;

    /// <summary>Operators in one expression; keeps later walks over the tree safe.</summary>
    public const int MaximumOperators = 256;

    private readonly TokenInput[] _inputs;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<string> _alternatives = [];
    private int _alternativesAt = -1;
    private readonly HashSet<int> _badTokens;
    private readonly bool _commentRunsOn;
    private int _reportedAt = -1;

    public ParseState(SourceText text, IReadOnlyList<Token> tokens, DiagnosticBag diagnostics)
    {
        Text = text;
        _diagnostics = diagnostics;
        // What stands behind a character that begins nothing is as odd as that character.
        _badTokens = [.. diagnostics.Items.Select(d => d.Span.Start), .. tokens.Skip(1).Where((_, i) => tokens[i].Kind == TokenKind.Bad).Select(t => t.Span.Start)];
        _commentRunsOn = diagnostics.Items.Any(d => d.Rule == DiagnosticRules.UnterminatedComment);
        // Bad tokens are reported already; the grammar need not see them.
        _inputs = tokens.Where(t => t.Kind != TokenKind.Bad).Select((t, i) => new TokenInput(this, i, t)).ToArray();
    }

    public SourceText Text { get; }

    public int Depth { get; set; }

    /// <summary>How many expressions stand open inside each other, and the operators they have together.</summary>
    public int ExpressionDepth { get; set; }

    public int Operators { get; set; }

    /// <summary>Member lists of the blocks that stand open, outermost first.</summary>
    public List<Members> OpenBlocks { get; } = [];

    /// <summary>Those that stand before a member that is not read yet.</summary>
    private readonly List<AllowSyntax> _openAllows = [];

    public List<AllowSyntax> Allows { get; } = [];

    public void Open(AllowSyntax allow) => _openAllows.Add(allow);

    /// <summary>Those before the member that begins now.</summary>
    public AllowSyntax[] TakeAllows()
    {
        var taken = _openAllows.ToArray();
        _openAllows.Clear();
        return taken;
    }

    /// <summary>Parts of a policy that were reported to stand in one of its sections: declared all the same.</summary>
    public List<SyntaxNode> Strays { get; } = [];

    /// <summary>The token whose misspelt head was reported and is read as the word that was meant.</summary>
    public int RepairedAt { get; set; } = -1;

    /// <summary>Some block was reported to lack its opening brace.</summary>
    public bool BraceIsMissing { get; set; }

    /// <summary>What the innermost block that stands open declares; outside of all there are parameters of reclaimers too.</summary>
    public LostNames Declared => OpenBlocks.Count > 0 ? OpenBlocks[OpenBlocks.Count - 1].Declares : LostNames.OfFile | LostNames.Values;

    public LostNames Lost { get; set; }

    public LostNames Nameless { get; set; }

    /// <summary>Where they begin.</summary>
    public List<TokenInput> OpenBraces { get; } = [];

    private BraceBalance? _balance;

    public BraceBalance Balance => _balance ??= new BraceBalance(this);

    /// <summary>How many reports say that something stands in the wrong place, or is not closed.</summary>
    public int Misplaced { get; private set; }

    /// <summary>Blocks that begin in a line which broke off: nothing more is said of their ends.</summary>
    public int CutBlocks { get; set; }

    /// <summary>The line before <paramref name="at"/> breaks off.</summary>
    public void BreakOff(TokenInput at)
    {
        if (at.Index == _reportedAt) return;
        var start = at.Index - 1;
        while (!At(start).BeginsLine) start--;
        CutBlocks += OpenBraces.Count(open => open.Index >= start);
    }

    public TokenInput At(int index) => _inputs[Math.Min(index, _inputs.Length - 1)];

    /// <summary>Remembers that <paramref name="what"/> could have stood at a token.</summary>
    public void CouldBe(TokenInput at, string what)
    {
        if (_alternativesAt != at.Index)
        {
            _alternatives.Clear();
            _alternativesAt = at.Index;
        }
        if (!_alternatives.Contains(what)) _alternatives.Add(what);
    }

    public IReadOnlyList<string> AlternativesAt(TokenInput at) =>
        _alternativesAt == at.Index ? _alternatives : [];

    public void Report(TokenInput at, DiagnosticRule rule, string? help, params string[] arguments) =>
        ReportUnder(at, at.Span, rule, help, arguments);

    /// <summary>An error at a token that is shown elsewhere: behind the token before it, or together with the next.</summary>
    public void ReportUnder(TokenInput at, TextSpan span, DiagnosticRule rule, string? help, params string[] arguments)
    {
        if (at.Index == _reportedAt || IsEchoOfLexer(at)) return;
        _reportedAt = at.Index;
        if (rule == DiagnosticRules.UnknownHead || rule == DiagnosticRules.NotClosed) Misplaced++;
        Lost |= Declared;
        _diagnostics.AddWithHelp(rule, span, help, arguments);
    }

    /// <summary>A token that was reported while it was read, or an end that a comment without an end brought about.</summary>
    private bool IsEchoOfLexer(TokenInput at) =>
        _badTokens.Contains(at.Span.Start) || (_commentRunsOn && at.AtEnd);

    /// <summary>Whether something that is no token, and was reported, stands before this one: what it cuts is no whole.</summary>
    public bool IsCut(TokenInput at) => at.Token.TriviaStart > at.EndBefore;

    /// <summary>Marks a token that a skip ended at: what is missing there is a consequence, not an error.</summary>
    public void Quiet(TokenInput at) => _reportedAt = at.Index;
}

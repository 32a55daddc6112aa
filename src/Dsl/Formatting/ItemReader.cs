using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Formatting;

/// <summary>Cuts the tokens of a file without errors of the grammar into items and blocks.</summary>
/// <remarks>
/// Layout follows braces and semicolons alone, so that every construct is laid out by the same few rules, new ones too. How deep
/// blocks nest the parser has limited.
/// </remarks>
internal sealed class ItemReader
{
    private readonly IReadOnlyList<Lexeme> _lexemes;
    private int _at;

    private ItemReader(IReadOnlyList<Lexeme> lexemes) => _lexemes = lexemes;

    /// <summary>The items of a file, and its end, which holds the last comments.</summary>
    public static (IReadOnlyList<Item> Items, Lexeme End) Read(SyntaxTree tree)
    {
        var reader = new ItemReader(Lexemes(tree));
        var items = reader.Items();
        return (items, reader._lexemes[reader._at]);
    }

    private static List<Lexeme> Lexemes(SyntaxTree tree)
    {
        var lexemes = new List<Lexeme>(tree.Tokens.Count);
        foreach (var token in tree.Tokens)
        {
            var between = tree.Text.Content.Substring(token.TriviaStart, token.Span.Start - token.TriviaStart);
            var trivia = Trivia.Read(between, token.TriviaStart == 0, token.Kind == TokenKind.EndOfFile);
            Add(lexemes, new Lexeme(token.Kind, tree.Text.Slice(token.Span), trivia));
        }
        return lexemes;
    }

    /// <summary>Gives the comments before a token to the one whose line they will stand in.</summary>
    private static void Add(List<Lexeme> lexemes, Lexeme lexeme)
    {
        var (trailing, leading) = (lexeme.Before.Trailing, lexeme.Before.Leading);
        if (lexemes.Count > 0)
        {
            var before = lexemes[lexemes.Count - 1];
            var endsLine = before.Kind is TokenKind.Semicolon or TokenKind.OpenBrace or TokenKind.CloseBrace || trailing.Any(c => c.BreaksLine);
            var isBrace = lexeme.Kind == TokenKind.OpenBrace && leading.Count + trailing.Count > 0;
            // What goes to the end of a line goes behind the brace, unless it would document the first thing in it there.
            if (isBrace && leading.Concat(trailing).Any(c => c.BreaksLine) && !leading.Concat(trailing).Any(c => c.IsDoc))
                lexeme = lexeme with { Before = lexeme.Before with { Leading = [] }, After = [.. trailing, .. leading] };
            else if (isBrace)
                lexeme = lexeme with { Before = lexeme.Before with { Leading = [.. trailing, .. leading] } };
            else if (!endsLine || (lexeme.Is("else") && !trailing.Any(c => c.BreaksLine)) || (before.Kind == TokenKind.CloseBrace && lexeme.Kind == TokenKind.Semicolon))
                lexeme = lexeme with { Before = lexeme.Before with { Leading = [.. trailing, .. leading] } };
            else
                lexemes[lexemes.Count - 1] = before with { After = [.. before.After, .. trailing] };
        }
        lexemes.Add(lexeme);
    }

    private Lexeme Here => _lexemes[_at];

    private List<Item> Items()
    {
        var items = new List<Item>();
        while (Here.Kind is not (TokenKind.CloseBrace or TokenKind.EndOfFile)) items.Add(Item());
        return items;
    }

    private Item Item()
    {
        if (Here.Kind == TokenKind.Hash) return new Item([new Words(Take(4))]);
        var parts = new List<Part> { Words() };
        while (Here.Kind == TokenKind.OpenBrace && !Ends(parts))
        {
            parts.Add(Block());
            if (Here.Is("else")) parts.Add(Words());
            else if (Here.Kind == TokenKind.Semicolon) parts.Add(new Words(Take(1)));
            else break;
        }
        return new Item(parts);
    }

    /// <summary>Up to a brace, or the semicolon included.</summary>
    private Words Words()
    {
        var words = new List<Lexeme>();
        while (Here.Kind is not (TokenKind.OpenBrace or TokenKind.CloseBrace or TokenKind.EndOfFile))
        {
            words.Add(Here);
            if (_lexemes[_at++].Kind == TokenKind.Semicolon) break;
        }
        return new Words(words);
    }

    private static bool Ends(List<Part> parts) =>
        parts[parts.Count - 1] is Words { Lexemes: { Count: > 0 } words } && words[words.Count - 1].Kind == TokenKind.Semicolon;

    private Block Block()
    {
        var start = _at;
        var open = _lexemes[_at++];
        var items = Items();
        var isOneLine = true;
        for (var i = start + 1; i <= _at; i++) isOneLine &= !_lexemes[i].Before.HasLineEnd;
        var close = _lexemes[_at++];
        // Nothing in braces is written in one line however it was written.
        isOneLine |= items.Count + open.After.Count + close.Before.Leading.Count == 0;
        return new Block(open, items, close, isOneLine);
    }

    private List<Lexeme> Take(int count)
    {
        var taken = new List<Lexeme>();
        for (var i = 0; i < count; i++) taken.Add(_lexemes[_at++]);
        return taken;
    }
}

using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Tells a block that stands where none may from one before which a <c>}</c> is missing: by counting.</summary>
internal sealed class BraceBalance(ParseState state)
{
    private int[]? _depths;
    private int _start, _end = -1;

    /// <summary>Whether the declaration has exactly the braces that close the blocks open at this token.</summary>
    public bool IsEven(TokenInput at)
    {
        _depths ??= Depths();
        if (at.Index < _start || at.Index >= _end) (_start, _end) = (at.Index, EndOfDeclaration(at));
        return _depths[_end] - _depths[at.Index] == -state.OpenBraces.Count;
    }

    /// <summary>How many braces stand open before each token.</summary>
    private int[] Depths()
    {
        var depths = new List<int>();
        var depth = 0;
        for (var at = state.At(0); ; at = at.Next)
        {
            depths.Add(depth);
            if (at.Kind == TokenKind.EndOfFile) return [.. depths];
            if (at.Kind == TokenKind.OpenBrace) depth++;
            else if (at.Kind == TokenKind.CloseBrace) depth--;
        }
    }

    private static int EndOfDeclaration(TokenInput at)
    {
        while (at.Kind != TokenKind.EndOfFile && !at.StartsDeclaration()) at = at.Next;
        return at.Index;
    }
}

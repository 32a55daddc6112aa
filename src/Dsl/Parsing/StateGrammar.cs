using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>A policy's own memory.</summary>
internal static class StateGrammar
{
    /// <summary><c>"state" [ "per" owner ] "{" { cell } "}" ;</c></summary>
    public static readonly Parser<SyntaxNode> State =
        from head in Head("state")
        from per in Keyword("per").Then(_ => Name("`tier`, `agent` or `tenant`")).Optional()
        from body in Block(() => Cells!)
        select new PolicyStateSyntax(head.To(body.End), head.Keyword, per.GetOrDefault(), body.Items);

    private static readonly EquatableArray<ExpressionSyntax> NoArguments = [];

    /// <summary><c>name [ "[" sum "]" ] ":" type [ arguments ] [ "=" expression ] ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Cell = Decide(at => StateSlips.IsTypeFirst(at) ? StateSlips.TypeFirst : NameFirst!);

    private static readonly Parser<SyntaxNode> NameFirst =
        from head in AnyHead
        from length in Decide(at => at.Kind == TokenKind.OpenBracket ? Bracketed : Parse.Return<ExpressionSyntax?>(null))
        from type in Decide(at => at.Kind == TokenKind.Assign ? PolicySlips.TypeLeftOut(head.Keyword, "", "value") : CellType!)
        from arguments in Decide(at => at.Kind == TokenKind.OpenParen ? NameGrammar.Arguments : Parse.Return(NoArguments))
        from initial in Decide(at => StartsByItself(type.Text) && at.Kind != TokenKind.Assign ? Parse.Return<ExpressionSyntax?>(null) : Initial!)
        from end in End("the value")
        select new CellSyntax(head.To(end), head.Doc, head.Keyword, length, type, arguments, initial);

    private static readonly Parser<NameSyntax> CellType =
        from colon in Need(TokenKind.Colon, " and the type of the value")
        from type in Name("the type of the value")
        select type;

    private static readonly Parser<ExpressionSyntax?> Initial =
        from sign in Need(TokenKind.Assign, " and the value at the start")
        from value in Expression
        select value;

    private static readonly Members Cells = new Members("a value of the state") { Declares = LostNames.Values }
        .OnLine(LineHeads.OfTyped)
        .Clearly(at => at.Next.Kind == TokenKind.Colon)
        .Otherwise(Cell);

    private static bool StartsByItself(string type) => type is "average" or "histogram" or "epoch" or "";
}

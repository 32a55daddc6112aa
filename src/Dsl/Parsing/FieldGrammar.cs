using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Memory per page.</summary>
internal static class FieldGrammar
{
    /// <summary><c>"page" "{" { field } "}" ;</c></summary>
    public static readonly Parser<SyntaxNode> PageBlock =
        from head in Head("page")
        from body in Block(() => Fields!)
        select new PageBlockSyntax(head.To(body.End), body.Items);

    /// <summary><c>name ":" field-type [ decay ] ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Field = Decide(at => IsTypeFirst(at) ? TypeFirst! : NameFirst!);

    /// <summary><c>u8 heat;</c>: reported once, and read the other way round.</summary>
    private static readonly Parser<SyntaxNode> TypeFirst =
        from type in AnyHead
        from head in Backwards!
        from field in RestOfField(type with { Keyword = head }, new FieldTypeSyntax(type.Keyword.Span, type.Keyword, null))
        select field;

    private static readonly Parser<NameSyntax> Backwards = input =>
    {
        var at = input.At();
        var type = at.State.At(at.Index - 1).Word;
        at.State.Report(at, DiagnosticRules.Expected, $"the name comes first: `{at.Word} : {type}`", "`:` and the type of the field", at.Found());
        return Success(at.AsName(), at.Next);
    };

    private static bool IsTypeFirst(TokenInput at) => at.Next.Kind == TokenKind.Word && (at.Next.Next.Kind is TokenKind.Semicolon or TokenKind.Assign || at.Next.Next.Word is "halves" or "decays")
        && !at.Next.BeginsLine && (Elsewhere.FieldType(at.Word) ?? (IsFieldType(at.Word) ? "" : null)) != null;

    private static bool IsFieldType(string word) =>
        TypeNames.Find(word) != null || word.Length > 1 && word[0] == 'u' && word.Skip(1).All(c => c is >= '0' and <= '9');

    private static readonly Parser<SyntaxNode> NameFirst =
        from head in AnyHead
        from colon in Need(TokenKind.Colon, " and the type of the field")
        from type in FieldType
        from field in Decide(at => at.Kind == TokenKind.OpenBracket ? ArrayField(head, type)
            : RestOfField(head, type))
        select field;

    /// <summary><c>word [ "(" expression ")" ] ;</c></summary>
    private static readonly Parser<FieldTypeSyntax> FieldType =
        from name in Name("the type of the field")
        from width in Decide(at => at.Kind == TokenKind.OpenParen ? InParentheses : Parse.Return<ExpressionSyntax?>(null))
        from end in EndHere
        select new FieldTypeSyntax(new TextSpan(name.Span.Start, Math.Max(0, end - name.Span.Start)), name, width);

    /// <summary><c>"halves" "every" expression | "decays" "to" expression "every" expression ;</c></summary>
    private static readonly Parser<DecaySyntax> Halves =
        from head in Head("halves")
        from every in Need("every", "", "write `halves every 100ms`", "each", "per", "in")
        from period in Expression
        select new DecaySyntax(head.To(period.Span.End), null, period);

    private static readonly Parser<DecaySyntax> Decays =
        from head in Head("decays")
        from to in Decide(at => at.Kind == TokenKind.Number ? FieldSlips.ToLeftOut : Need("to"))
        from factor in Expression
        from every in Need("every", instead: ["each", "per", "in"])
        from period in Expression
        select new DecaySyntax(head.To(period.Span.End), factor, period);

    public static readonly Members Fields = new Members("a field") { Declares = LostNames.Fields }
        .OnLine(LineHeads.OfTyped)
        .Shape(FieldSlips.IsDecayAlone, FieldSlips.DecayAlone)
        .Clearly(at => at.Next.Kind == TokenKind.Colon)
        .Otherwise(Field);

    private static Parser<SyntaxNode> RestOfField(Mark head, FieldTypeSyntax type) =>
        from start in Decide(at => at.Kind == TokenKind.Assign ? StartValue! : Parse.Return(0))
        from decay in Decide(at => at.Is("halves") && at.Next.Is("on") ? HalvesOn! : Halves.Or(Decays)).Optional()
        from end in End("the field")
        select new FieldSyntax(head.To(end), head.Doc, head.Keyword, type, decay.GetOrDefault());

    /// <summary><c>heat : u8 = 0</c></summary>
    private static readonly Parser<int> StartValue = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, "a field is 0, `false` or `none` at first, and has no value of its own", "`;` after the field", at.Found());
        return Success(0, Expression(at.Next).Remainder.At());
    };

    /// <summary><c>"halves" "on" epoch ;</c></summary>
    private static readonly Parser<DecaySyntax> HalvesOn =
        from head in Head("halves")
        from preposition in Keyword("on")
        from epoch in Name("an epoch")
        select new DecaySyntax(head.To(epoch.Span.End), null, null) { Epoch = epoch };

    /// <summary>What is kept for each page is kept for millions of them: a row of values belongs to the state.</summary>
    private static Parser<SyntaxNode> ArrayField(Mark head, FieldTypeSyntax type) => input =>
    {
        var at = input.At();
        at.State.Report(
            at, DiagnosticRules.Expected, "a page has one field for each value; arrays stand in a `state` block", "`;`", at.Found());
        return Bracketed.Then(_ => RestOfField(head, type))(input);
    };
}

using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Members of a policy with a type too many, too early or left out: reported once, and declared as what was meant.</summary>
internal static class PolicySlips
{
    private static readonly char[] Digits = "0123456789._".ToCharArray();

    /// <summary><c>int hot = 8;</c>, <c>const hot = 8;</c>, <c>bool warm = heat > 3;</c></summary>
    public static bool IsVariable(TokenInput at) => at.Next.Kind == TokenKind.Word && !at.Next.BeginsLine && at.Next.Next.Kind == TokenKind.Assign
        && (TypeNames.Find(at.Word) is not null || Elsewhere.Type(at.Word) is not null || at.Word is "const" or "var" or "config" or "option" or "parameter" or "setting" or "static" or "auto" or "final");

    public static readonly Parser<SyntaxNode> Variable = input =>
    {
        var (at, name) = (input.At(), input.At().Next);
        var value = name.Next.Next;
        var isConstant = value.Next.Kind == TokenKind.Semicolon && (value.Kind == TokenKind.Number || value.Is("true") || value.Is("false"));
        var type = isConstant ? TypeOf(value) : "";
        at.State.Report(at, DiagnosticRules.UnknownHead,
            isConstant ? $"write `param {name.Word} : {type} = {value.Word};`" : $"an expression gets a name by `let {name.Word} = …;`", at.Word, "a part of a policy");
        var result = ExpressionGrammar.Expression(value);
        var end = End("the value")(result.Remainder);
        var span = TextSpan.FromBounds(at.Span.Start, Math.Max(at.Span.End, end.Value));
        return Success<SyntaxNode>(isConstant
            ? new ParamSyntax(span, "", name.AsName(), new NameSyntax(at.Span, type), result.Value, null)
            : new LetSyntax(span, "", name.AsName(), result.Value), end.Remainder.At());
    };

    /// <summary><c>#define HOT 8</c></summary>
    public static bool IsDefine(TokenInput at) => at.Kind == TokenKind.Hash && at.Next.Is("define") && at.Next.Next.Kind == TokenKind.Word && at.Next.Next.Next.Kind == TokenKind.Number;

    public static readonly Parser<SyntaxNode> Define = input =>
    {
        var (at, name) = (input.At(), input.At().Next.Next);
        var value = name.Next;
        at.State.Report(at, DiagnosticRules.Expected, $"write `param {name.Word} : {TypeOf(value)} = {value.Word};`", "a part of a policy", at.Found());
        return Success<SyntaxNode>(new ParamSyntax(TextSpan.FromBounds(at.Span.Start, value.Span.End), "", name.AsName(),
            new NameSyntax(at.Span, TypeOf(value)), ExpressionGrammar.Sum(value).Value, null), value.Next.Kind == TokenKind.Semicolon ? value.Next.Next : value.Next);
    };

    /// <summary><c>param quick = 5ms</c>, <c>seen = 0</c>: the value shows which type was left out.</summary>
    public static Parser<NameSyntax> TypeLeftOut(NameSyntax name, string head = "param ", string what = "parameter") => input =>
    {
        var at = input.At();
        at.ReportMissing("`:`", $" and the type of the {what}", $"write `{head}{name} : {TypeOf(at.Next)} = {at.Next.Word}`");
        return Success(new NameSyntax(new TextSpan(at.Span.Start, 0), ""), at);
    };

    /// <summary><c>let warm : bool = …</c>, <c>budget up : bytes = …</c></summary>
    public static bool IsType(TokenInput at) => at.Kind == TokenKind.Colon && at.Next.Kind == TokenKind.Word && at.Next.Next.Kind == TokenKind.Assign;

    public static Parser<int> TypeOfLet(NameSyntax name) => Untyped($"a `let` has the type of its value: `let {name} = …`");

    public static Parser<int> TypeOfBudget(NameSyntax name) => Untyped($"a budget has no type: `budget {name} = 20MB per 1s`");

    private static Parser<int> Untyped(string help) => input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, help, "`=`", at.Found());
        return Success(0, at.Next.Next);
    };

    /// <summary><c>let is_hot(p) = …</c></summary>
    public static Parser<bool> ArgumentsOfLet(NameSyntax name) => input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, $"a `let` has no arguments, it is about the page at hand: `let {name} = …`", "`=`", at.Found());
        var end = at.SkipBalanced(TokenKind.OpenParen, TokenKind.CloseParen);
        return Success(true, end.Kind == TokenKind.CloseParen ? end.Next : end);
    };

    /// <summary>What stood in a section by mistake is declared by the policy all the same.</summary>
    public static readonly Parser<SyntaxNode[]> Strays = input =>
    {
        var strays = input.At().State.Strays;
        var taken = strays.ToArray();
        strays.Clear();
        return Success(taken, input.At());
    };

    private static string TypeOf(TokenInput value) =>
        value.Kind == TokenKind.Number && Units.TryGet(value.Word.TrimStart(Digits), out var unit) ? TypeNames.Of(unit.Type ?? Plan.ValueType.Count)
            : value.Is("true") || value.Is("false") ? "bool" : "TYPE";
}

using System.Globalization;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using Sprache;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Keeps recursion shallow: each level of nesting costs call stack, and a file must never exhaust it.</summary>
internal static class Nesting
{
    /// <summary>
    /// One level deeper; past the limit the group that begins here (in parentheses, brackets or braces) is reported,
    /// skipped (or by <paramref name="skip"/>, where it is no group), and replaced.
    /// </summary>
    public static Parser<T> Nested<T>(
        Parser<T> parser, Func<TokenInput, T> whenTooDeep, Func<TokenInput, TokenInput>? skip = null) => input =>
    {
        var at = input.At();
        var state = at.State;
        if (state.Depth < ParseState.MaximumDepth)
        {
            state.Depth++;
            var result = parser(at);
            state.Depth--;
            return result;
        }
        state.Report(
            at, DiagnosticRules.NestedTooDeep, null, ParseState.MaximumDepth.ToString(CultureInfo.InvariantCulture));
        var next = (skip ?? SkipGroup)(at);
        state.Quiet(next);
        return Tokens.Success(whenTooDeep(at), next);
    };

    private static TokenInput SkipGroup(TokenInput open)
    {
        var closing = open.Kind switch
        {
            TokenKind.OpenBrace => TokenKind.CloseBrace,
            TokenKind.OpenBracket => TokenKind.CloseBracket,
            TokenKind.OpenParen => TokenKind.CloseParen,
            _ => TokenKind.Semicolon,
        };
        var end = open.SkipBalanced(open.Kind, closing);
        return end.Kind == closing && closing != TokenKind.Semicolon ? end.Next : end;
    }
}

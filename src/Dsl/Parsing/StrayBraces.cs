using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>The block of a declaration, with the members that a <c>}</c> too many has left outside of it.</summary>
internal static class StrayBraces
{
    public const string Help = "it stands inside a declaration: is there a `}` too many above?";

    public static Parser<Body> Block(Func<Members> members) => input =>
    {
        var misplaced = input.At().State.Misplaced;
        var first = Blocks.Block(members)(input);
        var (body, at) = (first.Value, first.Remainder.At());
        while (at.State.At(at.Index - 1).Kind == TokenKind.CloseBrace && BehindBraces(at) is var member && IsMember(member, members()))
        {
            // A part that was misplaced before may stand behind the same brace.
            if (at.State.Misplaced > misplaced) at.State.Quiet(at);
            else if (at != member) at.State.Report(at, DiagnosticRules.StrayBrace, null);
            else at.State.Report(at, DiagnosticRules.UnknownHead, Help, at.Word, "a declaration");
            at.State.Lost = LostNames.All;
            var rest = Blocks.Rest(members())(member);
            body = new Body(body.Items.Concat(rest.Value.Items).ToEquatableArray(), rest.Value.End);
            at = rest.Remainder.At();
        }

        return Tokens.Success(body, at);
    };

    private static TokenInput BehindBraces(TokenInput at)
    {
        while (at.Kind == TokenKind.CloseBrace) at = at.Next;
        return at;
    }

    private static bool IsMember(TokenInput at, Members members) => at.Kind == TokenKind.Word && !at.StartsDeclaration()
        && (members.Knows(at.Word) && at.Next.Kind is TokenKind.Word or TokenKind.Number or TokenKind.OpenBrace || members.BeginsOnLine(at));
}

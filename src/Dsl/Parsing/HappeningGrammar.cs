using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>What happens in workloads and tests beside accesses.</summary>
internal static class HappeningGrammar
{
    public static bool Begins(TokenInput at) => IsActor(at) && at.Next.Word is "pins" or "unpins" or "hints" or "goes";

    /// <summary>
    /// Whether a word is who does what the next word says. The head of a step may itself be the name of an agent, and what
    /// stands behind it a name that is spelt as a verb: <c>expect pins == 2;</c>. An act has one more word than that.
    /// </summary>
    public static bool IsActor(TokenInput at) => at.Next.Kind == TokenKind.Word
        && (at.Word is not ("expect" or "given" or "after" or "run")
            || at.Next.Next.Kind == TokenKind.Word && !at.Next.Next.Is("in") && !at.Next.Next.Is("by") && !at.Next.Next.Is("filled"));

    /// <summary><c>agent "pins" name [ "long" | "short" ] ";" | agent "unpins" name ";" | agent "hints" hint name ";" | name "goes" ( "offline" | "online" ) ";" ;</c></summary>
    public static readonly Parser<SyntaxNode> Happening = As(null);

    /// <summary>An access that nobody does: <c>reads table random at 1M/s;</c></summary>
    public static bool IsNobody(TokenInput at) =>
        at.Word is "reads" or "writes" && at.Next.Kind == TokenKind.Word && Array.IndexOf(Words.Verbs, at.Next.Word) < 0;

    public static readonly Parser<SyntaxNode> Nobody = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, $"who does it stands first: `AGENT {at.Word} {at.Next.Word} …`", "an agent", at.Found());
        var end = at.SkipItem();
        return Success<SyntaxNode>(new ErrorSyntax(TextSpan.FromBounds(at.Span.Start, end.EndBefore)), end);
    };

    /// <summary>An act whose verb is misspelt: <c>cpu pin samples;</c></summary>
    public static bool SeemsToBegin(TokenInput at) => at.Word is not ("expect" or "given" or "after" or "run" or "page")
        && at.Next.Kind == TokenKind.Word && at.Next.Next.Kind == TokenKind.Word && Meant(at.Next) is "pins" or "unpins" or "hints" or "goes";

    /// <summary>An access whose verb is misspelt: <c>cpu read page;</c></summary>
    public static bool SeemsToAccess(TokenInput at) => at.Word is not ("expect" or "given" or "after" or "run" or "page")
        && at.Next.Kind == TokenKind.Word && at.Next.Next.Kind == TokenKind.Word && Meant(at.Next) is "reads" or "writes";

    /// <summary>Reports the verb, and reads on as if it were the right one.</summary>
    public static Parser<SyntaxNode> WithMisspeltVerb(Parser<SyntaxNode> access) => Decide(at =>
    {
        at.State.Report(at.Next, DiagnosticRules.UnknownWord, $"did you mean `{Meant(at.Next)}`?", at.Next.Word, "something that an agent does");
        return access;
    });

    public static readonly Parser<SyntaxNode> Misspelt = Decide(at =>
    {
        at.State.Report(at.Next, DiagnosticRules.UnknownWord, $"did you mean `{Meant(at.Next)}`?", at.Next.Word, "something that an agent does");
        return As(Meant(at.Next));
    });

    private static string? Meant(TokenInput verb) => Suggestions.Nearest(verb.Word, Words.Verbs);

    private static Parser<SyntaxNode> As(string? meant) =>
        from subject in AnyHead
        from written in AnyHead
        let verb = meant is null ? written : written with { Keyword = written.Keyword with { Text = meant } }
        from hint in Decide(at => verb.Keyword.Text == "hints" ? Name("the name of a hint") : Never<NameSyntax>()).Optional()
        from target in Decide(at => verb.Keyword.Text == "goes"
            ? Keyword("offline").Or(Need("online"))
            : Name("a region or a page"))
        from length in Decide(at => verb.Keyword.Text == "pins" ? Keyword("long").Or(Keyword("short")) : Never<NameSyntax>()).Optional()
        from end in End($"`{verb.Keyword.Text}`")
        select new HappeningSyntax(subject.To(end), subject.Keyword, verb.Keyword, target, hint.GetOrDefault() ?? length.GetOrDefault());
}

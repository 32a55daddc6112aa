using CdmPolicy.Dsl.Syntax;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Who shares the memory of a hierarchy, and whose pages are whose.</summary>
internal static class TenantGrammar
{
    /// <summary><c>"tenant" name ( ";" | "{" { share } "}" ) ;</c></summary>
    public static readonly Parser<SyntaxNode> Tenant =
        from head in Head("tenant")
        from name in Name("the name of the tenant")
        from body in Decide(at => at.Kind == TokenKind.OpenBrace || at.Kind == TokenKind.Colon && at.Next.BeginsLine || Shares!.Begin(at)
            ? Block(Shares!)
            : End($"tenant `{name}`").Select(end => new Body([], end)))
        select new TenantSyntax(head.To(body.End), head.Doc, name, body.Items);

    /// <summary><c>"of" tenant</c></summary>
    public static readonly Parser<NameSyntax> Of = Keyword("of").Then(_ => Name("a tenant"));

    /// <summary><c>( "low" | "max" ) tier sum ";" ;</c></summary>
    private static Parser<SyntaxNode> Share(string keyword) =>
        from head in Head(keyword)
        from tier in Name("a tier")
        from amount in Sum
        from end in End("the share")
        select new TenantShareSyntax(head.To(end), head.Keyword, tier, amount);

    private static readonly Members Shares = new Members("a share of a tenant")
        .OnLine(LineHeads.OfShares)
        .Head("low", Share("low"))
        .Head("max", Share("max"));
}

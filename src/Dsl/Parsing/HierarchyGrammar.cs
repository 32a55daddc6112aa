using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.CommonGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Hierarchies: what memory there is.</summary>
internal static class HierarchyGrammar
{
    /// <summary><c>"hierarchy" name "{" { hierarchy-member } "}" ;</c></summary>
    public static readonly Parser<SyntaxNode> Hierarchy =
        from head in Head("hierarchy")
        from name in HeadName("the name of the hierarchy")
        from body in StrayBraces.Block(() => HierarchyMembers!)
        select new HierarchySyntax(head.To(body.End), head.Doc, name, body.Items);

    /// <summary><c>"agent" name [ ":" kind ] ( ";" | "{" { stat | property } "}" ) ;</c></summary>
    private static readonly Parser<SyntaxNode> Agent =
        from head in Head("agent")
        from name in Name("the name of the agent")
        from kind in Token(TokenKind.Colon).Then(_ => Name("the kind of the agent")).Optional()
        from body in Decide(at => at.Kind == TokenKind.OpenBrace || AgentMembers!.Begin(at) ? Block(AgentMembers!) : HierarchySlips.NoBlock($"agent `{name}`"))
        select new AgentSyntax(head.To(body.End), head.Doc, name, kind.GetOrDefault(), body.Items);

    /// <summary><c>[ "page" ] "stat" name ":" type ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Stat =
        from head in Head("stat")
        from stat in RestOfStat(head, perPage: false)
        select stat;

    private static readonly Parser<SyntaxNode> PageStat =
        from head in Head("page")
        from keyword in Need("stat", " after `page`")
        from stat in RestOfStat(head, perPage: true)
        select stat;

    private static readonly Members AgentMembers = new Members("a part of an agent")
        .Head("stat", Stat)
        .Head("page", PageStat)
        .OnLine(LineHeads.OfProperties)
        .Clearly(BeginsProperty)
        .Otherwise(Property);

    /// <summary><c>( "from" | "remote" ) agent "{" { property } "}" ;</c></summary>
    private static Parser<SyntaxNode> From(string keyword) =>
        from head in Head(keyword)
        from agent in Name("the name of an agent")
        from body in Block(Properties)
        select new FromSyntax(head.To(body.End), head.Keyword, agent, body.Items);

    private static readonly Members TierMembers = new Members("a part of a tier")
        .Head("from", From("from"))
        .Head("remote", From("remote"))
        .Head("map", Property)
        .Head("observable", Property)
        .Head("offline", Property)
        .OnLine(LineHeads.OfPartsOfTier)
        .Clearly(BeginsProperty)
        .Otherwise(Property);

    /// <summary><c>"tier" name ":" kind "{" { from | property } "}" ;</c></summary>
    private static readonly Parser<SyntaxNode> Tier =
        from head in Head("tier")
        from name in Name("the name of the tier")
        from colon in Need(TokenKind.Colon, " and the kind of the tier", $"write `tier {name} : ram {{ … }}`, or another kind")
        from kind in HeadName("the kind of the tier")
        from body in Block(TierMembers)
        select new TierSyntax(head.To(body.End), head.Doc, name, kind, body.Items);

    /// <summary><c>( "store" | "swap" ) [ name ] "{" { property } "}" ;</c></summary>
    private static Parser<SyntaxNode> Store(string keyword) =>
        from head in Head(keyword)
        from name in Decide(at => at.BeginsNext() ? Never<Mark>() : AnyHead).Optional()
        from body in Block(Properties)
        select new StoreSyntax(
            head.To(body.End), head.Keyword, name.IsEmpty ? null : name.Get().Keyword, body.Items);

    /// <summary><c>"link" name ( "&lt;->" | "->" ) name "{" { property } "}" ;</c></summary>
    private static readonly Parser<SyntaxNode> Link =
        from head in Head("link")
        from first in Name("a tier")
        from oneWay in Token(TokenKind.Arrow).Optional()
        from bothWays in oneWay.IsEmpty ? Need(TokenKind.BothArrow) : Parse.Return(oneWay.Get())
        from second in Name("a tier")
        from body in Block(Properties)
        select new LinkSyntax(head.To(body.End), first, second, oneWay.IsEmpty, body.Items);

    /// <summary><c>"fallback" [ "from" agent ] tier "->" tier { "->" tier } ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Fallback =
        from head in Head("fallback")
        from agent in FallbackAgent.Optional()
        from tiers in FallbackTiers!
        from end in End("the fallback order")
        select new FallbackSyntax(head.To(end), agent.GetOrDefault(), tiers.ToEquatableArray());

    /// <summary>A slip for the arrow between them is reported at the first one alone.</summary>
    private static readonly Parser<IEnumerable<NameSyntax>> FallbackTiers =
        from first in Name("a tier")
        from rest in Decide(at => at.Kind is TokenKind.Comma or TokenKind.Implies && at.Next.Kind == TokenKind.Word ? NoArrow(first)
            : at.Kind == TokenKind.Word && !at.BeginsLine ? NothingBetween(first) : SeparatedByArrows!)
        select new[] { first }.Concat(rest);

    private static readonly Parser<IEnumerable<NameSyntax>> SeparatedByArrows = Token(TokenKind.Arrow).Then(_ => Name("a tier")).Many();

    private static Parser<IEnumerable<NameSyntax>> NoArrow(NameSyntax first) => input =>
    {
        var at = input.At();
        at.State.Report(at, Diagnostics.DiagnosticRules.Expected, $"write `{first} -> {at.Next.Word}`", "`->`", at.Found());
        return (from sign in Token(at.Kind) from tier in Name("a tier") select tier).Many()(at);
    };

    private static Parser<IEnumerable<NameSyntax>> NothingBetween(NameSyntax first) => input =>
    {
        var at = input.At();
        at.State.Report(at, Diagnostics.DiagnosticRules.Expected, $"write `{first} -> {at.Word}`", "`->`", at.Found());
        return Decide(next => next.Kind == TokenKind.Word && !next.BeginsLine ? Name("a tier") : Never<NameSyntax>()).Many()(at);
    };

    private static readonly Parser<NameSyntax> FallbackAgent = Decide(at =>
        at.Next.Kind == TokenKind.Word ? Keyword("from").Then(_ => Name("an agent")) : Never<NameSyntax>());

    /// <summary><c>"group" name "=" tier { "," tier } ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Group =
        from head in Head("group")
        from name in Name("the name of the group")
        from assign in Need(TokenKind.Assign)
        from tiers in Names("a tier")
        from end in End("the group")
        select new GroupSyntax(head.To(end), name, tiers);

    /// <summary><c>path ram -> pmem;</c>: an arrow shows what was meant.</summary>
    private static bool IsUnknownLink(TokenInput at) =>
        at.Next.Kind == TokenKind.Word && at.Next.Next.Kind is TokenKind.Arrow or TokenKind.BothArrow && !HierarchyMembers!.Knows(at.Word);

    private static readonly Parser<SyntaxNode> UnknownLink = input =>
    {
        var at = input.At();
        at.State.Report(at, Diagnostics.DiagnosticRules.UnknownHead,
            "what lies between two tiers is `link A <-> B { latency 2us; bandwidth 20GB/s; }`, the order they are tried in `fallback A -> B;`", at.Word, "a part of a hierarchy");
        var end = at.SkipItem();
        return Success<SyntaxNode>(new ErrorSyntax(Text.TextSpan.FromBounds(at.Span.Start, end.EndBefore)), end);
    };

    private static bool IsAgent(TokenInput at) => HierarchySlips.Agents.Contains(at.Word)
        && at.Next.Kind == TokenKind.Word && at.Next.Next.Kind is TokenKind.Semicolon or TokenKind.OpenBrace or TokenKind.Colon;

    public static readonly Members HierarchyMembers = new Members("a part of a hierarchy") { Declares = LostNames.OfHierarchy }
        .Shape(IsUnknownLink, UnknownLink)
        .Instead(HierarchySlips.IsTier, "tier", HierarchySlips.HelpForTier)
        .Instead(at => at.Word is "node" or "level" && at.Next.Kind == TokenKind.Word && at.Next.Next.Kind == TokenKind.Colon, "tier")
        .Instead(IsAgent, "agent")
        .Instead(at => at.Word is "disk" or "storage" or "backing" or "ssd" && at.Next.Kind == TokenKind.Word && at.Next.Next.Kind == TokenKind.OpenBrace, "store")
        .Hint(at => at.Next.Kind == TokenKind.Word && at.Next.Next.Kind is TokenKind.Colon or TokenKind.Semicolon or TokenKind.OpenBrace ? Elsewhere.Head(at.Word) : null)
        .Head("agent", Agent)
        .Head("tier", Tier)
        .Head("store", Store("store"))
        .Head("swap", Store("swap"))
        .Head("link", Link)
        .Head("fallback", Fallback)
        .Head("group", Group)
        .Head("tenant", TenantGrammar.Tenant)
        .OnLine(LineHeads.OfHierarchy)
        .Clearly(BeginsProperty)
        .Otherwise(Property);

    private static Parser<SyntaxNode> RestOfStat(Mark head, bool perPage) =>
        from name in Name("the name of the statistic")
        from colon in Need(TokenKind.Colon, " and the type of the statistic", $"write `stat {name} : ratio;`, or another type")
        from type in Name("the type of the statistic")
        from end in End("the statistic")
        select new StatSyntax(head.To(end), perPage, name, type);
}

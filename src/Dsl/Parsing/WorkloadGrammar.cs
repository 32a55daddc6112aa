using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Workloads: who accesses what, how, and how fast.</summary>
internal static class WorkloadGrammar
{
    /// <summary><c>"workload" name "for" hierarchy "{" { region | phase } "}" ;</c></summary>
    public static readonly Parser<SyntaxNode> Workload =
        from head in Head("workload")
        from name in HeadName("the name of the workload", "for", "on", "of", "over", "using", "with", "in")
        from @for in Slips.Preposition("for", "on", "of", "over", "using", "with", "in").Or(Need("for", " and a hierarchy", "write `workload NAME for HIERARCHY { … }`"))
        from hierarchy in HeadName("the name of a hierarchy")
        from body in StrayBraces.Block(() => WorkloadMembers!)
        select new WorkloadSyntax(head.To(body.End), head.Doc, name, hierarchy, body.Items);

    /// <summary><c>"bound" "to" tier | "asks" "for" tier { "," tier } | "prefers" tier ;</c></summary>
    public static readonly Parser<WishSyntax> Wish = Decide(at =>
        at.Is("bound") ? Wished("to", Name("a tier").Select(tier => new EquatableArray<NameSyntax>(tier)))
        : at.Is("asks") ? Wished("for", Names("a tier"))
        : at.Is("prefers") ? Wished(null, Name("a tier").Select(tier => new EquatableArray<NameSyntax>(tier)))
        : NoWish!);

    private static readonly Parser<WishSyntax> NoWish = input =>
    {
        foreach (var wish in new[] { "`bound to`", "`asks for`" }) input.At().State.CouldBe(input.At(), wish);
        return Failure<WishSyntax>(input.At(), "`prefers`");
    };

    /// <summary><c>region weights 2GiB anon in gpu;</c></summary>
    private static readonly Parser<int> StrayIn = input =>
    {
        var at = input.At();
        var tier = at.Next.Word;
        at.ReportMissing("`;`", " after the region", help: $"write `bound to {tier}`, `asks for {tier}` or `prefers {tier}`");
        return Success(0, at.Next.Next);
    };

    /// <summary><c>"region" name sum kind [ "huge" ] [ "of" tenant ] [ wish ] ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Region =
        from head in Head("region")
        from name in Name("the name of the region")
        from parts in Decide(at => at.Kind == TokenKind.Word && TypeNames.Kinds.Contains(at.Word) && at.Next.Kind == TokenKind.Number ? KindFirst(name)
            : WorkloadSlips.IsTypedKind(at) ? WorkloadSlips.TypedKind(name) : SizeAndKind!)
        from huge in Keyword("huge").Optional()
        from tenant in TenantGrammar.Of.Optional()
        from wish in Wish.Optional()
        from stray in Decide(at => at.Is("in") && at.Next.Kind == TokenKind.Word ? StrayIn : Parse.Return(0))
        from end in End("the region")
        select new RegionSyntax(head.To(end), name, parts.Size, parts.Kind, tenant.GetOrDefault(), wish.GetOrDefault()) { Huge = huge.GetOrDefault() };

    private static readonly Parser<(ExpressionSyntax Size, NameSyntax Kind)> SizeAndKind =
        from size in Sum
        from kind in Name("the kind of its pages", "a page is `anon`, `shmem`, `file` or `kernel`")
        select (size, kind);

    /// <summary><c>region table file 4MiB</c></summary>
    private static Parser<(ExpressionSyntax Size, NameSyntax Kind)> KindFirst(NameSyntax name) => input =>
    {
        var at = input.At();
        at.State.Report(at, Diagnostics.DiagnosticRules.Expected, $"write `region {name} {at.Next.Word} {at.Word}`", "the size of the region", at.Found());
        var size = Sum(at.Next);
        return Success((size.Value, at.AsName()), size.Remainder.At());
    };

    /// <summary><c>"phase" name sum "{" { stream | setting | request } "}" ;</c></summary>
    private static readonly Parser<SyntaxNode> Phase =
        from head in Head("phase")
        from name in Name("the name of the phase")
        from duration in Decide(at => at.Is("for") && at.Next.Kind == TokenKind.Number ? DurationBehindFor(name) : Sum)
        from body in Block(() => PhaseMembers!)
        select new PhaseSyntax(head.To(body.End), name, duration, body.Items);

    /// <summary><c>phase warm for 50ms</c></summary>
    private static Parser<ExpressionSyntax> DurationBehindFor(NameSyntax name) => input =>
    {
        var at = input.At();
        at.ReportMissing("a time", help: $"write `phase {name} {at.Next.Word}`");
        return Sum(at.Next);
    };

    /// <summary><c>agent "." stat "=" expression ";" ;</c></summary>
    public static readonly Parser<SyntaxNode> Setting =
        from agent in AnyHead
        from setting in RestOfSetting(agent, agent)
        select setting;

    /// <summary><c>agent "reclaims" tier sum ";" ;</c></summary>
    public static readonly Parser<SyntaxNode> Request =
        from agent in AnyHead
        from verb in Keyword("reclaims")
        from tier in Name("a tier")
        from amount in Sum
        from end in End("the request")
        select new DriverRequestSyntax(agent.To(end), agent.Keyword, tier, amount);

    /// <summary><c>agent ( "reads" | "writes" ) region pattern "at" sum ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Stream =
        from agent in AnyHead
        from verb in Name("`reads`, `writes` or `reclaims`")
        from region in Name("a region")
        from pattern in Decide(at => at.Is("at") && at.Next.Kind == TokenKind.Number ? WorkloadSlips.PatternLeftOut : Name("`zipf`, `random` or `sequential`"))
        from shape in Decide(at => at.Kind is TokenKind.Number or TokenKind.OpenParen ? Sum : Never<ExpressionSyntax>()).Optional()
        from at in Decide(at => at.Kind == TokenKind.Word && at.Next.Kind == TokenKind.Number
            ? Need("at", " and a pace", $"write `at {at.Next.Word}`", at.Word) : Need("at", " and a pace"))
        from pace in Decide(at => WorkloadSlips.IsPlainPace(at) ? WorkloadSlips.PlainPace : Sum)
        from end in End("the accesses")
        select new StreamSyntax(
            agent.To(end), agent.Keyword, verb, region, pattern, shape.GetOrDefault(), pace);

    public static readonly Members WorkloadMembers = new Members("a part of a workload") { Declares = LostNames.Regions }
        .OnLine(at => LineHeads.OfWorkload(at) || LineHeads.OfAct(at))
        .Head("region", Region)
        .Head("phase", Phase);

    private static readonly Members PhaseMembers = new Members("a part of a phase")
        .OnLine(LineHeads.OfAct)
        .Shape(at => at.Next.Kind == TokenKind.Dot, Setting)
        .Shape(at => at.Next.Is("reclaims"), Request)
        .Shape(HappeningGrammar.IsNobody, HappeningGrammar.Nobody)
        .Shape(HappeningGrammar.Begins, HappeningGrammar.Happening)
        .Shape(HappeningGrammar.SeemsToBegin, HappeningGrammar.Misspelt)
        .Clearly(at => at.Next.Kind == TokenKind.Word && at.Next.Word is "reads" or "writes" or "reclaims")
        .Clearly(LineHeads.OfAct)
        .Otherwise(Stream);

    /// <summary>What follows the agent; <paramref name="start"/> may be a word before it.</summary>
    public static Parser<SyntaxNode> RestOfSetting(Mark start, Mark agent) =>
        from dot in Token(TokenKind.Dot)
        from stat in Name("a statistic")
        from assign in Need(TokenKind.Assign)
        from value in Expression
        from end in End("the value")
        select new StatSettingSyntax(start.To(end), agent.Keyword, stat, value);

    private static Parser<WishSyntax> Wished(string? preposition, Parser<EquatableArray<NameSyntax>> tiers) =>
        from verb in AnyHead
        from word in preposition is null ? Parse.Return(verb.Keyword) : Need(preposition)
        from names in tiers
        from end in EndHere
        select new WishSyntax(verb.To(end), verb.Keyword, names);
}

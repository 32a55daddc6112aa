using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.CommonGrammar;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>The reclaim sections of a policy.</summary>
internal static class ReclaimGrammar
{
    /// <summary><c>"reclaim" tier [ "by" owner ] "{" { reclaim-member } "}" ;</c></summary>
    public static readonly Parser<SyntaxNode> Reclaim =
        from head in Head("reclaim")
        from tier in Name("a tier", "each tier has a section of its own: `reclaim TIER { … }`")
        from owner in Owner.Optional()
        from body in Block(() => ReclaimMembers!)
        select new ReclaimSyntax(
            head.To(body.End), head.Keyword, tier,
            owner.IsEmpty ? body.Items : new[] { owner.Get() }.Concat(body.Items).ToEquatableArray());

    /// <summary><c>"by" ( "driver" | "kernel" ) ;</c></summary>
    private static readonly Parser<SyntaxNode> Owner =
        from head in Head("by")
        from owner in Name("`driver` or `kernel`")
        select Unbuilt(head, owner.Span.End, $"by {owner}");

    private static readonly Parser<SyntaxNode> OwnerMember =
        from owner in Owner
        from end in End("the owner")
        select owner;

    /// <summary><c>"order" reclaimer [ "(" argument { "," argument } ")" ] ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Order =
        from head in Head("order")
        from reclaimer in Decide(at => Name("a reclaimer", at.Word is "2Q" or "2q" ? "did you mean `TwoQ`?" : null))
        from arguments in Decide(at => at.Kind == TokenKind.OpenParen ? Arguments! : Parse.Return(NoArguments))
        from end in End("the order")
        select new OrderSyntax(head.To(end), reclaimer, arguments);

    private static readonly EquatableArray<ArgumentSyntax> NoArguments = [];

    private static readonly Parser<EquatableArray<ArgumentSyntax>> Arguments =
        from open in Token(TokenKind.OpenParen)
        from arguments in Decide(at => at.Kind == TokenKind.CloseParen
            ? Parse.Return(Enumerable.Empty<ArgumentSyntax>())
            : SeparatedBy(Argument!, TokenKind.Comma))
        from close in Need(TokenKind.CloseParen)
        select arguments.ToEquatableArray();

    /// <summary><c>[ name ":" ] expression ;</c></summary>
    private static readonly Parser<ArgumentSyntax> Argument =
        from start in Here
        from name in Decide(at => at.Kind == TokenKind.Word && at.Next.Kind == TokenKind.Assign ? ReclaimSlips.AssignedArgument : at.Next.Kind == TokenKind.Colon ? ArgumentName! : Parse.Return<NameSyntax?>(null))
        from value in Expression
        select new ArgumentSyntax((name ?? (SyntaxNode)value).Span.Cover(value.Span), name, value);

    private static readonly Parser<NameSyntax?> ArgumentName =
        from name in Name("the name of the parameter")
        from colon in Need(TokenKind.Colon)
        select name;

    /// <summary><c>"order" "by" expression ";" ;</c></summary>
    public static readonly Parser<SyntaxNode> OrderBy =
        from head in Head("order")
        from preposition in Need("by")
        from score in Expression
        from end in End("the order")
        select new OrderBySyntax(head.To(end), score);

    /// <summary><c>"below" expression "until" expression ";" ;</c></summary>
    public static readonly Parser<SyntaxNode> Watermark =
        from head in Head("below")
        from below in Expression
        from split in Decide(at => at.Kind == TokenKind.Semicolon && at.Next.Is("until") ? ReclaimSlips.Split : Here)
        from word in Need("until", " and the upper watermark", "write `below 4% until 8%`")
        from until in Expression
        from end in End("the watermarks")
        select new WatermarkSyntax(head.To(end), below, until);

    /// <summary><c>"start" "when" expression "until" expression ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Start =
        from head in Head("start")
        from when in Need("when")
        from condition in Expression
        from word in Need("until", " and a condition", "write `start when CONDITION until CONDITION`")
        from until in Expression
        from end in End("the condition")
        select new StartSyntax(head.To(end), condition, until);

    /// <summary><c>"keep" "when" expression ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Keep =
        from head in Head("keep")
        from when in Need("when", " after `keep`")
        from condition in Expression
        from end in End("the condition")
        select new KeepSyntax(head.To(end), condition);

    public static readonly Members ReclaimMembers = new Members("a part of a reclaim section") { Form = "each tier has a section of its own: `reclaim TIER { … }`" }
        // `keep when` is the one head that looks like a rule without its colon.
        .Shape(at => RuleGrammar.IsRule(at) && !at.Is("keep") && !at.Is("start"), RuleGrammar.Rule)
        .Shape(at => at.Next.Kind == TokenKind.Colon, RuleGrammar.Rule)
        .Shape(at => at.Is("order") && at.Next.Is("by"), OrderBy)
        .Shape(ReclaimSlips.IsPair, ReclaimSlips.Pair)
        .Shape(ReclaimSlips.IsBlock, ReclaimSlips.WatermarksInBlock)
        .Shape(ReclaimSlips.IsUntil, ReclaimSlips.Until)
        .Shape(ReclaimSlips.IsSort, ReclaimSlips.Sort)
        .Hint(at => at.Next.Kind is TokenKind.Number or TokenKind.Word ? Elsewhere.ReclaimProperty(at.Word) : null)
        .Head("order", Order)
        .Head("below", Watermark)
        .Head("start", Start)
        .Head("keep", Keep)
        .Head("by", OwnerMember)
        .Clearly(RuleGrammar.ClearlyRule)
        .Clearly(BeginsProperty)
        .Otherwise(Property);
}

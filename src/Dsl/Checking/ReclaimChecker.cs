using System.Globalization;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the <c>reclaim</c> sections.</summary>
internal sealed class ReclaimChecker(PolicyContext context, ReclaimerCatalog reclaimers)
{
    private readonly Dictionary<int, ReclaimSyntax> _sections = [];
    private readonly ExpressionChecker _marks = context.Expressions(Sight.Parameters, "a watermark");

    public List<ReclaimPlan> Plans { get; } = [];

    public void Check(ReclaimSyntax section)
    {
        var tier = context.Resolver.Tier(section.Tier);
        if (tier is { } known && IsSecond(section, known)) return;
        var name = section.Tier.Text;
        var where = $"`reclaim {name}`";
        var reader = new PropertyReader(context.File, section.Members, $"`reclaim {name}`", Elsewhere.ReclaimProperty, ["reserve", "order", "below", "start", "keep"], "reserve");
        context.View = tier is null ? -1 : 1L << tier.Value;
        var by = By(section, tier);
        var byValue = OrderBy(section, where);
        var order = byValue is null ? Order(section) : ReclaimerPlan.None("by " + byValue.Value.Source);
        var reserve = reader.Only("reserve") is { } mark ? Mark(mark, tier) : null;
        var marks = Marks(section, tier, by);
        var starts = Starts(section, by, where);
        var (keep, keepSource, keepOrigin) = Keep(section, where);
        var rules = new RuleChecker(
                context, ListKind.Reclaim, Sight.Pass, where, $"reclaim {name}", new(StringComparer.Ordinal))
            .Check(section.Members);
        context.View = -1;
        Leftovers(section, where);
        if (tier is { } unordered && order is null) context.BrokenOrders.Add(unordered);
        if (tier is null) return;
        // A wrong order is no reason to be silent about the rest.
        order ??= ReclaimerPlan.None("");
        var isWhole = rules.Count == section.Members.Count(n => n is RuleSyntax);
        context.Lists.Add(new RuleList(ListKind.Reclaim, where, section, 1L << tier.Value, -1, rules, isWhole));
        var head = TextSpan.FromBounds(section.Keyword.Span.Start, section.Tier.Span.End);
        Plans.Add(new ReclaimPlan(
            context.File.Source(head), context.File.Origin(section.Span), tier.Value, order, by, reserve, marks?.Below,
            marks?.Until, keep, keepSource, rules.Select(x => x.Number).ToEquatableArray())
        {
            OrderBy = byValue?.Value,
            OrderSource = byValue?.Source ?? "",
            OrderOrigin = byValue?.Origin ?? default,
            KeepOrigin = keepOrigin,
            Starts = starts,
        });
    }

    private (Expr Value, string Source, SourceRange Origin)? OrderBy(ReclaimSyntax section, string where)
    {
        (Expr, string, SourceRange)? result = null;
        SyntaxNode? first = section.Members.OfType<OrderSyntax>().FirstOrDefault();
        foreach (var order in section.Members.OfType<OrderBySyntax>())
        {
            if (first is not null)
                context.File.ReportWithHelp(DiagnosticRules.DuplicateProperty, order.Span,
                    $"the first one is {context.File.PlaceOf(context.File, first.Span)}", "order").Relate(context.File, first.Span, "the first one");
            else if (context.Expressions(Sight.Pass, where).Number(order.Value) is { } value)
                result = (value, context.File.Source(order.Value.Span), context.File.Origin(order.Value.Span));
            first ??= order;
        }

        return result;
    }

    /// <summary>Conditions instead of watermarks: what they ask is the author's choice.</summary>
    private LatchPlan? Starts(ReclaimSyntax section, ReclaimedBy by, string where)
    {
        LatchPlan? result = null;
        SyntaxNode? first = section.Members.OfType<WatermarkSyntax>().FirstOrDefault();
        foreach (var start in section.Members.OfType<StartSyntax>())
        {
            var conditions = context.Expressions(Sight.Parameters | Sight.Machine, where);
            var (on, off) = (conditions.Condition(start.When), conditions.Condition(start.Until));
            if (first is not null)
                context.File.ReportWithHelp(DiagnosticRules.WatermarksTwice, start.Span,
                    $"the first ones are {context.File.PlaceOf(context.File, first.Span)}", section.Tier.Text).Relate(context.File, first.Span, "the first ones");
            else if (by == ReclaimedBy.Driver) WithoutEffect(section, new TextSpan(start.Span.Start, Math.Min("start".Length, start.Span.Length)));
            else if (on is not null && off is not null)
                result = new LatchPlan(context.File.Source(start.Span), context.File.Origin(start.Span), -1, on, off);
            first ??= start;
        }

        return result;
    }

    private void WithoutEffect(ReclaimSyntax section, TextSpan span)
    {
        // A tier whose driver is missing was reported as that.
        if (context.Hierarchy.Tiers.FirstOrDefault(t => t.Name == section.Tier.Text) is { Driver: < 0 }) return;
        context.File.ReportWithHelp(DiagnosticRules.WatermarkWithoutEffect, span,
            $"write `reclaim {section.Tier.Text} by kernel {{ … }}` to reclaim it by itself", section.Tier.Text);
    }

    private bool IsSecond(ReclaimSyntax section, int tier)
    {
        if (!_sections.TryGetValue(tier, out var first))
        {
            _sections.Add(tier, section);
            return false;
        }

        context.File.ReportWithHelp(DiagnosticRules.DuplicateSection, section.Tier.Span,
            $"the first one is {context.File.PlaceOf(context.File, first.Span)}", $"reclaim {section.Tier.Text}").Relate(context.File, first.Span, "the first one");
        return true;
    }

    /// <summary>Who reclaims the tier: as its kind says, or as the section overrides it.</summary>
    private ReclaimedBy By(ReclaimSyntax section, int? tier)
    {
        if (tier is not { } t) return ReclaimedBy.Kernel;
        var plan = context.Hierarchy.Tiers[t];
        var word = section.Members.OfType<UnsupportedSyntax>().Select(u => u.Head).FirstOrDefault(IsBy);
        if (word is { Text: "by kernel" }) return ReclaimedBy.Kernel;
        if (word is { Text: "by driver" })
        {
            if (plan.Driver < 0)
                context.File.ReportWithHelp(DiagnosticRules.NoDriver, word.Span,
                    $"add `driver AGENT;` to the tier `{plan.Name}`", plan.Name, "`by driver` asks for one");
            return ReclaimedBy.Driver;
        }

        if (plan.Reclaim == ReclaimedBy.None)
            context.File.ReportWithHelp(DiagnosticRules.NeverReclaimed, section.Tier.Span,
                "write `by kernel` here, or `reclaim kernel;` in the tier", plan.Name);
        return plan.Reclaim;
    }

    private static bool IsBy(NameSyntax head) => head.Text is "by kernel" or "by driver";

    private ReclaimerPlan? Order(ReclaimSyntax section)
    {
        OrderSyntax? first = null;
        foreach (var order in section.Members.OfType<OrderSyntax>())
        {
            if (first is not null)
                context.File.ReportWithHelp(DiagnosticRules.DuplicateProperty, order.Reclaimer.Span,
                    $"the first one is {context.File.PlaceOf(context.File, first.Span)}", "order").Relate(context.File, first.Span, "the first one");
            first ??= order;
        }

        if (first is not null) return reclaimers.Instantiate(first, context.File, context.Names);
        if (!section.Members.Any(m => m is OrderBySyntax) && !HierarchyChecker.HasSyntaxErrors(context.File, section.Span))
            context.File.ReportWithHelp(DiagnosticRules.NoOrder, section.Tier.Span,
                $"add `order Lru;`, or another of {Help.List(reclaimers.Names.OrderBy(n => n, StringComparer.Ordinal))}",
                section.Tier.Text);
        return null;
    }

    /// <summary>Bytes, or a part of the tier's capacity, which is only known when the machine runs.</summary>
    private Expr? Mark(ExpressionSyntax syntax, int? tier)
    {
        var operand = _marks.Check(syntax);
        var isRatio = operand is LiteralOperand { Unit: ValueType.Ratio } or TypedOperand { Expr.Type: ValueType.Ratio };
        if (!isRatio && IsBare(operand))
        {
            context.File.ReportWithHelp(DiagnosticRules.WrongType, syntax.Span,
                syntax is NumberSyntax { Suffix: "" } number && IsOverHundred(number) ? $"it is bytes or a share of the tier: `{number.Digits}KiB`, `4%`" : $"did you mean `{context.File.Source(syntax.Span)}%`?",
                context.File.Source(syntax.Span), operand.Describe(), SizeOrShare);
            return null;
        }

        if (!isRatio) return _marks.Convert(operand, ValueType.Bytes);
        if (_marks.Convert(operand, ValueType.Ratio) is not { } ratio || tier is not { } t) return null;
        var capacity = new TierExpr(ValueType.Bytes, ValueRange.Full, t, TierProperty.Capacity);
        return Fold.Product(ValueType.Bytes, ratio, capacity, Fold.Billion);
    }

    /// <summary>Two numbers without a unit are one mistake.</summary>
    private bool BareMarks(WatermarkSyntax marks)
    {
        if (marks is not { Below: NumberSyntax { Suffix: "" } low, Until: NumberSyntax { Suffix: "" } high }) return false;
        if (!IsBare(_marks.Check(low)) || !IsBare(_marks.Check(high))) return false;
        context.File.ReportWithHelp(DiagnosticRules.WrongType, low.Span, IsOverHundred(low) || IsOverHundred(high)
                ? "watermarks are bytes or shares: `below 4MiB until 8MiB`, `below 4% until 8%`" : $"did you mean `below {Share(low)} until {Share(high)}`?",
            low.Digits, "a count", SizeOrShare);
        return true;
    }

    /// <summary><c>0.03</c> is three percent, <c>3</c> as well.</summary>
    private static string Share(NumberSyntax number) => decimal.TryParse(number.Digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1
        ? (value * 100).ToString("0.#######", CultureInfo.InvariantCulture) + "%" : number.Digits + "%";

    /// <summary>Pages, as the kernel counts them.</summary>
    private static bool IsOverHundred(NumberSyntax number) => decimal.TryParse(number.Digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 100;

    private const string SizeOrShare = "a size or a share of the tier";

    private static bool IsBare(Operand operand) => operand is LiteralOperand { Unit: null, Value: { IsZero: false } };

    private (Expr? Below, Expr? Until)? Marks(ReclaimSyntax section, int? tier, ReclaimedBy by)
    {
        WatermarkSyntax? first = null;
        foreach (var marks in section.Members.OfType<WatermarkSyntax>())
        {
            if (first is not null)
                context.File.ReportWithHelp(DiagnosticRules.WatermarksTwice, marks.Span,
                    $"the first ones are {context.File.PlaceOf(context.File, first.Span)}", section.Tier.Text).Relate(context.File, first.Span, "the first ones");
            first ??= marks;
        }

        if (first is null) return null;
        if (BareMarks(first)) return null;
        var (below, until) = (Mark(first.Below, tier), Mark(first.Until, tier));
        if (by == ReclaimedBy.Driver)
        {
            WithoutEffect(section, new TextSpan(first.Span.Start, Math.Min("below".Length, first.Span.Length)));
            return null;
        }

        return below is null || until is null ? null : (below, until);
    }

    private (Expr? Condition, string Source, SourceRange Origin) Keep(ReclaimSyntax section, string where)
    {
        KeepSyntax? first = null;
        foreach (var keep in section.Members.OfType<KeepSyntax>())
        {
            if (first is not null)
                context.File.ReportWithHelp(DiagnosticRules.DuplicateProperty, keep.Span,
                    $"the first one is {context.File.PlaceOf(context.File, first.Span)}; join the conditions with `||`",
                    "keep").Relate(context.File, first.Span, "the first one");
            first ??= keep;
        }

        return first is null
            ? (null, "", default)
            : (context.Expressions(Sight.Pass, where).Condition(first.Condition), context.File.Source(first.Span), context.File.Origin(first.Span));
    }

    private void Leftovers(ReclaimSyntax section, string where)
    {
        foreach (var node in section.Members)
        {
            if (node is UnsupportedSyntax u && IsBy(u.Head)) continue;
            if (node is OrderSyntax or OrderBySyntax or WatermarkSyntax or StartSyntax or KeepSyntax or RuleSyntax or PropertySyntax) continue;
            context.Misplaced(node, where);
        }
    }
}

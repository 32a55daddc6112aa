using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

internal sealed partial class ExpressionChecker
{
    private Operand Member(MemberSyntax m)
    {
        if (m.Index is not null) return QueueMember(m, m.Index);
        if (m.Part is not null) return PartOf(m, m.Part);
        if (m.Member.Text.Length == 0) return new BadOperand(m.Span);
        if (NamesState(m)) return Read(m, m.Span);
        switch (scope.Names.Use(m.Target.Text))
        {
            case TierSymbol tier:
                return TierMember(m, tier);
            case AgentSymbol agent:
                return AgentMember(m, agent);
            case BudgetSymbol budget:
                return BudgetMember(m, budget);
            case QueueSymbol queue:
                return m.Member.Text == "count"
                    ? new TypedOperand(m.Span, new QueueCountExpr(queue.Index))
                    : NoMember(m, "the queue", ["count"]);
            case GhostSymbol ghost:
                return GhostMember(m, ghost);
            case CellSymbol:
                return CellMember(new WordSyntax(m.Target.Span, m.Target.Text), m.Member, m.Span);
            case TestPageSymbol page:
                return PageMember(m, page);
            case BrokenSymbol:
                return new BadOperand(m.Span);
            // A name without members does not hide the owner of these: `victim.victim` is the victim's field.
            case FieldSymbol or ParameterSymbol or LetSymbol when m.Target.Text is "victim" or "incoming" or "region" or "moves":
                break;
            case { } other:
                return BadWithHelp(DiagnosticRules.WrongSort, m.Target.Span,
                    other is FieldSymbol or ParameterSymbol or LetSymbol ? $"it is a value by itself: write `{m.Target}`"
                        : $"it is declared {File.PlaceOf(other.File, other.Declaration.Span)}", m.Target.Text, other.What,
                    scope.Hierarchy is null ? "a queue" : "a tier, a device or a budget");
        }

        switch (m.Target.Text)
        {
            case "moves":
                return MovesMember(m);
            case "incoming" when scope.Sees(Sight.Queues):
                return new NameResolver(scope).Field(m.Member) is { } field
                    ? See(Sight.Incoming, m.Span, new IncomingExpr(field.Type, field.Range, field.Index))
                    : new BadOperand(m.Span);
            case "victim":
                return new NameResolver(scope).Field(m.Member) is { } of
                    ? See(Sight.Victim, m.Span, new VictimFieldExpr(of.Type, of.Range, of.Index))
                    : new BadOperand(m.Span);
            case "region" when scope.Hierarchy is not null:
                return MemberNames.Region.TryGetValue(m.Member.Text, out var region)
                    ? Kept(ObserverKind.Regions, -1, m.Span, region)
                    : NoMember(m, "the region", MemberNames.Region.Keys);
            default:
                return BadWithHelp(DiagnosticRules.UnknownName, m.Target.Span, Owner(m), m.Target.Text);
        }
    }

    /// <summary>Whose member may have been meant.</summary>
    private string? Owner(MemberSyntax m)
    {
        var dotted = scope.Names.All.Where(s => s is TierSymbol or AgentSymbol or BudgetSymbol or QueueSymbol or GhostSymbol or CellSymbol).Select(s => s.Name)
            .Concat(scope.Hierarchy is null ? ["incoming"] : ["region", "moves", "victim"]);
        if (m.Target.Text is "page" or "this" or "self" or "p" or "request" or "event" or "state" or "params")
            return $"what belongs to a page, to the access and to the policy stands alone: `{m.Member}`";
        return Help.DidYouMean(m.Target.Text, dotted) ?? Elsewhere.Name(m.Target.Text);
    }

    /// <summary><c>ram.wait.value</c></summary>
    private Operand PartOf(MemberSyntax m, NameSyntax part)
    {
        if (CellTarget(m.Target, m.Member) is { } target) return CellMember(target, part, m.Span);
        var whole = Member(m with { Part = null, Span = m.Target.Span.Cover(m.Member.Span) });
        return whole is BadOperand
            ? new BadOperand(m.Span)
            : BadWithHelp(DiagnosticRules.UnknownMember, part.Span, "it is a value by itself", "the value", Source(whole.Span), part.Text);
    }

    /// <summary><c>seg[i].count</c></summary>
    private Operand QueueMember(MemberSyntax m, ExpressionSyntax index)
    {
        if (!scope.Sees(Sight.Queues)) return NoQueueHere(m.Target, m.Member, m.Span);
        if (Queue(m.Target, index) is not { } queue) return new BadOperand(m.Span);
        return m.Member.Text == "count" ? new TypedOperand(m.Span, new QueueCountExpr(queue)) : NoMember(m, "the queue", ["count"]);
    }

    /// <summary>Only an array of queues has elements with members.</summary>
    private Operand NoQueueHere(NameSyntax target, NameSyntax member, TextSpan span) => scope.Names.Use(target.Text) switch
    {
        BrokenSymbol => new BadOperand(span),
        CellSymbol { Plan.Length: > 0 } => BadWithHelp(DiagnosticRules.UnknownMember, member.Span, "it is a value by itself", "the value",
            target.Text + "[…]", member.Text),
        { } other => BadWithHelp(DiagnosticRules.WrongSort, target.Span, null, target.Text, other.What, "an array of the state"),
        null => BadWithHelp(DiagnosticRules.UnknownName, target.Span, Help.DidYouMean(target.Text, scope.Names.Names<CellSymbol>()), target.Text),
    };

    /// <summary>The queue that is named, with the number of it in its array, or null after a diagnostic.</summary>
    public int? Queue(NameSyntax name, ExpressionSyntax? index)
    {
        if (name.Text.Length == 0) return null;
        var resolver = new NameResolver(scope);
        if (index is null) return resolver.Queue(name);
        if (resolver.Queues(name) is not { } array || Constant(index, ValueType.Count) is not { } number) return null;
        if (number < array.Length) return array.First + (int)number;
        File.ReportWithHelp(DiagnosticRules.NoSuchQueue, index.Span, $"they are numbered 0 to {array.Length - 1}", name.Text,
            number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return null;
    }

    private Operand TierMember(MemberSyntax m, TierSymbol tier)
    {
        if (LoadMember(m, tier) is { } load) return load;
        if (m.Member.Text == "mine" && m.From is null)
            return See(scope.Sees(Sight.Request) && !scope.Sees(Sight.Page) ? Sight.Request : Sight.Page, m.Span,
                new MineExpr(tier.Index, !scope.Sees(Sight.Page)));
        if (!MemberNames.Tier.TryGetValue(m.Member.Text, out var property) && m.Member.Text is not ("traffic" or "mine"))
            return NoMember(m, "the tier", MemberNames.Tier.Keys.Concat(["latency", "traffic", "mine"]));
        if (m.From is not null) return BadWithHelp(DiagnosticRules.MisplacedConstruct, m.From.Span,
            "only a latency differs between agents", "from", $"`{m.Target.Text}.{m.Member.Text}`");
        if (property == TierProperty.Whole && scope.Hierarchy is { HugeBytes: 0 } h && h.Tiers[tier.Index].ContiguousBytes == 0)
            return BadWithHelp(DiagnosticRules.NoBlocks, m.Span, $"add `contiguous 2MiB;` to `{tier.Name}`", tier.Name);
        var fill = property == TierProperty.Fill;
        return See(Sight.Machine, m.Span, new TierExpr(
            fill ? ValueType.Ratio : ValueType.Bytes, fill ? new ValueRange(0, Fold.Billion) : ValueRange.Full,
            tier.Index, property));
    }

    private Operand AgentMember(MemberSyntax m, AgentSymbol agent)
    {
        var stats = scope.Hierarchy?.Agents[agent.Index].Stats ?? default;
        for (var i = 0; i < stats.Count; i++)
        {
            if (stats[i].Name != m.Member.Text) continue;
            var range = stats[i].Type == ValueType.Bool ? ValueRange.Bool : ValueRange.Full;
            return See(Sight.Machine, m.Span, new StatExpr(stats[i].Type, range, agent.Index, i));
        }

        if (agent.Syntax.Kind?.Text == "device" && m.Member.Text is "closed" or "wanted")
        {
            return See(Sight.Machine, m.Span, m.Member.Text == "closed"
                ? new DeviceExpr(ValueType.Bool, ValueRange.Bool, agent.Index, DeviceProperty.Closed)
                : new DeviceExpr(ValueType.Bytes, ValueRange.Full, agent.Index, DeviceProperty.Wanted));
        }

        if (PageStat(m, agent) is { } counted) return counted;
        if (agent.Syntax.Members.OfType<StatSyntax>().Any(s => s.Name.Text == m.Member.Text))
            return new BadOperand(m.Span);
        if (HierarchyChecker.HasSyntaxErrors(agent.File, agent.Syntax.Span)) return new BadOperand(m.Span);
        return NoMember(m, "the agent", stats.Select(s => s.Name).Concat(scope.Hierarchy?.Agents[agent.Index].PageStats ?? []));
    }

    private Operand BudgetMember(MemberSyntax m, BudgetSymbol budget) =>
        MemberNames.Budget.TryGetValue(m.Member.Text, out var property)
            ? See(Sight.Machine, m.Span, new BudgetExpr(budget.InTime ? ValueType.Time : ValueType.Bytes, ValueRange.Full, budget.Index, property))
            : NoMember(m, "the budget", MemberNames.Budget.Keys);

    private BadOperand NoMember(MemberSyntax m, string what, IEnumerable<string> members) =>
        BadWithHelp(DiagnosticRules.UnknownMember, m.Member.Span,
            (what == "the tier" && m.Member.Text is "usage" or "utilization" or "full" or "pressure" ? "did you mean `fill`?" : null) ?? Help.DidYouMeanOneOf(m.Member.Text, members, "it has"), what, m.Target.Text, m.Member.Text);
}

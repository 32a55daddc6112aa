using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

internal sealed partial class ExpressionChecker
{
    /// <summary><c>ram.latency</c>, <c>ram.latency from gpu0</c>, <c>ram.traffic</c>; null for another member.</summary>
    private Operand? LoadMember(MemberSyntax m, TierSymbol tier)
    {
        if (m.Member.Text == "traffic" && m.From is null) return See(Sight.Machine, m.Span, new TrafficExpr(tier.Index));
        if (m.Member.Text != "latency") return null;
        if (m.From is null) return See(Sight.Machine, m.Span, new LatencyExpr(tier.Index, Agent: 0));
        return new NameResolver(scope).Agent(m.From) is { } agent
            ? See(Sight.Machine, m.Span, new LatencyExpr(tier.Index, agent))
            : new BadOperand(m.Span);
    }

    /// <summary><c>moves.pending</c></summary>
    private Operand MovesMember(MemberSyntax m) => m.Member.Text == "pending"
        ? See(Sight.Machine, m.Span, new MovesPendingExpr())
        : NoMember(m, "the value", ["pending"]);
}

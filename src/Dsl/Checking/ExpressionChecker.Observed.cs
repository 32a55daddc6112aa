using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Names of a page that are worth something only where an observer keeps them.</summary>
internal sealed partial class ExpressionChecker
{
    /// <summary><c>gpu0.touches</c>; null where the device has no such counter.</summary>
    private Operand? PageStat(MemberSyntax m, AgentSymbol agent) =>
        PageStatNumber(m, agent) is { } stat
            ? Kept(ObserverKind.DeviceCounters, agent.Index, m.Span, new PageStatExpr(agent.Index, stat))
            : null;

    /// <summary>The counter that is to be set back, if it is one; null after a diagnostic too.</summary>
    public PageStatExpr? PageStat(ExpressionSyntax place) =>
        place is MemberSyntax { Index: null, Part: null, From: null } m && IsPageStat(m)
            ? (Member(m) as TypedOperand)?.Expr as PageStatExpr
            : null;

    public bool IsPageStat(MemberSyntax m) =>
        scope.Names.Find(m.Target.Text) is AgentSymbol agent && PageStatNumber(m, agent) is not null;

    private int? PageStatNumber(MemberSyntax m, AgentSymbol agent)
    {
        var stats = scope.Hierarchy?.Agents[agent.Index].PageStats ?? default;
        for (var i = 0; i < stats.Count; i++)
            if (stats[i] == m.Member.Text) return i;
        return null;
    }

    /// <summary>What an observer keeps for the pages of the tiers it covers must cover every page that can be asked here.</summary>
    private Operand Kept(ObserverKind kind, int agent, TextSpan span, Expr expr)
    {
        if (!scope.Sees(Sight.Page)) return NotVisible(span, Sight.Page);
        if (scope.Observed is not { } observed || scope.Hierarchy is not { } h) return new TypedOperand(span, expr);
        // What nobody can observe is missed by none.
        var observable = h.Tiers.Select((t, tier) => t.Observable ? 1L << tier : 0).Sum();
        var missing = observed.Uncovered(kind, agent, scope.Tiers & observable);
        if (missing == 0) return new TypedOperand(span, expr);
        var form = Observers.Of(kind).Form;
        if (agent >= 0) form = form.Replace("AGENT", h.Agents[agent].Name);
        var tiers = h.Tiers.Where((_, tier) => (missing >> tier & 1) != 0).Select(t => t.Name);
        return BadWithHelp(DiagnosticRules.NotObserved, span, $"it is kept by `{form}` over {Help.List(tiers)}", Source(span), scope.Where);
    }
}

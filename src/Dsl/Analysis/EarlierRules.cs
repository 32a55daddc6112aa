using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>A rule with all it asks of a page, also as a function.</summary>
internal sealed record AskedRule(CheckedRule Rule, Expr Asked, Func<long[], long> Holds);

/// <summary>
/// All handlers of an event are run in the order of the text, and the first outcome found is the one: what rules of the handlers above
/// match, no rule further down is asked about.
/// </summary>
/// <remarks>Statements of a handler run before its rules. A rule above that reads what they change asked about another page, so it is let go.</remarks>
internal sealed class EarlierRules(PolicyPlan plan, Effort effort)
{
    private const int Most = 500;

    private readonly List<AskedRule> _rules = [];

    private ListReach? _last;

    public PolicyPlan Plan => plan;

    public Evaluator Evaluator { get; } = new(effort.PageBytes);

    public IReadOnlyList<AskedRule> Rules => _rules;

    /// <summary>Before the rules of a handler are asked.</summary>
    public void Enter(RuleList list)
    {
        if (_last is { } last) _rules.RemoveAll(r => !last.Leaves(r.Asked));
        if (_last is not null) _rules.AddRange(_last.Ending().Take(Most - _rules.Count));
        _last = null;
        if (_rules.Count == 0 || list.Statements.Count == 0) return;
        var writes = Writes.Of(plan, list.Statements);
        _rules.RemoveAll(r => PlanExpressions.Parts(r.Asked).Any(writes.Touch));
    }

    /// <summary>After them. Most events have one handler, so its rules are looked at again only once there is another.</summary>
    public void Leave(ListReach list) => _last = list;

    /// <summary>What the handlers of one event have in common; null for a list that is asked alone.</summary>
    public static string? EventOf(RuleList list) =>
        list.Node is HandlerSyntax { Trigger: OnSyntax on } ? on.Event.Text + " " + on.Hint?.Text : null;
}

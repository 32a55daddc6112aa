using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the rules of one list: labels, conditions, outcomes, budgets, refusal clauses.</summary>
/// <param name="section">As the plan says it: <c>placement</c>, <c>migration</c>, <c>reclaim ram</c>.</param>
/// <param name="labels">The labels of the section so far.</param>
internal sealed class RuleChecker(
    PolicyContext context, ListKind kind, Sight sight, string where, string section, Dictionary<string, RuleSyntax> labels)
{
    private readonly ExpressionChecker _expressions = context.Expressions(sight, where);
    private readonly BudgetChecker _budgets = new(context);

    /// <summary>The rules among the nodes; other nodes are left to the caller.</summary>
    public List<CheckedRule> Check(IEnumerable<SyntaxNode> nodes)
    {
        var rules = new List<CheckedRule>();
        foreach (var rule in nodes.OfType<RuleSyntax>())
            if (Check(rule) is { } good) rules.Add(good);
        return rules;
    }

    private CheckedRule? Check(RuleSyntax rule)
    {
        Label(rule);
        var condition = rule.Condition is null ? Fold.True : _expressions.Condition(rule.Condition);
        var outcome = Outcome(rule.Outcome);
        var budget = Within(rule);
        var refusal = Refusal(rule.Outcome);
        if (condition is null || outcome is not var (result, tiers, fallback)) return null;
        var target = TargetParameter(rule.Outcome);
        // To no tier at all no page goes: then the rule is not about it.
        if (target is { Range.Min: < 0 }) condition = Fold.And(condition, IsSome(target));
        var plan = new RulePlan(
            section, rule.Label.Text, context.File.Source(rule.Span), context.File.Origin(rule.Span), condition, result,
            tiers.ToEquatableArray(), fallback, budget, refusal);
        if (target is not null) plan = plan with { Choice = TierChoice.ByParameter, TargetParameter = target.Index };
        if (section == "migration" && context.Suspended.Contains(rule.Label.Text)) plan = plan with { CanBeSuspended = true };
        if (rule.Outcome.Extras is { } extras)
            plan = new OutcomeExtrasChecker(context, kind, sight, where).Add(plan, rule.Outcome, extras);
        var good = new CheckedRule(context.Rules.Count, plan, rule);
        context.Rules.Add(good);
        return good;
    }

    private void Label(RuleSyntax rule)
    {
        var label = rule.Label.Text;
        if (label.Length == 0) return;
        if (labels.TryGetValue(label, out var first))
            context.File.ReportWithHelp(DiagnosticRules.DuplicateLabel, rule.Label.Span,
                $"the first one is {context.File.PlaceOf(context.File, first.Label.Span)}", label, $"`{section}`").Relate(context.File, first.Label.Span, "the first one");
        else labels.Add(label, rule);
    }

    /// <summary>The parameter of a rule that goes where it says: alone, since a list has its own order.</summary>
    private ParameterSymbol? TargetParameter(OutcomeSyntax outcome) =>
        outcome is { Targets: { Count: 1 } targets, Extras: null or { Choice: null } }
            && context.Names.Find(targets[0].Text) is ParameterSymbol { Type: ValueType.Tier } parameter
            ? parameter
            : null;

    private static Expr IsSome(ParameterSymbol parameter) => Fold.Compare(
        ComparisonOperator.NotEqual, new ParameterExpr(parameter.Type, parameter.Range, parameter.Index), new ConstantExpr(parameter.Type, -1));

    private (OutcomeKind, List<int>, bool)? Outcome(OutcomeSyntax outcome)
    {
        if (TargetParameter(outcome) is { } parameter)
        {
            context.Names.Use(parameter.Name);
            return (OutcomeKind.Move, [.. parameter.Names.Where(n => n.Value >= 0).Select(n => (int)n.Value)], false);
        }

        var single = outcome.Targets.Count == 1;
        var tiers = new List<int>();
        var fallback = false;
        var good = outcome.Targets.Count > 0;
        for (var i = 0; i < outcome.Targets.Count; i++)
        {
            var target = outcome.Targets[i];
            if (target.Text.Length == 0)
            {
                good = false;
            }
            else if (!Words.IsOutcome(target.Text) && outcome.Targets.Take(i).Any(t => t.Text == target.Text))
            {
                context.File.Report(DiagnosticRules.RepeatedTier, target.Span, target.Text);
            }
            else if (!Words.IsOutcome(target.Text))
            {
                if (context.Resolver.Tiers(target, OutcomeWords(), Elsewhere.Outcome(target.Text)) is { } found) tiers.AddRange(found.Where(t => !tiers.Contains(t)));
                else good = false;
            }
            else if (Special(target) is not { } special)
            {
                good = false;
            }
            else if (special == Fallback)
            {
                fallback = true;
                if (i < outcome.Targets.Count - 1)
                {
                    context.File.Report(DiagnosticRules.FallbackNotLast, target.Span);
                    good = false;
                }
            }
            else if (single)
            {
                return (special, tiers, false);
            }
            else
            {
                context.File.Report(DiagnosticRules.OutcomeNotAlone, target.Span, target.Text);
                good = false;
            }
        }

        return good ? (OutcomeKind.Move, tiers, fallback) : null;
    }

    /// <summary>What may stand beside tiers, for suggestions.</summary>
    private string[] OutcomeWords() => kind switch
    {
        ListKind.Placement => ["fallback"],
        ListKind.Reclaim => ["evict"],
        ListKind.Pin => ["allow", "deny"],
        _ => ["stay"],
    };

    private const OutcomeKind Fallback = OutcomeKind.Move;

    /// <summary>Of the events beside accesses, the one that nothing else of the machine waits for: there a page may be gone.</summary>
    private const string OnHint = "an `on hint` handler";

    /// <summary>What a word of outcomes means here, or null after a diagnostic.</summary>
    private OutcomeKind? Special(NameSyntax word)
    {
        switch (word.Text, kind)
        {
            case ("fallback", ListKind.Placement):
                return Fallback;
            case ("stay", ListKind.Fault) when context.Hierarchy.Tiers.Any(t => t.Access.Any(a => a.Remote)):
            case ("stay", ListKind.Access or ListKind.HintFault or ListKind.Pass or ListKind.Event):
                return OutcomeKind.Stay;
            case ("evict", ListKind.Reclaim or ListKind.Pass):
            case ("evict", ListKind.Event) when where == OnHint:
                return OutcomeKind.Evict;
            case ("allow", ListKind.Pin):
                return OutcomeKind.Allow;
            case ("deny", ListKind.Pin):
                return OutcomeKind.Deny;
            case ("split", ListKind.Access or ListKind.HintFault or ListKind.Pass or ListKind.Event or ListKind.Reclaim):
                return Sized(word, OutcomeKind.Split);
            case ("collapse", ListKind.Access or ListKind.HintFault or ListKind.Pass or ListKind.Event):
                return Sized(word, OutcomeKind.Collapse);
        }

        var help = (word.Text, kind) switch
        {
            ("stay", ListKind.Reclaim) => "to keep pages write `keep when CONDITION;`",
            ("stay", ListKind.Pin) => "to let the page be pinned where it is write `allow`",
            ("allow" or "deny", _) => "only the rules of `pin` have it",
            ("stay", ListKind.WriteFault) => "a write is answered with a tier that is not `map read_only`",
            ("stay", ListKind.Fault) => "a fault is answered with a tier that the agent can address",
            ("split" or "collapse", ListKind.Placement) => "`huge` in a condition tells what is asked for",
            ("split", ListKind.Fault) => "a fault is answered with a tier that the agent can address",
            ("collapse", _) => "only rules of `migration` collapse pages",
            ("evict", ListKind.Placement) => null,
            ("evict", _) => "a page is evicted by the rules of its tier's `reclaim` section, by those of a pass, and on a hint",
            ("fallback", _) => "only placement has it; name the tiers",
            _ => $"name a tier: {Help.List(context.Hierarchy.Tiers.Select(t => t.Name))}",
        };
        context.File.ReportWithHelp(DiagnosticRules.OutcomeMisplaced, word.Span, help, word.Text, where);
        return null;
    }

    private OutcomeKind? Sized(NameSyntax word, OutcomeKind outcome)
    {
        if (context.Hierarchy.HugeBytes > 0) return outcome;
        context.File.ReportWithHelp(DiagnosticRules.NoHugePages, word.Span, Help.DeclareHuge, word.Text, context.Hierarchy.Name);
        return null;
    }

    private int Within(RuleSyntax rule)
    {
        if (rule.Outcome.Within is { } within
            && (kind == ListKind.Placement || rule.Outcome.Targets.Any(t => t.Text is "stay" or "allow" or "deny" or "split" or "collapse" || (t.Text == "evict" && kind == ListKind.Reclaim))))
        {
            var word = new TextSpan(within.Span.Start, Math.Min("within".Length, within.Span.Length));
            context.File.ReportWithHelp(DiagnosticRules.BudgetMisplaced, word, "a budget limits moves between tiers",
                kind == ListKind.Placement ? "placement" : $"`{rule.Label.Text}`, which moves nothing");
            return -1;
        }

        return _budgets.Of(rule.Outcome.Within, rule.Label.Text.Length == 0 ? "unnamed" : rule.Label.Text);
    }

    private OnRefusal Refusal(OutcomeSyntax outcome)
    {
        var word = outcome.OnRefusal == RefusalSyntax.Stop ? "or stop" : "or next";
        var misplaced = outcome.OnRefusal switch
        {
            RefusalSyntax.Next => kind is ListKind.Placement or ListKind.Reclaim or ListKind.Pin,
            RefusalSyntax.Stop => kind != ListKind.Pass,
            _ => false,
        };
        if (misplaced)
        {
            var help = (kind, outcome.OnRefusal) switch
            {
                (ListKind.Placement, _) => "a placement list is all there is: name more tiers",
                (ListKind.Pin, RefusalSyntax.Next) => "a pin is denied where the page cannot move: name more tiers",
                (ListKind.Reclaim, RefusalSyntax.Next) => "here a refused rule always lets the next one try",
                _ => "only a pass over tiers can be stopped",
            };
            var text = context.File.Text.Content;
            var start = text.LastIndexOf("or", Math.Max(0, outcome.Span.End - 1), outcome.Span.Length, StringComparison.Ordinal);
            var span = start < outcome.Span.Start ? outcome.Span : TextSpan.FromBounds(start, outcome.Span.End);
            context.File.ReportWithHelp(DiagnosticRules.RefusalMisplaced, span, help, word, where);
        }

        return outcome.OnRefusal switch
        {
            RefusalSyntax.Next => OnRefusal.Next,
            RefusalSyntax.Stop => OnRefusal.Stop,
            _ => OnRefusal.Stay,
        };
    }
}

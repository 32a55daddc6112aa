using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Generator.Emit;

/// <summary>Ordered rules as branches; the first match wins.</summary>
/// <param name="apply">A call that carries a rule's outcome out and says whether it was accepted.</param>
/// <param name="consequences">The calls that follow a rule's acceptance and its refusal; empty for none.</param>
/// <param name="done">What follows once the event is answered: <c>return;</c> or <c>continue;</c>.</param>
/// <param name="stop">What ends the whole pass.</param>
/// <param name="always">What every refusal means, whatever the rule says; null: what the rule says.</param>
internal sealed class RuleWriter(
    CodeWriter writer, PolicyPlan plan, ExpressionWriter expressions, Func<int, string> apply,
    Func<int, (string Accepted, string Refused)> consequences, string done, string stop, OnRefusal? always = null)
{
    /// <summary>Each rule that matches is told of before it is followed.</summary>
    public bool Explains { get; init; }

    /// <returns>False: a rule without a condition ended the list, what follows would never run.</returns>
    public bool Write(IEnumerable<int> rules)
    {
        var all = rules.ToArray();
        foreach (var number in all)
        {
            var rule = plan.Rules[number];
            writer.Comment(rule.Source);
            if (rule.Condition is ConstantExpr { Value: not 0 }) WriteSaw(number);
            if (always == OnRefusal.Next && rule is { Condition: ConstantExpr { Value: not 0 }, Outcome: OutcomeKind.Evict, HasConsequences: false } && number == all[all.Length - 1])
            {
                // What follows in reclaim is to evict: it would be refused like this one.
                writer.Mapped(rule.Origin, apply(number) + ";");
                return false;
            }

            if (rule.Condition is ConstantExpr { Value: not 0 })
            {
                Outcome(number, rule, rule.Origin);
                if (Refusal(rule) != OnRefusal.Next) return false;
                continue;
            }

            writer.Mapped(rule.Origin, $"if ({expressions.Write(rule.Condition)})");
            using (writer.Braces())
            {
                WriteSaw(number);
                Outcome(number, rule, null);
            }

            if (Explains) PolicyWriter.WritePassed(writer, plan, number, expressions);
            writer.Line();
        }

        return true;
    }

    private void WriteSaw(int number)
    {
        if (Explains) writer.Line(PolicyWriter.Saw(plan, number, expressions));
    }

    /// <summary>To stay is never refused.</summary>
    private OnRefusal Refusal(RulePlan rule) => rule.Outcome == OutcomeKind.Stay ? OnRefusal.Stay : always ?? rule.OnRefusal;

    /// <summary>Carries a rule out that is known to match.</summary>
    public void Outcome(int number, RulePlan rule, SourceRange? origin)
    {
        if (rule.Outcome == OutcomeKind.Stay)
        {
            writer.Line($"machine.Stay({number});");
            writer.Line(done);
            return;
        }

        var call = apply(number);
        if (rule.HasConsequences)
        {
            var (accepted, refused) = consequences(number);
            writer.Line($"var page{number} = frames[frame].Page;");
            Line($"if ({call})");
            using (writer.Braces())
            {
                if (accepted.Length > 0) writer.Line(accepted);
                writer.Line(done);
            }

            writer.Line();
            if (refused.Length > 0) writer.Line(refused);
            if (Refusal(rule) == OnRefusal.Stay) writer.Line(done);
            if (Refusal(rule) == OnRefusal.Stop) writer.Line(stop);
            return;
        }

        switch (Refusal(rule))
        {
            case OnRefusal.Next:
                Line($"if ({call}) {done}");
                break;
            case OnRefusal.Stop:
                Line($"if ({call}) {done}");
                writer.Line(stop);
                break;
            default:
                Line(call + ";");
                writer.Line(done);
                break;
        }

        void Line(string text)
        {
            if (origin is { } range) writer.Mapped(range, text);
            else writer.Line(text);
        }
    }
}

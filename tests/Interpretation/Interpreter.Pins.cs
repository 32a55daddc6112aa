using CdmPolicy.Dsl.Plan;
using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Interpretation;

internal sealed partial class Interpreter
{
    /// <param name="hint">Among the policy's hints.</param>
    public void On(EventKind kind, int frame, int agent, bool isLong = false, int hint = 0) =>
        Handle(_plan.Events.Where(e => e.Kind == kind).Skip(hint).Take(1).SelectMany(e => e.Handlers), frame, agent, false, isLong);

    public PinVerdict DecidePin(int frame, int agent, bool isLong)
    {
        var names = new PolicyNames(this, frame, agent, false, default) { IsLong = isLong };
        foreach (var number in _plan.Pin)
        {
            var rule = _plan.Rules[number];
            if (!Evaluator.IsTrue(rule.Condition, names)) continue;
            return rule.Outcome switch
            {
                OutcomeKind.Allow => _machine.Decide(number, PinVerdict.Allow),
                OutcomeKind.Deny => _machine.Decide(number, PinVerdict.Deny),
                _ when rule.Budget < 0 => _machine.MoveToPin(number, frame, Targets(number, agent, frame: 0)),
                _ => _machine.MoveToPin(number, frame, Targets(number, agent, frame: 0), ref _budgets[rule.Budget]),
            };
        }

        return PinVerdict.Open;
    }
}

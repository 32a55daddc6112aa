using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    /// <summary>The rules of <c>pin</c>: what they say, where the page may have to move first.</summary>
    private void WritePins()
    {
        if (_plan.Pin.Count == 0) return;
        var expressions = new ExpressionWriter(new PolicyScope(_plan, _names, _limits));
        _writer.Line();
        _writer.Line("public static bool DecidesPins => true;");
        _writer.Line();
        using (_writer.Block($"public {Runtime.PinVerdict} DecidePin({_names.Machine} machine, int frame, int agent, bool isLong)"))
        {
            _writer.Line("var frames = machine.Frames;");
            foreach (var number in _plan.Pin)
            {
                var rule = _plan.Rules[number];
                _writer.Comment(rule.Source);
                if (IsAlways(rule))
                {
                    WriteSaw(number, expressions);
                    _writer.Mapped(rule.Origin, $"return {Decision(number, rule)};");
                    return;
                }

                _writer.Mapped(rule.Origin, $"if ({expressions.Write(rule.Condition)})");
                using (_writer.Braces())
                {
                    WriteSaw(number, expressions);
                    _writer.Line($"return {Decision(number, rule)};");
                }

                WritePassed(number, expressions);
                _writer.Line();
            }

            _writer.Line($"return {Runtime.PinVerdict}.Open;");
        }
    }

    private string Decision(int number, RulePlan rule) => rule.Outcome == OutcomeKind.Move
        ? Apply("MoveToPin", number, "agent")
        : $"machine.Decide({number}, {Runtime.PinVerdict}.{rule.Outcome})";
}

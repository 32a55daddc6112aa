using CdmPolicy.Dsl.Analysis;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>A policy that tells which rule it follows, for somebody who wants to know why.</summary>
internal sealed partial class PolicyWriter
{
    /// <summary>Of a condition, that a call can tell of: a bit each.</summary>
    private const int MostParts = 62;

    private void WriteExplains()
    {
        if (!_explains) return;
        _writer.Line();
        _writer.Line("public static bool Explains => true;");
    }

    private void WriteSaw(int number, ExpressionWriter expressions, string method = "Saw", string subject = "frame")
    {
        if (_explains) _writer.Line(Saw(_plan, number, expressions, method, subject));
    }

    /// <summary>The call that says that a rule matches, with the values of the names in its condition.</summary>
    public static string Saw(PolicyPlan plan, int number, ExpressionWriter expressions, string method = "Saw", string subject = "frame")
    {
        var values = ConditionLeaves.Of(plan, plan.Rules[number].Condition).Select(leaf => Long(leaf.Value, expressions.Write(leaf.Value)));
        return $"machine.{method}({string.Join(", ", new[] { CSharpText.Number(number), subject }.Concat(values))});";
    }

    private void WritePassed(int number, ExpressionWriter expressions, string request = "", string subject = "frame")
    {
        if (_explains) WritePassed(_writer, _plan, number, expressions, request, subject);
    }

    /// <summary>Behind a rule's branch: where somebody asks for it, it is told which parts of the condition are false, and what it saw.</summary>
    public static void WritePassed(
        CodeWriter writer, PolicyPlan plan, int number, ExpressionWriter expressions, string request = "", string subject = "frame", string beside = "")
    {
        var wrong = ConditionLeaves.Parts(plan.Rules[number].Condition).Take(MostParts).Select((part, i) => $"(({expressions.Write(part)}) ? 0L : {1L << i}L)");
        var values = ConditionLeaves.Of(plan, plan.Rules[number].Condition).Select(leaf => Long(leaf.Value, expressions.Write(leaf.Value)));
        var arguments = string.Join(", ", new[] { CSharpText.Number(number), subject, string.Join(" | ", wrong) }.Concat(values));
        writer.Line("else");
        using (writer.Indent()) writer.Line($"if ({beside}machine.AsksWhy{request}({subject})) machine.Passed{request}({arguments});");
    }

    /// <summary>The search for a page to change places with, which tells what it found.</summary>
    private void WriteTellingPartner(int number)
    {
        var expressions = new ExpressionWriter(Scope());
        var values = _plan.Rules[number].ExchangeWhen is { } condition
            ? ConditionLeaves.Of(_plan, condition).Select(leaf => Long(leaf.Value, expressions.Write(leaf.Value))) : [];
        using (_writer.Block($"case {number}:"))
        {
            _writer.Line("var frames = machine.Frames;");
            _writer.Line($"var victim = {_partnerNames[number].Select}(machine, tier, frame);");
            _writer.Line($"if (victim != 0) machine.SawPartner({string.Join(", ", new[] { CSharpText.Number(number), "frame", "victim" }.Concat(values))});");
            _writer.Line("return victim;");
        }
    }

    private static string Long(Expr leaf, string text) => leaf.Type == ValueType.Bool ? $"{text} ? 1L : 0L" : $"(long)({text})";
}

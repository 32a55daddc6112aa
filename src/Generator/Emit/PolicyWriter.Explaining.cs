using CdmPolicy.Dsl.Analysis;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>A policy that tells which rule it follows, for somebody who wants to know why.</summary>
internal sealed partial class PolicyWriter
{
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

    private static string Long(Expr leaf, string text) => leaf.Type == ValueType.Bool ? $"{text} ? 1L : 0L" : $"(long)({text})";
}

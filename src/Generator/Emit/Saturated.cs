using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>A value as a field can hold it: cut at the field's maximum where the value can be above it.</summary>
internal static class Saturated
{
    /// <summary>The statement counts a field up by one, to its maximum.</summary>
    public static bool Steps(AssignStmt assign, FieldPlan field) =>
        field.Range.Max < int.MaxValue
        && assign.Value is AddExpr { Left: FieldExpr left, Right: ConstantExpr { Value: 1 } } && left.Field == assign.Field;

    public static string Write(ExpressionWriter expressions, Expr value, FieldPlan field)
    {
        var counts = field.Type is not (ValueType.Bool or ValueType.Agent or ValueType.Tier);
        if (counts && value.Range.Min >= field.Range.Max) return CSharpText.Number(field.Range.Max);
        var text = expressions.Write(value);
        if (!counts || value.Range.Max <= field.Range.Max) return text;
        return $"{Runtime.Math}.Min({text}, {CSharpText.Number(field.Range.Max)})";
    }
}

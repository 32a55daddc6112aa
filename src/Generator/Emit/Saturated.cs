using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>A value as a field can hold it: cut at the field's maximum where the value can be above it.</summary>
internal static class Saturated
{
    /// <summary>Where the statement counts a field by one: the bound at which it does nothing, and what it adds before; else null.</summary>
    public static (string Unless, string Step)? Steps(AssignStmt assign, FieldPlan field) => assign.Value switch
    {
        AddExpr { Left: FieldExpr left, Right: ConstantExpr { Value: 1 } } when left.Field == assign.Field && field.Range.Max < int.MaxValue =>
            ($"< {CSharpText.Number(field.Range.Max)}", "+ 1"),
        SubtractExpr { Left: FieldExpr left, Right: ConstantExpr { Value: 1 } } when left.Field == assign.Field && field.Range.Min == 0 =>
            ("> 0", "- 1"),
        _ => null,
    };

    public static string Write(ExpressionWriter expressions, Expr value, FieldPlan field)
    {
        var counts = field.Type is not (ValueType.Bool or ValueType.Agent or ValueType.Tier);
        if (counts && value.Range.Min >= field.Range.Max) return CSharpText.Number(field.Range.Max);
        var text = expressions.Write(value);
        if (!counts || value.Range.Max <= field.Range.Max) return text;
        return $"{Runtime.Math}.Min({text}, {CSharpText.Number(field.Range.Max)})";
    }
}

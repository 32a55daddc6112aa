using System.Globalization;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    private void WriteParameters()
    {
        _writer.Line("/// <summary>With every parameter at its default.</summary>");
        using (_writer.Block($"public {_names.Type}()"))
            for (var i = 0; i < _plan.Parameters.Count; i++)
                _writer.Line($"{_names.Parameters[i]} = {Value(_plan.Parameters[i], _plan.Parameters[i].Default)};");
        for (var i = 0; i < _plan.Parameters.Count; i++) WriteProperty(i);
        WriteAccessByNumber();
    }

    private void WriteProperty(int index)
    {
        var parameter = _plan.Parameters[index];
        var type = ParameterType(parameter);
        _writer.Line();
        _writer.Lines(CSharpText.Summary(parameter.Doc));
        _writer.Line($"/// <remarks>{Describe(parameter)}</remarks>");
        if (parameter.Type != ValueType.Bool)
            _writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The value is outside the declared range.</exception>");
        using (_writer.Block($"public {type} {_names.Properties[index]}"))
        {
            _writer.Line($"readonly get => {_names.Parameters[index]};");
            using (_writer.Block("set"))
            {
                if (parameter.Type != ValueType.Bool)
                    _writer.Line($"if ({OutOfRange(parameter)}) throw new global::System.ArgumentOutOfRangeException(nameof({_names.Properties[index]}), value, {CSharpText.Literal(Limits(parameter))});");
                _writer.Line($"{_names.Parameters[index]} = value;");
            }
        }
    }

    private string OutOfRange(ParameterPlan parameter) => parameter.Names.Count > 0
        ? $"value is not ({string.Join(" or ", parameter.Names.Select(n => Value(parameter, n.Value)))})"
        : $"value < {CSharpText.Number(parameter.Range.Min)} || value > {CSharpText.Number(parameter.Range.Max)}";

    /// <summary>What the parameter can be, for whoever set it to something else.</summary>
    private static string Limits(ParameterPlan parameter)
    {
        if (parameter.Names.Count > 0) return $"`{parameter.Name}` is {string.Join(", ", parameter.Names.Select(n => $"{Plain(n.Value)} ({n.Name})"))}";
        var unit = Unit(parameter.Type);
        return $"`{parameter.Name}` goes from {Plain(parameter.Range.Min)} to {Plain(parameter.Range.Max)}"
            + (unit == parameter.Type.ToString() && parameter.Type != ValueType.Bytes ? "" : " " + unit.ToLowerInvariant());
    }

    private static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);

    private void WriteAccessByNumber()
    {
        const string Unknown = "throw new global::System.ArgumentOutOfRangeException(nameof(parameter))";
        _writer.Line();
        _writer.Line("public readonly long GetParameter(int parameter) => parameter switch");
        using (_writer.Braces("};"))
        {
            for (var i = 0; i < _plan.Parameters.Count; i++)
                _writer.Line(_plan.Parameters[i].Type switch
                {
                    ValueType.Bool => $"{i} => {_names.Parameters[i]} ? 1 : 0,",
                    ValueType.Kind => $"{i} => (long){_names.Parameters[i]},",
                    _ => $"{i} => {_names.Parameters[i]},",
                });
            _writer.Line($"_ => {Unknown},");
        }

        _writer.Line();
        using (_writer.Block("public void SetParameter(int parameter, long value)"))
        using (_writer.Block("switch (parameter)"))
        {
            for (var i = 0; i < _plan.Parameters.Count; i++)
                _writer.Line(_plan.Parameters[i].Type switch
                {
                    ValueType.Bool => $"case {i}: {_names.Properties[i]} = value != 0; break;",
                    _ when _plan.Parameters[i].Names.Count > 0 => $"case {i}: {_names.Properties[i]} = ({ParameterType(_plan.Parameters[i])})value; break;",
                    _ => $"case {i}: {_names.Properties[i]} = value; break;",
                });
            _writer.Line($"default: {Unknown};");
        }
    }

    private string Describe(ParameterPlan parameter)
    {
        var unit = Unit(parameter.Type);
        if (parameter.Names.Count > 0)
            return $"{unit}: {string.Join(", ", parameter.Names.Select(n => $"{CSharpText.Number(n.Value)} is {n.Name}{(n.Value == parameter.Default ? " (default)" : "")}"))}.";
        return parameter.Type == ValueType.Bool
            ? $"{unit}, {Value(parameter, parameter.Default)} by default."
            : $"{unit}, {CSharpText.Number(parameter.Default)} by default, from {CSharpText.Number(parameter.Range.Min)} to {CSharpText.Number(parameter.Range.Max)}.";
    }

    private static string Unit(ValueType type) => type switch
    {
        ValueType.Time => "Nanoseconds",
        ValueType.Rate => "Bytes per second",
        ValueType.Pace => "Events per second",
        ValueType.Ratio => "Parts per 10^9",
        _ => type.ToString(),
    };

    private string Value(ParameterPlan parameter, long value) => parameter.Names.Count > 0
        ? new ExpressionWriter(Scope()).Write(new ConstantExpr(parameter.Type, value))
        : parameter.Type == ValueType.Bool ? CSharpText.Bool(value != 0) : CSharpText.Number(value);

    private static string ParameterType(ParameterPlan parameter) => parameter.Type switch
    {
        ValueType.Bool => "bool",
        ValueType.Kind => Runtime.PageKind,
        _ => parameter.Names.Count > 0 ? "int" : "long",
    };
}

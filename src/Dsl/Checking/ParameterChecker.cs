using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the <c>param</c>s of a policy: a type, a set of values, and a default among them.</summary>
/// <param name="names">Those of the policy, to which the parameters are added.</param>
internal sealed class ParameterChecker(FileContext file, SymbolTable names, CheckedHierarchy hierarchy)
{
    private readonly ExpressionChecker _numbers =
        new(new Scope(file, new SymbolTable(), Sight.Constant, "a parameter"));

    public List<ParameterPlan> Parameters { get; } = [];

    public void Add(ParamSyntax param)
    {
        if (param.Name.Text.Length == 0) return;
        var type = param.Type.Text.Length == 0 ? null : TypeChecker.Find(file, param.Type, _ => true, "a parameter", "");
        var plan = type switch
        {
            null => null,
            { } numeric when TypeNames.IsNumeric(numeric) || numeric == ValueType.Bool => Number(param, numeric),
            { } named => new NamedParameters(file, hierarchy).Check(param, named),
        };
        if (plan is null)
        {
            names.Declare(new BrokenSymbol(param.Name, file, "a parameter"));
            return;
        }

        var symbol = new ParameterSymbol(param.Name, file, Parameters.Count, plan.Type, plan.Range) { Names = plan.Names };
        if (names.Declare(symbol)) Parameters.Add(plan);
    }

    private ParameterPlan? Number(ParamSyntax param, ValueType type)
    {
        var (initial, range) = (_numbers.Constant(param.Default, type), Range(param, type));
        if (initial is not { } value) return null;
        if (value >= range.Min && value <= range.Max)
            return new ParameterPlan(param.Name.Text, param.Doc, type, value, range, file.Source(param.Span));
        // What holds at the defaults cannot be said of it any more.
        file.ReportWithHelp(DiagnosticRules.OutOfRange, param.Default.Span,
            "write a default between these ends, or widen the range", file.Source(param.Default.Span),
            file.Source(param.Set!.Span)).Relate(file, param.Set.Span, "its range");
        return null;
    }

    private ValueRange Range(ParamSyntax param, ValueType type)
    {
        var full = TypeChecker.FullRange(type);
        if (param.Set is NameSetSyntax { Names.Count: > 0 } list)
            file.ReportWithHelp(DiagnosticRules.NotASet, list.Span, $"write a range: `in {TypeNames.Example(type)}..…`",
                param.Name.Text, TypeNames.WithArticle(type), "names");
        if (param.Set is not RangeSetSyntax range) return full;
        var (low, high) = (_numbers.Constant(range.Low, type), _numbers.Constant(range.High, type));
        if (low is null || high is null) return full;
        if (low <= high) return new ValueRange(low.Value, high.Value);
        file.ReportWithHelp(DiagnosticRules.RangeUpsideDown, range.Span,
            Help.Turned(file, range), file.Source(range.Span));
        return full;
    }
}

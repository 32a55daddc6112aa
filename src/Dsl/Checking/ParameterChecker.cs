using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the <c>param</c>s of a policy: a type, a range the right way up, and a default inside it.</summary>
internal sealed class ParameterChecker(FileContext file, SymbolTable names)
{
    private readonly ExpressionChecker _constants =
        new(new Scope(file, new SymbolTable(), Sight.Constant, "a parameter"));

    public List<ParameterPlan> Parameters { get; } = [];

    public void Add(ParamSyntax param)
    {
        if (param.Name.Text.Length == 0) return;
        var type = param.Type.Text.Length == 0
            ? null
            : TypeChecker.Find(file, param.Type, t => TypeNames.IsNumeric(t) || t == ValueType.Bool);
        if (type is not { } kept || _constants.Constant(param.Default, kept) is not { } value)
        {
            names.Declare(new BrokenSymbol(param.Name, file, "a parameter"));
            return;
        }

        var range = Range(param, kept);
        if (value < range.Min || value > range.Max)
        {
            file.ReportWithHelp(DiagnosticRules.OutOfRange, param.Default.Span,
                $"the range is declared {file.PlaceOf(file, param.Range!.Span)}", file.Source(param.Default.Span),
                file.Source(param.Range.Span));
            // What holds at the defaults cannot be said of it any more.
            names.Declare(new BrokenSymbol(param.Name, file, "a parameter"));
            return;
        }

        if (!names.Declare(new ParameterSymbol(param.Name, file, Parameters.Count, kept, range))) return;
        Parameters.Add(new ParameterPlan(param.Name.Text, param.Doc, kept, Math.Min(Math.Max(value, range.Min), range.Max), range,
            file.Source(param.Span)));
    }

    private ValueRange Range(ParamSyntax param, ValueType type)
    {
        var full = TypeChecker.FullRange(type);
        if (param.Range is not { } range) return full;
        var (low, high) = (_constants.Constant(range.Low, type), _constants.Constant(range.High, type));
        if (low is null || high is null) return full;
        if (low <= high) return new ValueRange(low.Value, high.Value);
        file.ReportWithHelp(DiagnosticRules.RangeUpsideDown, range.Span,
            $"write `{file.Source(range.High.Span)}..{file.Source(range.Low.Span)}`", file.Source(range.Span));
        return full;
    }
}

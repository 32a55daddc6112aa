using System.Globalization;
using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks <c>histogram(heat, 16)</c>.</summary>
internal static class HistogramChecker
{
    public const int LeastBins = 2, MostBins = 64;

    /// <summary>The bins; the field may be declared later.</summary>
    public static CellPlan? Begin(FileContext file, ExpressionChecker constants, CellSyntax cell, CellPlan plan)
    {
        if (cell.Arguments.Count != 2)
        {
            file.ReportWithHelp(DiagnosticRules.WrongArgumentCount, cell.Type.Span, "write `histogram(heat, 16)`", cell.Type.Text,
                "2 arguments", cell.Arguments.Count.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        if (constants.Constant(cell.Arguments[1], ValueType.Count) is not { } bins) return null;
        if (bins is >= LeastBins and <= MostBins) return plan with { Bins = (int)bins };
        file.ReportWithHelp(DiagnosticRules.OutOfRange, cell.Arguments[1].Span, "there is one bin for each length in bits",
            file.Source(cell.Arguments[1].Span), $"{LeastBins}..{MostBins}");
        return null;
    }

    /// <summary>The field, which must be a count; one that halves shifts the bins, so each length must have its own.</summary>
    public static CellPlan Finish(FileContext file, SymbolTable names, FieldChecker fields, CellSyntax cell, CellPlan plan)
    {
        var argument = cell.Arguments[0];
        if (argument is not WordSyntax word)
        {
            if (argument is not ErrorExpressionSyntax)
                file.ReportWithHelp(DiagnosticRules.UnknownField, argument.Span, "a histogram is of one page field", file.Source(argument.Span));
            return plan;
        }

        if (new NameResolver(file, names).Field(new NameSyntax(word.Span, word.Text)) is not { } symbol) return plan;
        var field = fields.Fields[symbol.Index];
        var help = field.Type != ValueType.Count ? "its bins are lengths in bits, which only `u1` to `u32` have"
            : field.Decay >= 0 && !fields.Decays[field.Decay].Halves ? "the bins can only follow a field that halves"
            : null;
        if (help is not null)
        {
            file.ReportWithHelp(DiagnosticRules.NoHistogram, word.Span, help, word.Text);
            return plan;
        }

        var needed = field.Location.Bits + 1;
        if (field.Decay >= 0 && plan.Bins < needed)
            file.ReportWithHelp(DiagnosticRules.TooFewBins, cell.Arguments[1].Span, "halving moves every page one bin down",
                word.Text, needed.ToString(CultureInfo.InvariantCulture), plan.Bins.ToString(CultureInfo.InvariantCulture));
        return plan with { Field = symbol.Index };
    }
}

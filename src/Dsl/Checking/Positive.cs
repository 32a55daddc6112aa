using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Values that must be more than zero.</summary>
internal static class Positive
{
    /// <param name="what">As the message begins: "a period".</param>
    public static long? Constant(
        ExpressionChecker checker, FileContext file, ExpressionSyntax syntax, ValueType type, string what)
    {
        if (checker.Constant(syntax, type) is not { } value) return null;
        if (value > 0) return value;
        file.Report(DiagnosticRules.MustBePositive, syntax.Span, what);
        return null;
    }
}

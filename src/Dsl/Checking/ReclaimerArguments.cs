using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>The value of a reclaimer's parameter.</summary>
/// <param name="IsDefault">It is the one that the declaration gives.</param>
internal readonly record struct ReclaimerArgument(ParameterSyntax Syntax, ValueType Type, long Value, bool IsDefault);

/// <summary>Matches the arguments of an <c>order</c> with the parameters of a reclaimer.</summary>
internal static class ReclaimerArguments
{
    /// <summary>The defaults; where one is missing, 1 stands in, and the list is not complete.</summary>
    public static (IReadOnlyList<ReclaimerArgument> Values, bool IsComplete) Defaults(
        FileContext file, ReclaimerSyntax reclaimer)
    {
        var values = new List<ReclaimerArgument>();
        var complete = true;
        foreach (var parameter in reclaimer.Parameters)
        {
            if (Type(file, parameter) is not { } type) continue;
            var value = Default(file, parameter, type);
            complete &= value is not null;
            values.Add(new ReclaimerArgument(parameter, type, value ?? (type == ValueType.Ratio ? Fold.Billion / 2 : 1), true));
        }

        return (values, complete);
    }

    /// <param name="declared">The reclaimer's file, apart: what is wrong there is reported once, elsewhere.</param>
    public static IReadOnlyList<ReclaimerArgument>? Of(
        OrderSyntax order, FileContext user, FileContext declared, ReclaimerSyntax reclaimer, SymbolTable? names)
    {
        var given = Given(order, user, reclaimer);
        var constants = new ExpressionChecker(new Scope(user, names ?? new(), Sight.Constant, "the arguments of an order"));
        var values = new List<ReclaimerArgument>();
        var good = given is not null;
        foreach (var parameter in reclaimer.Parameters)
        {
            if (Type(declared, parameter) is not { } type)
            {
                good = false;
                continue;
            }

            var standard = Default(declared, parameter, type);
            var isGiven = given?.ContainsKey(parameter.Name.Text) == true;
            var value = isGiven ? constants.Constant(given![parameter.Name.Text].Value, type) : standard;
            if (isGiven && value is { } argument && !IsInRange(argument, declared, parameter, type))
            {
                user.ReportWithHelp(DiagnosticRules.OutOfRange, given![parameter.Name.Text].Value.Span,
                    $"`{order.Reclaimer.Text}` says what `{parameter.Name.Text}` can be", user.Source(given[parameter.Name.Text].Value.Span),
                    declared.Source(parameter.Range!.Span));
                value = null;
            }

            if (value is { } v) values.Add(new ReclaimerArgument(parameter, type, v, v == standard));
            else good = false;
            if (value is null && !isGiven && parameter.Default is null && given is not null)
                user.ReportWithHelp(DiagnosticRules.MissingArgument, order.Reclaimer.Span,
                    $"write `{order.Reclaimer.Text}({parameter.Name.Text}: {TypeNames.Example(type)})`",
                    order.Reclaimer.Text, parameter.Name.Text);
        }

        return good ? values : null;
    }

    private static Dictionary<string, ArgumentSyntax>? Given(OrderSyntax order, FileContext user, ReclaimerSyntax reclaimer)
    {
        var given = new Dictionary<string, ArgumentSyntax>(StringComparer.Ordinal);
        var good = true;
        foreach (var argument in order.Arguments)
        {
            if (argument.Name is not { } name)
            {
                if (argument.Value is not ErrorExpressionSyntax)
                    user.ReportWithHelp(DiagnosticRules.UnnamedArgument, argument.Value.Span,
                        reclaimer.Parameters.Count > 0
                            ? $"write `{reclaimer.Parameters[0].Name.Text}: {user.Source(argument.Value.Span)}`"
                            : $"`{order.Reclaimer.Text}` takes no arguments",
                        user.Source(argument.Value.Span));
                good = false;
            }
            else if (reclaimer.Parameters.All(p => p.Name.Text != name.Text))
            {
                if (name.Text.Length > 0)
                    user.ReportWithHelp(DiagnosticRules.UnknownArgument, name.Span,
                        Help.DidYouMeanOneOf(name.Text, reclaimer.Parameters.Select(p => p.Name.Text), "its parameters"),
                        order.Reclaimer.Text, name.Text);
                good = false;
            }
            else if (given.ContainsKey(name.Text))
            {
                user.Report(DiagnosticRules.DuplicateArgument, name.Span, name.Text);
                good = false;
            }
            else
            {
                given.Add(name.Text, argument);
            }
        }

        return good ? given : null;
    }

    private static ValueType? Type(FileContext file, ParameterSyntax parameter) =>
        parameter.Type.Text.Length == 0
            ? null
            : TypeChecker.Find(file, parameter.Type, t => TypeNames.IsNumeric(t) || t is ValueType.Bool or ValueType.Kind,
                "a parameter of a reclaimer", TypeChecker.KnowsNoNames);

    private static long? Default(FileContext file, ParameterSyntax parameter, ValueType type)
    {
        if (IsUpsideDown(file, parameter, type) || parameter.Default is null) return null;
        if (Constants(file).Constant(parameter.Default, type) is not { } value) return null;
        if (IsInRange(value, file, parameter, type)) return value;
        file.ReportWithHelp(DiagnosticRules.OutOfRange, parameter.Default.Span, "the default is what the algorithm does without arguments",
            file.Source(parameter.Default.Span), file.Source(parameter.Range!.Span));
        return null;
    }

    private static bool IsUpsideDown(FileContext file, ParameterSyntax parameter, ValueType type)
    {
        // What is wrong with an end is said once, where the default is compared with it.
        if (parameter.Range is not { } range || Constants(file.Apart()).Constant(range.Low, type) is not { } low
            || Constants(file.Apart()).Constant(range.High, type) is not { } high || low <= high) return false;
        file.ReportWithHelp(DiagnosticRules.RangeUpsideDown, range.Span, Help.Turned(file, range), file.Source(range.Span));
        return true;
    }

    private static bool IsInRange(long value, FileContext file, ParameterSyntax parameter, ValueType type) =>
        parameter.Range is not { } range
        || ((Constants(file).Constant(range.Low, type) ?? value) <= value && value <= (Constants(file).Constant(range.High, type) ?? value));

    private static ExpressionChecker Constants(FileContext file) => new(new Scope(file, new SymbolTable(), Sight.Constant, "a default value"));
}

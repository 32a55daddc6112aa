using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Looks up the names of types.</summary>
internal static class TypeChecker
{
    public const string KnowsNoNames = "a reclaimer runs in any hierarchy, and knows none of its names";

    /// <param name="what">What has the type, as a message says it: "a parameter of a reclaimer".</param>
    /// <param name="why">Why it has no other.</param>
    public static ValueType? Find(FileContext file, NameSyntax name, Func<ValueType, bool> allowed, string what, string why)
    {
        // That it is missing was reported.
        if (name.Text.Length == 0) return null;
        if (TypeNames.Find(name.Text) is { } type)
        {
            if (allowed(type)) return type;
            file.ReportWithHelp(DiagnosticRules.TypeNotAllowed, name.Span, why, what, TypeNames.WithArticle(type));
            return null;
        }

        var names = TypeNames.All.Where(n => allowed(TypeNames.Find(n)!.Value));
        file.ReportWithHelp(DiagnosticRules.UnknownType, name.Span,
            Elsewhere.Type(name.Text) ?? Help.DidYouMeanOneOf(name.Text, names, "the types"), name.Text);
        return null;
    }

    /// <summary>All values of a type.</summary>
    public static ValueRange FullRange(ValueType type) => type == ValueType.Bool ? ValueRange.Bool : ValueRange.Full;
}

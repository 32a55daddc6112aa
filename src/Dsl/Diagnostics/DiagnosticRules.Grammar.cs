namespace CdmPolicy.Dsl.Diagnostics;

/// <summary>01xx: the grammar.</summary>
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule Expected = Error(
        "CDMP0101", "Something else was expected here", "expected {0}, found {1}");

    public static readonly DiagnosticRule UnknownHead = Error(
        "CDMP0102", "A word that begins nothing here", "`{0}` does not begin {1}");

    public static readonly DiagnosticRule NotClosed = Error(
        "CDMP0103", "A block that is not closed", "expected `}}` for the `{{` in line {0}, found {1}");

    public static readonly DiagnosticRule NestedTooDeep = Error(
        "CDMP0104", "Nested too deep", "this is nested more than {0} levels deep");

    public static readonly DiagnosticRule TooManyOperators = Error(
        "CDMP0105", "An expression that is too long", "the expression has more than {0} operators");

    public static readonly DiagnosticRule ComparisonsChained = Error(
        "CDMP0106", "Comparisons in a chain", "`{0}` cannot follow another comparison");

    public static readonly DiagnosticRule StrayBrace = Error(
        "CDMP0107", "A brace that closes nothing", "this `}}` closes nothing");

    public static readonly DiagnosticRule AssignmentInExpression = Error(
        "CDMP0108", "An assignment where a comparison belongs", "`=` does not compare");

    public static readonly DiagnosticRule MisplacedNamespace = Error(
        "CDMP0109", "A namespace that is not at the top", "a file has one `namespace`, before all else");

    public static readonly DiagnosticRule UnitApart = Error(
        "CDMP0110", "A number apart from its unit", "`{0}` and its unit `{1}` are one word");
}

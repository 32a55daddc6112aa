namespace CdmPolicy.Dsl.Diagnostics;

/// <summary>07xx: workloads and tests.</summary>
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule UnknownRegion = Error("CDMP0701", "Unknown region",
        "there is no region `{0}`");

    public static readonly DiagnosticRule NoAccesses = Error("CDMP0702", "Workload without accesses",
        "the workload `{0}` accesses nothing");

    public static readonly DiagnosticRule TooManyAccesses = Error("CDMP0703", "Too many accesses",
        "the workload `{0}` makes {1} accesses, more than the {2} that a trace can hold");

    public static readonly DiagnosticRule RegionsTooLarge = Error("CDMP0704", "Regions too large",
        "the regions of `{0}` have {1} pages, more than the {2} that can be numbered");

    public static readonly DiagnosticRule NotTheDriver = Error("CDMP0705", "Not the driver of the tier",
        "`{0}` is not the driver of `{1}`");

    public static readonly DiagnosticRule ShapeMisplaced = Error("CDMP0706", "Number behind a pattern that has none",
        "`{0}` takes no number");

    public static readonly DiagnosticRule MissingShape = Error("CDMP0707", "Zipf without an exponent",
        "`zipf` needs an exponent");

    public static readonly DiagnosticRule KindNotTaken = Error("CDMP0708", "Tier that takes no pages of this kind",
        "`{0}` takes no page of kind `{1}`");

    public static readonly DiagnosticRule UnknownPolicy = Error("CDMP0709", "Unknown policy",
        "there is no policy `{0}`");

    public static readonly DiagnosticRule UnknownWorkload = Error("CDMP0710", "Unknown workload",
        "there is no workload `{0}`");

    public static readonly DiagnosticRule UnknownPage = Error("CDMP0711", "Unknown page",
        "there is no page `{0}`");

    public static readonly DiagnosticRule UnknownRule = Error("CDMP0712", "Unknown rule",
        "there is no rule `{0}`");

    public static readonly DiagnosticRule SeveralRules = Error("CDMP0713", "Label of several rules",
        "there are {1} rules `{0}`");

    public static readonly DiagnosticRule SecondPage = Error("CDMP0714", "Second page in an expectation",
        "`{0}` is a second page in one expectation");

    public static readonly DiagnosticRule NoPageMoved = Error("CDMP0715", "Rule without a page",
        "`by` needs a page that the rule moved");

    public static readonly DiagnosticRule NothingExpected = Error("CDMP0716", "Test without an expectation",
        "the test {0} expects nothing");

    public static readonly DiagnosticRule OtherHierarchy = Error("CDMP0717", "Workload for another hierarchy",
        "the workload `{0}` is for `{1}`, and the policy `{2}` for `{3}`");
}

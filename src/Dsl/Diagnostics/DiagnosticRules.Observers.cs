namespace CdmPolicy.Dsl.Diagnostics;

public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule NoPageStats = Error("CDMP0542", "Device that counts no accesses",
        "`{0}` counts no accesses to pages");

    public static readonly DiagnosticRule PageStatOfCpu = Error("CDMP0543", "Page statistic of a CPU",
        "`{0}` is no device, and counts no accesses to pages");

    public static readonly DiagnosticRule RegionBounds = Error("CDMP0545", "Bounds of the number of regions",
        "there cannot be `{0}` regions");

    public static readonly DiagnosticRule RegionPeriods = Error("CDMP0546", "Periods that do not fit together",
        "`{0}` is no whole number of samples, one every `{1}`");

    public static readonly DiagnosticRule NoSamples = Error("CDMP0544", "Samples that nobody takes",
        "this handler can never run: no observer takes samples");
}

namespace CdmPolicy.Dsl.Diagnostics;

public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule NotBuilt = Unbuilt("CDMP0900", "a construct");
    public static readonly DiagnosticRule StateNotBuilt = Unbuilt("CDMP0905", "state of a reclaimer beyond counts and bools");
    public static readonly DiagnosticRule ReclaimerEveryNotBuilt = Unbuilt("CDMP0937", "every in a reclaimer");
    public static readonly DiagnosticRule ReclaimerDecayNotBuilt = Unbuilt("CDMP0948", "decay in a reclaimer");
    public static readonly DiagnosticRule ParameterTypeNotBuilt = Unbuilt("CDMP0949", "a parameter of this type");
    public static readonly DiagnosticRule OverQueueNotBuilt = Unbuilt("CDMP0951", "over a queue");
    public static readonly DiagnosticRule ReclaimerNameNotBuilt = Unbuilt("CDMP0953", "a page name in a reclaimer");

    private static DiagnosticRule Unbuilt(string id, string what) =>
        Error(id, $"Not built yet: {what}", "`{0}` is part of the language but is not built yet");
}

namespace CdmPolicy.Dsl.Diagnostics;

public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule PinNotBuilt = Unbuilt("CDMP0903", "pin");
    public static readonly DiagnosticRule ObserverNotBuilt = Unbuilt("CDMP0906", "an observer");
    public static readonly DiagnosticRule PageStatNotBuilt = Unbuilt("CDMP0915", "page stat");
    public static readonly DiagnosticRule EventNotBuilt = Unbuilt("CDMP0916", "an event");
    public static readonly DiagnosticRule SamplesNotBuilt = Unbuilt("CDMP0917", "after N samples");
    public static readonly DiagnosticRule PageNameNotBuilt = Unbuilt("CDMP0938", "a name of the page");
    public static readonly DiagnosticRule AgentNameNotBuilt = Unbuilt("CDMP0941", "a member of a device");
    public static readonly DiagnosticRule PinnedNotBuilt = Unbuilt("CDMP0942", "pinned");

    private static DiagnosticRule Unbuilt(string id, string what) =>
        Error(id, $"Not built yet: {what}", "`{0}` is part of the language but is not built yet");
}

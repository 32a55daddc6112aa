namespace CdmPolicy.Dsl.Diagnostics;

public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule NotBuilt = Unbuilt("CDMP0900", "a construct");
    public static readonly DiagnosticRule PinNotBuilt = Unbuilt("CDMP0903", "pin");
    public static readonly DiagnosticRule NeverNotBuilt = Unbuilt("CDMP0904", "never");
    public static readonly DiagnosticRule StateNotBuilt = Unbuilt("CDMP0905", "state");
    public static readonly DiagnosticRule ObserverNotBuilt = Unbuilt("CDMP0906", "an observer");
    public static readonly DiagnosticRule TenantNotBuilt = Unbuilt("CDMP0907", "tenant");
    public static readonly DiagnosticRule HugeNotBuilt = Unbuilt("CDMP0908", "huge");
    public static readonly DiagnosticRule SwapNotBuilt = Unbuilt("CDMP0909", "swap");
    public static readonly DiagnosticRule RemoteNotBuilt = Unbuilt("CDMP0910", "remote");
    public static readonly DiagnosticRule ContiguousNotBuilt = Unbuilt("CDMP0911", "contiguous");
    public static readonly DiagnosticRule MapNotBuilt = Unbuilt("CDMP0912", "map");
    public static readonly DiagnosticRule ObservableNotBuilt = Unbuilt("CDMP0913", "observable");
    public static readonly DiagnosticRule NearNotBuilt = Unbuilt("CDMP0914", "near");
    public static readonly DiagnosticRule PageStatNotBuilt = Unbuilt("CDMP0915", "page stat");
    public static readonly DiagnosticRule EventNotBuilt = Unbuilt("CDMP0916", "an event");
    public static readonly DiagnosticRule SamplesNotBuilt = Unbuilt("CDMP0917", "after N samples");
    public static readonly DiagnosticRule LatchNotBuilt = Unbuilt("CDMP0918", "a latch");
    public static readonly DiagnosticRule AdvanceNotBuilt = Unbuilt("CDMP0919", "advance");
    public static readonly DiagnosticRule SuspendNotBuilt = Unbuilt("CDMP0920", "suspend");
    public static readonly DiagnosticRule TouchNotBuilt = Unbuilt("CDMP0921", "touch");
    public static readonly DiagnosticRule NearestNotBuilt = Unbuilt("CDMP0923", "nearest");
    public static readonly DiagnosticRule RoomiestNotBuilt = Unbuilt("CDMP0924", "roomiest");
    public static readonly DiagnosticRule InterleaveNotBuilt = Unbuilt("CDMP0925", "interleave");
    public static readonly DiagnosticRule SplitNotBuilt = Unbuilt("CDMP0926", "split and collapse");
    public static readonly DiagnosticRule ExchangeNotBuilt = Unbuilt("CDMP0927", "or exchange");
    public static readonly DiagnosticRule ShadowNotBuilt = Unbuilt("CDMP0928", "keep shadow");
    public static readonly DiagnosticRule ThenNotBuilt = Unbuilt("CDMP0929", "then");
    public static readonly DiagnosticRule OrderByNotBuilt = Unbuilt("CDMP0930", "order by");
    public static readonly DiagnosticRule StartWhenNotBuilt = Unbuilt("CDMP0931", "start when");
    public static readonly DiagnosticRule ReclaimerEveryNotBuilt = Unbuilt("CDMP0937", "every in a reclaimer");
    public static readonly DiagnosticRule PageNameNotBuilt = Unbuilt("CDMP0938", "a name of the page");
    public static readonly DiagnosticRule TierNameNotBuilt = Unbuilt("CDMP0940", "a member of a tier");
    public static readonly DiagnosticRule AgentNameNotBuilt = Unbuilt("CDMP0941", "a member of a device");
    public static readonly DiagnosticRule PinnedNotBuilt = Unbuilt("CDMP0942", "pinned");
    public static readonly DiagnosticRule MovesNotBuilt = Unbuilt("CDMP0943", "moves.pending");
    public static readonly DiagnosticRule AllowNotBuilt = Unbuilt("CDMP0944", "#allow");
    public static readonly DiagnosticRule TimeBudgetNotBuilt = Unbuilt("CDMP0945", "a budget of time");
    public static readonly DiagnosticRule BudgetAssignmentNotBuilt = Unbuilt("CDMP0946", "assigning a budget");
    public static readonly DiagnosticRule HalvesOnNotBuilt = Unbuilt("CDMP0947", "halves on");
    public static readonly DiagnosticRule ReclaimerDecayNotBuilt = Unbuilt("CDMP0948", "decay in a reclaimer");
    public static readonly DiagnosticRule ParameterTypeNotBuilt = Unbuilt("CDMP0949", "a parameter of this type");
    public static readonly DiagnosticRule BestByNotBuilt = Unbuilt("CDMP0950", "best by");
    public static readonly DiagnosticRule OverQueueNotBuilt = Unbuilt("CDMP0951", "over a queue");
    public static readonly DiagnosticRule ReclaimerNameNotBuilt = Unbuilt("CDMP0953", "a page name in a reclaimer");
    public static readonly DiagnosticRule CallNotBuilt = Unbuilt("CDMP0954", "a call");

    private static DiagnosticRule Unbuilt(string id, string what) =>
        Error(id, $"Not built yet: {what}", "`{0}` is part of the language but is not built yet");
}

namespace CdmPolicy.Dsl.Diagnostics;

public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule MissingHook = Error("CDMP0601", "Reclaimer without a hook",
        "the reclaimer `{0}` has no `{1}`");

    public static readonly DiagnosticRule NoQueue = Error("CDMP0602", "Reclaimer without a queue",
        "the reclaimer `{0}` has no queue");

    public static readonly DiagnosticRule TooManyQueues = Error("CDMP0603", "Too many queues",
        "`{0}` is queue number {1}, and a reclaimer can have {2}");

    public static readonly DiagnosticRule InsertLeavesPage = Error("CDMP0604", "Insert leaves the page on no queue",
        "`insert` can leave the page on no queue");

    public static readonly DiagnosticRule HandOnTwoQueues = Error("CDMP0605", "Hand of two scans that differ",
        "the hand `{0}` cannot walk {1} here");

    public static readonly DiagnosticRule UnusedHand = Error("CDMP0606", "Hand of no scan",
        "no scan starts from the hand `{0}`");

    public static readonly DiagnosticRule NoPageHere = Error("CDMP0607", "No page here",
        "there is no page here for `{0}`");

    public static readonly DiagnosticRule NestedScan = Error("CDMP0608", "Scan in a scan",
        "a scan cannot stand in another scan");

    public static readonly DiagnosticRule ContradictingDirection = Error("CDMP0609", "Scan that cannot start",
        "a scan from the {0} cannot go towards the {0}");

    public static readonly DiagnosticRule NotThePage = Error("CDMP0610", "Not the page",
        "a queue takes `page` and nothing else");

    public static readonly DiagnosticRule UnknownArgument = Error("CDMP0611", "Unknown argument",
        "the reclaimer `{0}` has no parameter `{1}`");

    public static readonly DiagnosticRule DuplicateArgument = Error("CDMP0612", "Argument given twice",
        "the argument `{0}` is given twice");

    public static readonly DiagnosticRule UnnamedArgument = Error("CDMP0613", "Argument without a name",
        "the argument `{0}` has no name");

    public static readonly DiagnosticRule MissingArgument = Error("CDMP0614", "Missing argument",
        "the reclaimer `{0}` needs an argument `{1}`");

    public static readonly DiagnosticRule CannotInstantiate = Error("CDMP0615", "Reclaimer does not take this argument",
        "`{0}` cannot be built: {1}");

    public static readonly DiagnosticRule BadOrder = Error("CDMP0616", "Not an order",
        "`{0}` is not an order");

    public static readonly DiagnosticRule UnknownPlace = Error("CDMP0617", "Unknown end of a queue",
        "`{0}` is neither an end of the queue nor a hand");

    public static readonly DiagnosticRule PageOnItsWay = Error("CDMP0618", "Page without a frame",
        "`{0}` needs a page in the tier, and {1}");

    public static readonly DiagnosticRule RemovalInExpression = Error("CDMP0619", "Removal inside an expression",
        "`{0}` changes the ghost and cannot stand inside an expression");

    public static readonly DiagnosticRule BadQueueCount = Error("CDMP0620", "Bad number of queues",
        "an array cannot have {0} queues");

    public static readonly DiagnosticRule NoSuchQueue = Error("CDMP0621", "Queue outside its array",
        "`{0}` has no queue {1}");

    public static readonly DiagnosticRule LoopTooLong = Error("CDMP0622", "Loop too long",
        "the body of this `for` would be repeated {0} times, and {1} is the most");

    public static readonly DiagnosticRule BucketsByNoCount = Error("CDMP0623", "Buckets by something else than a count",
        "`{0}` is {1}, and buckets go by a count");

    public static readonly DiagnosticRule AdmitsNothing = Error("CDMP0624", "Reclaimer that admits nothing",
        "the `miss` of `{0}` refuses every page");

    public static readonly DiagnosticRule TrimsNothing = Error("CDMP0625", "Trim without a victim",
        "`trim` can evict no page");

    public static readonly DiagnosticRule GhostFieldDiffers = Error("CDMP0626", "Field of a ghost unlike the page's",
        "`{0}` is {1} in the ghost and {2} in the page");
}

namespace CdmPolicy.Dsl.Diagnostics;

public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule NothingToExchange = Warning("CDMP0539", "Exchange that is always refused",
        "`or exchange` finds no page to change places with in {0}");

    public static readonly DiagnosticRule EvictedUnsaid = Warning("CDMP0547", "Pages that are evicted without a rule",
        "`reclaim {0}` has no rule for some pages, and those are evicted");

    public static readonly DiagnosticRule TooMuchState = Error("CDMP0536", "Too much state per page",
        "what `{0}` keeps for a page takes {1} bytes, and {2} is the most");

    public static readonly DiagnosticRule NoPlacement = Error("CDMP0501", "Policy without placement",
        "the policy `{0}` has no `placement`");

    public static readonly DiagnosticRule PlacementNotCovering = Error("CDMP0502", "Placement does not cover every request",
        "`placement` does not cover every request");

    public static readonly DiagnosticRule RuleShadowed = Error("CDMP0503", "Rule shadowed by an earlier one",
        "the rule `{0}` can never be reached");

    public static readonly DiagnosticRule RuleNeverMatches = Error("CDMP0504", "Rule never matches",
        "the condition of `{0}` can never hold");

    public static readonly DiagnosticRule RuleNeverMatchesAtDefaults = Warning("CDMP0505",
        "Rule never matches at the defaults",
        "the condition of `{0}` cannot hold while the parameters have their defaults");

    public static readonly DiagnosticRule OutcomeMisplaced = Error("CDMP0506", "Outcome of another section",
        "`{0}` is not an outcome of {1}");

    public static readonly DiagnosticRule MissingLimit = Error("CDMP0507", "Pass without a limit",
        "a pass over tiers needs a limit");

    public static readonly DiagnosticRule HandlerNeverRuns = Error("CDMP0508", "Handler never runs",
        "this handler can never run: {0}");

    public static readonly DiagnosticRule FaultUnanswered = Error("CDMP0509", "Fault that nobody answers",
        "an access by `{0}` to a page in `{1}` is a fault that no rule answers");

    public static readonly DiagnosticRule FaultAnswerUseless = Error("CDMP0510", "Fault answered with a tier that does not help",
        "`{0}` is no answer to this fault: {1}");

    public static readonly DiagnosticRule WriteUnanswered = Error("CDMP0560", "Write that nobody answers",
        "a write by `{0}` to a page in `{1}` is a write fault that no rule answers");

    public static readonly DiagnosticRule WriteAnswerUseless = Error("CDMP0561", "Write answered with a tier that does not help",
        "`{0}` is no answer to this write: {1}");

    public static readonly DiagnosticRule WatermarksOutOfOrder = Error("CDMP0511", "Watermarks out of order",
        "{0} `{1}` is above {2} `{3}`");

    public static readonly DiagnosticRule DemotionCircle = Error("CDMP0512", "Circle of demotions",
        "demotions form a circle: {0}");

    public static readonly DiagnosticRule EvictWithoutStore = Error("CDMP0513", "Eviction without a store",
        "nothing can be evicted: the hierarchy `{0}` has no store");

    public static readonly DiagnosticRule TierDoesNotAccept = Error("CDMP0514", "Tier does not accept such moves",
        "`{0}` does not accept {1}");

    public static readonly DiagnosticRule KindNotAccepted = Error("CDMP0515", "Tier does not take such pages",
        "`{0}` takes no page that this rule sends there");

    public static readonly DiagnosticRule DuplicateLabel = Error("CDMP0516", "Label given twice",
        "there is already a rule `{0}` in {1}");

    public static readonly DiagnosticRule NoOrder = Error("CDMP0517", "Reclaim without an order",
        "`reclaim {0}` has no `order`");

    public static readonly DiagnosticRule NeverReclaimed = Error("CDMP0518", "Tier is never reclaimed",
        "`{0}` is never reclaimed");

    public static readonly DiagnosticRule WatermarkWithoutEffect = Error("CDMP0519", "Watermark without effect",
        "`below` has no effect: `{0}` is reclaimed by its driver");

    public static readonly DiagnosticRule EveryWithoutPages = Error("CDMP0520", "Nothing to look at",
        "`every` without `over` looks at no page, and this is about one");

    public static readonly DiagnosticRule UnknownEvent = Error("CDMP0521", "Unknown event",
        "there is no event `{0}`");

    public static readonly DiagnosticRule UnknownObserver = Error("CDMP0522", "Unknown observer",
        "there is no observer `{0}`");

    public static readonly DiagnosticRule NotObserved = Error("CDMP0540", "Name that no observer tells",
        "no observer tells `{0}` in {1}");

    public static readonly DiagnosticRule ObservedTwice = Error("CDMP0541", "Tier observed twice in one way",
        "`{1}` observes {0} twice");

    public static readonly DiagnosticRule NotMovable = Error("CDMP0523", "Pages that never move",
        "no page that this rule matches can move: {0}");

    public static readonly DiagnosticRule Oscillation = Warning("CDMP0524", "Rules that move a page to and fro",
        "`{0}` and `{1}` can move the same page to and fro");

    public static readonly DiagnosticRule BudgetMisplaced = Error("CDMP0525", "Budget without effect",
        "`within` has no place in {0}");

    public static readonly DiagnosticRule RefusalMisplaced = Error("CDMP0526", "Refusal clause without effect",
        "`{0}` has no place in {1}");

    public static readonly DiagnosticRule StatementMisplaced = Error("CDMP0527", "Misplaced statement",
        "`{0}` is not a statement of {1}");

    public static readonly DiagnosticRule MovesNowhere = Error("CDMP0528", "Move to the tier where the page is",
        "every page that this rule matches is already in `{0}`");

    public static readonly DiagnosticRule CannotAssign = Error("CDMP0529", "Cannot be assigned",
        "`{0}` is {1} and cannot be assigned");

    public static readonly DiagnosticRule OutcomeNotAlone = Error("CDMP0530", "Outcome that stands alone",
        "`{0}` cannot stand beside other outcomes");

    public static readonly DiagnosticRule FallbackNotLast = Error("CDMP0531", "Fallback is the last word",
        "`fallback` must be the last in its list");

    public static readonly DiagnosticRule WatermarksTwice = Error("CDMP0532", "Watermarks given twice",
        "the watermarks of `{0}` are given twice");

    public static readonly DiagnosticRule ReserveFillsTier = Error("CDMP0533", "Watermark above the capacity",
        "{0} `{1}` is all of `{2}` or more");

    public static readonly DiagnosticRule FirstTargetIsHome = Warning("CDMP0534", "First target is where the page is",
        "every page that this rule matches is already in `{0}`, the first of its tiers");

    public static readonly DiagnosticRule NoHistogram = Error("CDMP0537", "Field that no histogram follows",
        "a histogram cannot follow `{0}`");

    public static readonly DiagnosticRule TooFewBins = Error("CDMP0538", "Too few bins",
        "a histogram of `{0}` needs {1} bins and has {2}");

    public static readonly DiagnosticRule NeverStarts = Warning("CDMP0548", "Background reclaim that never starts",
        "background reclaim of `{0}` never starts: {1}");

    public static readonly DiagnosticRule NeverHolds = Warning("CDMP0549", "Condition that never holds",
        "`{0}` never holds, so {1}");

    public static readonly DiagnosticRule TierUnreached = Warning("CDMP0554", "Tier that no page comes to",
        "no rule sends a page to `{0}`");

    public static readonly DiagnosticRule ContractBroken = Warning("CDMP0555", "Rule that breaks a contract",
        "`{0}` sends pages to `{1}` that must not be there");

    public static readonly DiagnosticRule RuleNeverMatchesInSize = Warning("CDMP0556", "Rule never matches at the declared capacity",
        "the condition of `{0}` cannot hold at the capacity that is declared");

    public static readonly DiagnosticRule BudgetBelowPage = Warning("CDMP0557", "Budget below a page",
        "no page ever fits into {0}: `{1}` is less than one");

    public static readonly DiagnosticRule PartDecided = Warning("CDMP0558", "Comparison that is always the same",
        "`{0}` {1} holds");

    public static readonly DiagnosticRule ChangesNothing = Warning("CDMP0559", "Assignment that changes nothing",
        "`{0}` changes nothing");

    public static readonly DiagnosticRule FleetingField = Warning("CDMP0562", "Field that forgets at once",
        "`{0}` is 0 again within {1}, before any memory has answered");

    public static readonly DiagnosticRule SwitchUpsideDown = Warning("CDMP0563", "Switch upside down",
        "this switch is upside down: {0}");

    public static readonly DiagnosticRule PinNotPermitted = Error("CDMP0550", "Pin that a tier does not permit",
        "{0} is allowed in `{1}`, which does not permit it");

    public static readonly DiagnosticRule ArrivalWithRules = Error("CDMP0551", "Rule where a page arrives",
        "an `on arrive` handler has statements alone");

    public static readonly DiagnosticRule HintWithoutName = Error("CDMP0552", "Hint without a name",
        "`on hint` needs the name of the hint");

    public static readonly DiagnosticRule DrivesNoTier = Error("CDMP0553", "Device without a tier",
        "`{0}` drives no tier that could go {1}");

    public static readonly DiagnosticRule NoWayOut = Warning("CDMP0535", "Pages that reclaim has no place for",
        "`reclaim {0}` has no rule for some pages, and without a store they cannot be evicted");
}

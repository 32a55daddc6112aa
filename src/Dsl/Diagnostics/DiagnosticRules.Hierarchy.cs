namespace CdmPolicy.Dsl.Diagnostics;

public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule MissingProperty = Error("CDMP0401", "Missing property",
        "{0} `{1}` has no {2}");

    public static readonly DiagnosticRule UnknownTierKind = Error("CDMP0402", "Unknown kind of tier",
        "there is no kind of tier `{0}`");

    public static readonly DiagnosticRule UnknownAgentKind = Error("CDMP0403", "Unknown kind of agent",
        "there is no kind of agent `{0}`");

    public static readonly DiagnosticRule BadPageSize = Error("CDMP0404", "Bad page size",
        "a page cannot be `{0}`");

    public static readonly DiagnosticRule NotWholePages = Error("CDMP0405", "Capacity is not whole pages",
        "`{0}` is not a whole number of pages of {1}");

    public static readonly DiagnosticRule TooManyTiers = Error("CDMP0406", "Too many tiers",
        "`{0}` is tier number {1}, and a hierarchy can have {2}");

    public static readonly DiagnosticRule TooManyAgents = Error("CDMP0407", "Too many agents",
        "`{0}` is agent number {1}, and a hierarchy can have {2}");

    public static readonly DiagnosticRule TooManyPages = Error("CDMP0408", "Too many pages",
        "the tiers of `{0}` hold {1} pages, more than the {2} that can be numbered");

    public static readonly DiagnosticRule NoAgent = Error("CDMP0409", "Hierarchy without an agent",
        "the hierarchy `{0}` has no agent");

    public static readonly DiagnosticRule NoTier = Error("CDMP0410", "Hierarchy without a tier",
        "the hierarchy `{0}` has no tier");

    public static readonly DiagnosticRule NoDriver = Error("CDMP0411", "Tier without a driver",
        "the tier `{0}` needs a driver: {1}");

    public static readonly DiagnosticRule DriverIsNoDevice = Error("CDMP0412", "Driver is not a device",
        "`{0}` is not a device, so it cannot be a driver");

    public static readonly DiagnosticRule ImplicitInFallback = Error("CDMP0413", "Tier in a fallback is never implicit",
        "`{0}` cannot stand behind another tier in a fallback: it is `implicit no`");

    public static readonly DiagnosticRule RepeatedTier = Error("CDMP0414", "Tier named twice",
        "the tier `{0}` is named twice");

    public static readonly DiagnosticRule DuplicateLink = Error("CDMP0415", "Link given twice",
        "the link from `{0}` to `{1}` is given twice");

    public static readonly DiagnosticRule LinkToItself = Error("CDMP0416", "Link from a tier to itself",
        "`{0}` is linked to itself");

    public static readonly DiagnosticRule DuplicateFallback = Error("CDMP0417", "Fallback given twice",
        "there are two fallbacks {0}");

    public static readonly DiagnosticRule DuplicateView = Error("CDMP0418", "View of an agent given twice",
        "`from {0}` is given twice");

    public static readonly DiagnosticRule DuplicateStore = Error("CDMP0419", "Store given twice",
        "a hierarchy has one store and one swap, and `{0}` is another");

    public static readonly DiagnosticRule CannotBeNamed = Error("CDMP0420", "Tier that requests cannot name",
        "no request can name `{0}`");

    public static readonly DiagnosticRule TooManyTenants = Error("CDMP0421", "Too many tenants",
        "`{0}` is tenant number {1}, and a hierarchy can have {2}");

    public static readonly DiagnosticRule ShareUpsideDown = Error("CDMP0422", "Share with its low above its max",
        "`{0}` is to keep `{1}` of `{2}` and may have no more than `{3}`");

    public static readonly DiagnosticRule ShareAboveCapacity = Error("CDMP0423", "Share above the capacity",
        "a share of `{0}` is more than `{1}` holds");

    public static readonly DiagnosticRule RemoteAddresses = Error("CDMP0425", "Remote agent that addresses the tier",
        "`{0}` can address `{1}`, so it is not remote to it");

    public static readonly DiagnosticRule NearDevice = Error("CDMP0426", "Device that is near a tier",
        "`{0}` is a device, and only a CPU is near a tier");

    public static readonly DiagnosticRule UnknownTenant = Error("CDMP0424", "Unknown tenant",
        "there is no tenant `{0}`");
}

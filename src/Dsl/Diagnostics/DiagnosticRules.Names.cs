namespace CdmPolicy.Dsl.Diagnostics;

public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule UnknownName = Error("CDMP0201", "Unknown name",
        "`{0}` is not a name that is known here");

    public static readonly DiagnosticRule DuplicateName = Error("CDMP0202", "Duplicate name",
        "the name `{0}` is already taken");

    public static readonly DiagnosticRule ReservedName = Error("CDMP0203", "Reserved name",
        "`{0}` is a word of the language and cannot name {1}");

    public static readonly DiagnosticRule UnknownTier = Error("CDMP0204", "Unknown tier",
        "there is no tier `{0}`");

    public static readonly DiagnosticRule UnknownAgent = Error("CDMP0205", "Unknown agent",
        "there is no agent `{0}`");

    public static readonly DiagnosticRule UnknownHierarchy = Error("CDMP0206", "Unknown hierarchy",
        "there is no hierarchy `{0}`");

    public static readonly DiagnosticRule UnknownReclaimer = Error("CDMP0207", "Unknown reclaimer",
        "there is no reclaimer `{0}`");

    public static readonly DiagnosticRule UnknownBudget = Error("CDMP0208", "Unknown budget",
        "there is no budget `{0}`");

    public static readonly DiagnosticRule UnknownField = Error("CDMP0209", "Unknown page field",
        "there is no page field `{0}`");

    public static readonly DiagnosticRule UnknownMember = Error("CDMP0210", "Unknown member",
        "{0} `{1}` has no `{2}`");

    public static readonly DiagnosticRule UnknownFunction = Error("CDMP0211", "Unknown function",
        "there is no function `{0}`");

    public static readonly DiagnosticRule NotVisible = Error("CDMP0212", "Name not visible here",
        "`{0}` cannot be seen in {1}");

    public static readonly DiagnosticRule UnknownProperty = Error("CDMP0213", "Unknown property",
        "`{0}` is not a property of {1}");

    public static readonly DiagnosticRule MisplacedConstruct = Error("CDMP0214", "Misplaced construct",
        "`{0}` has no place in {1}");

    public static readonly DiagnosticRule UnknownType = Error("CDMP0215", "Unknown type",
        "there is no type `{0}`");

    public static readonly DiagnosticRule UnknownQueue = Error("CDMP0216", "Unknown queue",
        "there is no queue `{0}`");

    public static readonly DiagnosticRule WrongSort = Error("CDMP0217", "A name of another sort",
        "`{0}` is {1} where {2} is needed");

    public static readonly DiagnosticRule CircularLet = Error("CDMP0218", "Circular definition",
        "`{0}` is defined by itself");

    public static readonly DiagnosticRule UnusedName = Warning("CDMP0219", "Unused name",
        "{1} `{0}` is never used");

    public static readonly DiagnosticRule UnknownWord = Error("CDMP0220", "Unknown word",
        "`{0}` is not {1}");

    public static readonly DiagnosticRule DuplicateProperty = Error("CDMP0221", "Property given twice",
        "`{0}` is given twice");

    public static readonly DiagnosticRule DuplicateSection = Error("CDMP0222", "Section given twice",
        "there are two sections `{0}`");

    public static readonly DiagnosticRule TierCalledLikeOutcome = Error("CDMP0223", "Tier named like an outcome",
        "`{0}` is an outcome of rules and cannot name {1}");

    public static readonly DiagnosticRule GeneratedMember = Error("CDMP0224", "Name of a generated member",
        "`{0}` is a member of every generated {1} and cannot name one");

    public static readonly DiagnosticRule NameOfNamespace = Error("CDMP0225", "Name of a namespace",
        "`{0}` is also a namespace");

    public static readonly DiagnosticRule NameOfOwnNamespace = Warning("CDMP0226", "Name of its own namespace",
        "`{0}` has the name of the namespace it is in");

    public static readonly DiagnosticRule UnusedAllow = Warning("CDMP0227", "Unused allow",
        "`#allow {0}` silences nothing");

    public static readonly DiagnosticRule NeverSet = Warning("CDMP0228", "Name that is never set",
        "{1} `{0}` is asked for, but nothing ever sets it");

    public static readonly DiagnosticRule NeverRead = Warning("CDMP0229", "Name that is never asked for",
        "{1} `{0}` is set, but nothing ever asks for it");
}

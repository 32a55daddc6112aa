namespace CdmPolicy.Dsl.Diagnostics;

/// <summary>0570 to 0576: huge pages and whole blocks.</summary>
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule BadHugeSize = Error("CDMP0570", "Bad size of huge pages",
        "a huge page cannot be `{0}`");

    public static readonly DiagnosticRule BadBlockSize = Error("CDMP0571", "Bad size of blocks",
        "a tier cannot keep blocks of `{0}` whole");

    public static readonly DiagnosticRule NoHugePages = Error("CDMP0572", "No huge pages",
        "`{0}` is about huge pages, and `{1}` has none");

    public static readonly DiagnosticRule NoBlocks = Error("CDMP0573", "No blocks to be whole",
        "`{0}` keeps no blocks whole");

    public static readonly DiagnosticRule RegionTooSmallForHuge = Error("CDMP0574", "Region smaller than a huge page",
        "the region `{0}` is smaller than one huge page of {1}");

    public static readonly DiagnosticRule TouchedNotTold = Error("CDMP0575", "Base pages that no observer tells apart",
        "`touched` is told by none of the observers");

    public static readonly DiagnosticRule HugePagesFitNowhere = Warning("CDMP0576", "Huge pages that fit nowhere",
        "no tier of `{0}` has room for one huge page of `{1}`");
}

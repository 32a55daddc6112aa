namespace CdmPolicy.Dsl.Diagnostics;

public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule NothingDeclared = Error(
        "CDMP0010", "A file that declares nothing", "the file declares nothing");

    public static readonly DiagnosticRule MoreErrors = Error(
        "CDMP0011", "More errors than are shown", "{0} not shown");

    public static readonly DiagnosticRule MoreWarnings = Warning(
        "CDMP0012", "More warnings than are shown", "{0} of `{1}` {2} not shown");
}

namespace CdmPolicy.Dsl.Diagnostics;

public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule NothingDeclared = Error(
        "CDMP0010", "A file that declares nothing", "the file declares nothing");

    public static readonly DiagnosticRule MoreErrors = Error(
        "CDMP0011", "More errors than are shown", "{0} not shown");
}

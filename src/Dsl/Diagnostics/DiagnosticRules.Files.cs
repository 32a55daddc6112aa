namespace CdmPolicy.Dsl.Diagnostics;

public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule NothingDeclared = Error(
        "CDMP0010", "A file that declares nothing", "the file declares nothing");
}

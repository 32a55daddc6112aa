namespace CdmPolicy.Dsl.Diagnostics;

public static partial class DiagnosticRules
{
    /// <summary>The last resort of a host: a mistake of the compiler's own, never of the author's.</summary>
    public static readonly DiagnosticRule InternalError = Error(
        "CDMP0999", "Internal error", "the compiler failed on this input, which is its own mistake: `{0}`");
}

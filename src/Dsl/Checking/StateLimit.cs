using System.Globalization;
using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>What a page's state may take, the fields of the tier's reclaimer and those of the policy together.</summary>
internal static class StateLimit
{
    /// <summary>False after a diagnostic.</summary>
    public static bool IsKept(FileContext file, NameSyntax name, int bytes)
    {
        if (bytes <= Limits.StateBytes) return true;
        file.ReportWithHelp(DiagnosticRules.TooMuchState, name.Span, "use fewer or narrower page fields", name.Text,
            bytes.ToString(CultureInfo.InvariantCulture), Limits.StateBytes.ToString(CultureInfo.InvariantCulture));
        return false;
    }
}

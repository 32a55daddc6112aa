using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// What a policy declares, it or one of its tests uses. Only asked of a policy without errors: a broken use is a use too.
/// </summary>
internal static class UnusedNames
{
    public static void Run(CheckedPolicy policy)
    {
        if (policy.File.HasErrors || HierarchyChecker.HasSyntaxErrors(policy.File, policy.Syntax.Span)) return;
        foreach (var symbol in policy.Names.Own)
            if (symbol is ParameterSymbol or FieldSymbol or LetSymbol or BudgetSymbol or CellSymbol && !policy.Names.IsUsed(symbol.Name))
                policy.File.ReportWithHelp(DiagnosticRules.UnusedName, symbol.Declaration.Span,
                    symbol is ParameterSymbol ? "a rule, a budget or a handler uses it by its name; else leave it out" : null, symbol.Name,
                    "the" + symbol.What.Substring(symbol.What.IndexOf(' ')));
    }
}

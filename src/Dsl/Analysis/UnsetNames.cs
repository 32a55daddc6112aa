using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// What a policy asks of its own memory it also sets somewhere: otherwise a condition is decided by what the memory begins with. And what it sets it
/// asks for, it or one of its tests.
/// </summary>
internal static class UnsetNames
{
    public static void Run(CheckedPolicy policy, IReadOnlyList<TestPlan> tests)
    {
        if (policy.File.HasErrors || HierarchyChecker.HasSyntaxErrors(policy.File, policy.Syntax.Span)) return;
        var plan = policy.Plan;
        // What an unused `let` reads is one mistake with it.
        var isLetUnused = policy.Names.Own.Any(s => s is LetSymbol && !policy.Names.IsUsed(s.Name));
        var uses = MemoryUses.Of(plan, tests.Where(t => t.Policy.Name == plan.Name && t.Policy.Namespace == plan.Namespace));
        foreach (var symbol in policy.Names.Own)
        {
            var (isRead, isSet, help) = symbol switch
            {
                FieldSymbol f => (uses.Reads(f), uses.Sets(f), $"it is always {Initial(f.Type)}: set it in a handler"),
                CellSymbol { Plan.Kind: not CellKind.Histogram } c => (uses.Reads(c), uses.Sets(c), Missing(c)),
                _ => (false, false, ""),
            };
            var what = "the" + symbol.What.Substring(symbol.What.IndexOf(' '));
            if (isRead && !isSet)
                policy.File.ReportWithHelp(DiagnosticRules.NeverSet, symbol.Declaration.Span, help, symbol.Name, what);
            else if (isSet && !isRead && !isLetUnused && !IsDecided(policy, symbol))
                policy.File.ReportWithHelp(DiagnosticRules.NeverRead, symbol.Declaration.Span, Unasked(uses.GoesInto(plan, symbol)), symbol.Name, what);
        }
    }

    /// <summary>Something asks for it, though the answer is always the same: that is reported.</summary>
    private static bool IsDecided(CheckedPolicy policy, Symbol symbol) => policy.Decided.SelectMany(d => PlanExpressions.Parts(d.About))
        .Any(e => e is FieldExpr f ? symbol is FieldSymbol field && field.Index == f.Field : e is CellExpr c && symbol is CellSymbol cell && cell.Index == c.Cell);

    private static string Unasked(IEnumerable<string> goesInto) => Help.List(goesInto) is { Length: > 0 } others
        ? $"it only goes into {others}, and nothing asks for the result"
        : "leave it out, with what sets it";

    private static string Missing(CellSymbol cell) => cell.Plan.Kind switch
    {
        CellKind.Epoch => $"`advance {cell.Name};` moves it on",
        CellKind.Average => $"`{cell.Name}.add(…);` gives it something to be the average of",
        _ => "it stays what it begins with: set it in a handler, or make it a `param`",
    };

    private static string Initial(ValueType type) => type switch
    {
        ValueType.Bool => "`false`",
        ValueType.Agent or ValueType.Tier => "`none`",
        _ => "0",
    };
}

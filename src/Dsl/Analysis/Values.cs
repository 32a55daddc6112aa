using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>What the names of a condition can be, as help says it.</summary>
internal static class Values
{
    /// <summary>"`heat` is 0..255, `hot` is 1..60", or null if the condition names nothing with a range of its own.</summary>
    public static string? InRange(CheckedPolicy policy, CheckedRule rule) => Join(InRange(policy, rule.Syntax.Condition));

    /// <summary>The same of another condition, where shares of tiers count too.</summary>
    public static string? Of(CheckedPolicy policy, ExpressionSyntax written, Expr condition) => Join(PlanExpressions.Parts(condition)
        .OfType<TierExpr>().Where(t => t.Property == TierProperty.Fill).Distinct().Select(t => $"`{LeafNames.Of(policy.Plan, t)}` is 0%..100%")
        .Concat(InRange(policy, written))) ?? (policy.File.Source(written.Span).Contains(".fill") ? "`fill` is 0%..100%" : null);

    private static IEnumerable<string?> InRange(CheckedPolicy policy, ExpressionSyntax? condition) => Symbols(policy, condition).Select(s => s switch
    {
        ParameterSymbol { Names.Count: > 0 } p => $"`{p.Name}` is one of {Help.List(p.Names.Select(n => n.Name))}",
        ParameterSymbol p when p.Range != TypeChecker.FullRange(p.Type) => Show(p.Name, p.Type, p.Range),
        FieldSymbol { Type: ValueType.Count } f => Show(f.Name, f.Type, f.Range),
        _ => null,
    });

    /// <summary>"`ram` has 16MiB".</summary>
    public static string? OfTiers(PolicyPlan plan, Expr condition) => Join(PlanExpressions.Parts(condition).OfType<TierExpr>().Select(t => t.Tier).Distinct()
        .Select(t => plan.Hierarchy.Tiers[t]).Select(t => $"`{t.Name}` has {TypeNames.Show(ValueType.Bytes, t.CapacityBytes)}"));

    /// <summary>"`hot` is 4, `heat` is 0..3".</summary>
    public static string? AtDefaults(CheckedPolicy policy, CheckedRule rule) =>
        Join(Symbols(policy, rule.Syntax.Condition).Select(s => s switch
        {
            ParameterSymbol p => $"`{p.Name}` is {Show(p, policy.Plan.Parameters[p.Index].Default)}",
            FieldSymbol { Type: ValueType.Count } f => Show(f.Name, f.Type, f.Range),
            _ => null,
        }));

    private static string Show(ParameterSymbol parameter, long value) =>
        parameter.Names.FirstOrDefault(n => n.Value == value)?.Name ?? TypeNames.Show(parameter.Type, value);

    /// <summary>The symbols a condition names, those behind a <c>let</c> included.</summary>
    private static IEnumerable<Symbol> Symbols(CheckedPolicy policy, ExpressionSyntax? condition)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>(condition is null ? [] : LetOrder.Words(condition));
        while (next.Count > 0)
        {
            if (next.Dequeue() is var word && !seen.Add(word)) continue;
            if (policy.Names.Find(word) is not { } symbol) continue;
            yield return symbol;
            if (symbol is not LetSymbol let) continue;
            foreach (var inner in LetOrder.Words(let.Syntax.Value)) next.Enqueue(inner);
        }
    }

    private static string Show(string name, ValueType type, ValueRange range) =>
        $"`{name}` is {TypeNames.Show(type, range.Min)}..{TypeNames.Show(type, range.Max)}";

    private static string? Join(IEnumerable<string?> parts)
    {
        var all = parts.OfType<string>().ToArray();
        return all.Length == 0 ? null : string.Join(", ", all);
    }
}

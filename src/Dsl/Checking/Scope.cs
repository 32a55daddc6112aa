using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Where an expression stands: the names in reach and what can be seen from there.</summary>
/// <param name="Where">As a message says it: "placement", "an `on access` handler".</param>
/// <param name="Hierarchy">Null in a reclaimer.</param>
/// <param name="Lets">The policy's named expressions; null where there are none.</param>
/// <param name="Repeats">How often the loops around this place repeat it.</param>
internal sealed record Scope(
    FileContext File, SymbolTable Names, Sight Sight, string Where, HierarchyPlan? Hierarchy = null,
    LetTable? Lets = null, int Repeats = 1)
{
    /// <summary>In an expectation: the page it is about; null elsewhere.</summary>
    public TestPages? Pages { get; init; }

    /// <summary>The labels that <c>suspend</c> may name.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What the policy observes; null where it is not known, and everything may be asked.</summary>
    public ObservedAccesses? Observed { get; init; }

    /// <summary>The tiers that the page can be in here, a bit each.</summary>
    public long Tiers { get; init; } = -1;

    /// <summary>Where comparisons that are always the same are noted; null where nothing is said of them.</summary>
    public List<DecidedPart>? Decided { get; init; }

    public int AgentCount => Hierarchy?.Agents.Count ?? 1;

    public int TierCount => Hierarchy?.Tiers.Count ?? 1;

    public int TenantCount => Hierarchy?.Tenants.Count ?? 0;

    public bool Sees(Sight needed) => (needed & ~Sight) == 0;
}

/// <summary>Where a policy's <c>let</c>s are checked: once for each set of things that can be seen, then reused.</summary>
internal sealed class LetTable(IReadOnlyList<LetSymbol> ordered)
{
    private readonly Dictionary<(Sight, long, string), Checked> _checked = [];

    /// <summary>Each behind those it reads, without those that read themselves.</summary>
    public IReadOnlyList<LetSymbol> Ordered => ordered;

    /// <summary>The value of a <c>let</c> as seen from a scope, or the diagnostic that keeps it from being seen.</summary>
    public Checked Get(LetSymbol let, Scope scope)
    {
        // In the order of their dependencies, so that no look-up ever goes deeper than one step.
        if (!_checked.ContainsKey((scope.Sight, scope.Tiers, let.Name)))
        {
            foreach (var symbol in ordered)
            {
                if (_checked.ContainsKey((scope.Sight, scope.Tiers, symbol.Name))) continue;
                var apart = scope with { File = symbol.File.Apart() };
                var operand = new ExpressionChecker(apart).Value(symbol.Syntax.Value);
                _checked[(scope.Sight, scope.Tiers, symbol.Name)] = new Checked(
                    operand, apart.File.Bag.Items.OrderByDescending(d => d.Severity).FirstOrDefault());
            }
        }

        return _checked.TryGetValue((scope.Sight, scope.Tiers, let.Name), out var result)
            ? result
            : new Checked(new BadOperand(let.Declaration.Span), null);
    }

    internal readonly record struct Checked(Operand Operand, Diagnostics.Diagnostic? Problem);
}

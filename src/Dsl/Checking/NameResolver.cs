using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Looks up names where only one sort of thing can stand.</summary>
internal sealed class NameResolver(FileContext file, SymbolTable names)
{
    public NameResolver(Scope scope)
        : this(scope.File, scope.Names)
    {
    }

    public int? Tier(NameSyntax name) =>
        Find<TierSymbol>(name, DiagnosticRules.UnknownTier, "a tier", "the tiers")?.Index;

    public int? Agent(NameSyntax name) =>
        Find<AgentSymbol>(name, DiagnosticRules.UnknownAgent, "an agent", "the agents")?.Index;

    public int? Tenant(NameSyntax name) =>
        Find<TenantSymbol>(name, DiagnosticRules.UnknownTenant, "a tenant", "the tenants")?.Index;

    public IEnumerable<string> Devices => Agents.Where(a => a.Syntax.Kind?.Text == "device").Select(a => a.Name);

    public IEnumerable<AgentSymbol> Agents => names.All.OfType<AgentSymbol>();

    /// <summary>The declaration of an agent that was found.</summary>
    public AgentSyntax? AgentSyntax(NameSyntax name) => (names.Find(name.Text) as AgentSymbol)?.Syntax;

    /// <summary>Whether the declaration of an agent has an error of the grammar: not all of it is known.</summary>
    public bool IsBroken(NameSyntax agent) => names.Find(agent.Text) is AgentSymbol found && HierarchyChecker.HasSyntaxErrors(found.File, found.Syntax.Span);

    public int? Budget(NameSyntax name) =>
        Find<BudgetSymbol>(name, DiagnosticRules.UnknownBudget, "a budget", "the budgets")?.Index;

    public int? Queue(NameSyntax name) =>
        Find<QueueSymbol>(name, DiagnosticRules.UnknownQueue, "a queue", "the queues")?.Index;

    public QueueArraySymbol? Queues(NameSyntax name) =>
        Find<QueueArraySymbol>(name, DiagnosticRules.UnknownQueue, "an array of queues", "the arrays of queues");

    public FieldSymbol? Field(NameSyntax name) =>
        Find<FieldSymbol>(name, DiagnosticRules.UnknownField, "a page field", "the page fields");

    /// <summary>An epoch of the policy's state.</summary>
    public CellSymbol? Epoch(NameSyntax name)
    {
        if (name.Text.Length == 0) return null;
        switch (names.Use(name.Text))
        {
            case CellSymbol { Plan.Kind: Plan.CellKind.Epoch } epoch:
                return epoch;
            case BrokenSymbol:
                return null;
            case { } other:
                file.ReportWithHelp(DiagnosticRules.WrongSort, name.Span,
                    $"it is declared {file.PlaceOf(other.File, other.Declaration.Span)}", name.Text, other.What, "an epoch").Relate(other.File, other.Declaration.Span, "where it is declared");
                return null;
            default:
                var epochs = names.All.OfType<CellSymbol>().Where(c => c.Plan.Kind == Plan.CellKind.Epoch).Select(c => c.Name).ToArray();
                file.ReportWithHelp(DiagnosticRules.UnknownName, name.Span,
                    epochs.Length == 0 ? $"add `state {{ {name.Text} : epoch; }}`" : Help.DidYouMeanOneOf(name.Text, epochs, "the epochs"), name.Text);
                return null;
        }
    }

    /// <summary>A tier, or a group: its tiers in their order. Null after a diagnostic.</summary>
    /// <param name="words">What else can stand there.</param>
    /// <param name="meant">What a name that is unknown is called here, if that is known.</param>
    public IReadOnlyList<int>? Tiers(NameSyntax name, IEnumerable<string>? words = null, string? meant = null)
    {
        if (names.Use(name.Text) is GroupSymbol group) return group.Tiers;
        return Find<TierSymbol>(name, DiagnosticRules.UnknownTier, "a tier", "the tiers", names.Names<GroupSymbol>(), words, meant) is { } tier
            ? [tier.Index]
            : null;
    }

    /// <summary>All tiers of a list, each once, in its order; what is unknown has been reported.</summary>
    public List<int> Tiers(IEnumerable<NameSyntax> list)
    {
        var result = new List<int>();
        foreach (var name in list)
            foreach (var tier in Tiers(name) ?? [])
                if (!result.Contains(tier)) result.Add(tier);
        return result;
    }

    private T? Find<T>(
        NameSyntax name, DiagnosticRule unknown, string needed, string list, IEnumerable<string>? more = null,
        IEnumerable<string>? words = null, string? meant = null)
        where T : Symbol
    {
        if (name.Text.Length == 0) return null;
        switch (names.Use(name.Text))
        {
            case T symbol:
                return symbol;
            case BrokenSymbol:
                return null;
            case { } other:
                file.ReportWithHelp(DiagnosticRules.WrongSort, name.Span,
                    other is StoreSymbol ? "a page goes to the store by `=> evict`, in a `reclaim` section or in a pass; there it is in no tier"
                        : $"it is declared {file.PlaceOf(other.File, other.Declaration.Span)}", name.Text, other.What, needed).Relate(other.File, other.Declaration.Span, "where it is declared");
                return null;
            default:
                var candidates = names.Names<T>().Concat(more ?? []);
                file.ReportWithHelp(unknown, name.Span,
                    typeof(T) == typeof(BudgetSymbol) && !candidates.Any() ? $"declare `budget {name} = 64KiB per 10ms;`, or write `within 64KiB per 10ms`" : Help.DidYouMean(name.Text, words ?? []) ?? Help.DidYouMean(name.Text, candidates) ?? meant ?? Help.DidYouMeanOneOf(name.Text, candidates, list), name.Text);
                return null;
        }
    }
}

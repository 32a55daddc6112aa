using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>What the checkers of one policy share: its names, and the rules and budgets found so far.</summary>
internal sealed class PolicyContext(FileContext file, CheckedHierarchy hierarchy, SymbolTable names, LetTable lets)
{
    private readonly HashSet<string> _budgetNames = new(StringComparer.Ordinal);

    public FileContext File { get; } = file;

    public HierarchyPlan Hierarchy { get; } = hierarchy.Plan;

    public SymbolTable Names { get; } = names;

    public NameResolver Resolver { get; } = new(file, names);

    /// <summary>What the policy's observers let it see; known before its handlers are checked.</summary>
    public ObservedAccesses Observed { get; set; } = ObservedAccesses.All;

    /// <summary>Tiers whose reclaimer was named, and is wrong.</summary>
    public HashSet<int> BrokenOrders { get; } = [];

    /// <summary>The tiers that a page can be in at the place that is being checked, a bit each.</summary>
    public long View { get; set; } = -1;

    public List<BudgetPlan> Budgets { get; } = [];

    public List<CheckedRule> Rules { get; } = [];

    public List<RuleList> Lists { get; } = [];

    public List<DecidedPart> Decided { get; } = [];

    /// <summary>The labels of <c>migration</c>.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Those of rules that some statement suspends.</summary>
    public HashSet<string> Suspended { get; init; } = [];

    public long AllTiers => Hierarchy.Tiers.Count >= 63 ? -1 : (1L << Hierarchy.Tiers.Count) - 1;

    /// <summary>The tiers of which no observer tells, a bit each.</summary>
    public long BlindTiers => Hierarchy.Tiers.Select((t, i) => t.Observable ? 0 : 1L << i).Sum();

    public long AllAgents => Hierarchy.Agents.Count >= 64 ? -1 : (1L << Hierarchy.Agents.Count) - 1;

    public Scope Scope(Sight sight, string where) => new(File, Names, sight, where, Hierarchy, lets)
    {
        Labels = Labels,
        Observed = sight == Sight.Anything ? null : Observed,
        Tiers = View == -1 ? AllTiers : View,
        Decided = Decided,
    };

    public ExpressionChecker Expressions(Sight sight, string where) => new(Scope(sight, where));

    public int AddBudget(BudgetPlan budget)
    {
        var name = budget.Name;
        for (var n = 2; !_budgetNames.Add(name); n++) name = $"{budget.Name}{n}";
        Budgets.Add(budget with { Name = name });
        return Budgets.Count - 1;
    }

    /// <summary>Reports a node that has no place here.</summary>
    public void Misplaced(SyntaxNode node, string where) => Nodes.Misplaced(File, node, where);
}

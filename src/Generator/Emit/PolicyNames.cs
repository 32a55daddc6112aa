using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Generator.Emit;

/// <summary>What the members of a generated policy are called.</summary>
internal sealed class PolicyNames
{
    private static readonly string[] Reserved =
    [
        .. GeneratedMembers.Policy, "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone",
        "Finalize", "PageBytes",
    ];

    public PolicyNames(PolicyPlan plan)
    {
        Type = CSharpText.Identifier(plan.Name);
        Machine = $"{Runtime.Machine}<{Type}>";
        Frames = $"{Runtime.FrameTable}<{Type}>";
        Scope = new NameScope([.. Reserved, plan.Name]);
        Properties = TakeProperties(Scope, plan.Parameters.Select(p => p.Name));
        Parameters = [.. plan.Parameters.Select(p => Scope.Take(CSharpText.Private(p.Name)))];
        Budgets = [.. plan.Budgets.Select(b => Scope.Take(CSharpText.Private(b.Name)))];
        Suspended = [.. plan.Rules.Select((r, i) => r.CanBeSuspended ? Scope.Take("_suspended" + i) : "")];
        Tiers = [.. plan.Hierarchy.Tiers.Select(t => Scope.Take("Tier" + CSharpText.Pascal(t.Name).TrimStart('_')))];
        Agents = [.. plan.Hierarchy.Agents.Select(a => Scope.Take("Agent" + CSharpText.Pascal(a.Name).TrimStart('_')))];
        Tenants = [.. plan.Hierarchy.Tenants.Select(t => Scope.Take("Tenant" + CSharpText.Pascal(t.Name).TrimStart('_')))];
        Orders = [.. plan.Hierarchy.Tiers.Select(t => Scope.Take(CSharpText.Private(t.Name) + "Order"))];
        Searches = [.. plan.Hierarchy.Tiers.Select(t => Scope.Take(CSharpText.Private(t.Name) + "Search"))];
        Bests = [.. plan.Ticks.Select((_, i) => Scope.Take($"_best{i}"))];
        Latches = [.. Enumerable.Range(0, plan.Handlers.Count(h => h.Latch is not null) + plan.Ticks.Count(t => t.Latch is not null))
            .Select(i => Scope.Take($"_latch{i}"))];
        Walks = [.. plan.Ticks.Select((_, i) => Scope.Take($"_walk{i}"))];
        State = new StateNames(plan.State, plan.Fields, plan.Hierarchy, Scope);
        Fields = new FieldWriter(plan.Fields, plan.Decays, Scope, Type, shared: true);
    }

    public string Type { get; }

    public string Machine { get; }

    public string Frames { get; }

    public NameScope Scope { get; }

    public string[] Properties { get; }

    /// <summary>The fields behind the properties.</summary>
    public string[] Parameters { get; }

    public string[] Budgets { get; }

    /// <summary>By rule, the field with the time until which it is suspended; empty where it never is.</summary>
    public string[] Suspended { get; }

    /// <summary>Constants with the tiers' numbers.</summary>
    public string[] Tiers { get; }

    public string[] Agents { get; }

    public string[] Tenants { get; }

    /// <summary>The fields with the tiers' reclaimers.</summary>
    public string[] Orders { get; }

    /// <summary>By tier, the field with the place where the last search for a victim by value ended.</summary>
    public string[] Searches { get; }

    /// <summary>By tick, the field with room for its best pages.</summary>
    public string[] Bests { get; }

    /// <summary>By number, the field that says whether the latch is on.</summary>
    public string[] Latches { get; }

    /// <summary>By tick, the field with the place where its last pass ended.</summary>
    public string[] Walks { get; }

    public FieldWriter Fields { get; }

    public StateNames State { get; }

    /// <summary>The properties of a policy that has nothing else to show.</summary>
    public static string[] PropertiesOf(string policy, IEnumerable<string> parameters) => TakeProperties(new NameScope([.. Reserved, policy]), parameters);

    private static string[] TakeProperties(NameScope scope, IEnumerable<string> parameters) => [.. parameters.Select(p => scope.Take(CSharpText.Pascal(p)))];

    public static string TypeOf(ReclaimerPlan plan) =>
        "global::" + CSharpText.Namespace(NamespaceOf(plan)) + (NamespaceOf(plan).Length > 0 ? "." : "")
        + CSharpText.Identifier(plan.InstanceName);

    public static string TypeOf(HierarchyPlan plan) =>
        "global::" + CSharpText.Namespace(plan.Namespace) + (plan.Namespace.Length > 0 ? "." : "") + CSharpText.Identifier(plan.Name);

    public static string TypeOf(WorkloadPlan plan) =>
        "global::" + CSharpText.Namespace(plan.Namespace) + (plan.Namespace.Length > 0 ? "." : "") + CSharpText.Identifier(plan.Name);

    public static string NamespaceOf(ReclaimerPlan plan) => plan.FromLibrary ? Runtime.Library : plan.Namespace;
}

namespace CdmPolicy.Dsl.Syntax;

/// <summary>Sorts of names by where they are declared; those of a place with an error of the grammar may be missing.</summary>
[Flags]
public enum LostNames
{
    None = 0,

    /// <summary>Hierarchies, policies, reclaimers and workloads.</summary>
    OfFile = 1,

    /// <summary>Tiers, agents, groups, tenants, the store.</summary>
    OfHierarchy = 2,

    /// <summary>Fields of pages.</summary>
    Fields = 4,

    /// <summary>Parameters, budgets, values of the state.</summary>
    Values = 8,

    /// <summary>Queues, ghosts, hands.</summary>
    OfReclaimer = 16,

    Regions = 32,

    /// <summary>Pages of a test.</summary>
    Pages = 64,

    All = 127,
}

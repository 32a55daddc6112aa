using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Generator.Emit;

/// <summary>What the members of a generated reclaimer are called.</summary>
internal sealed class ReclaimerNames
{
    /// <summary>The type parameter that lays out the frames.</summary>
    public const string Layout = "TLayout";

    public const string Frames = Runtime.FrameTable + "<" + Layout + ">";

    public const string Capacity = "_capacity";

    /// <summary>The method that the clock calls.</summary>
    public const string SetEpoch = "SetEpoch";

    /// <summary>The number of the page that is on its way.</summary>
    public const string Number = "number";

    private static readonly string[] Reserved =
    [
        .. GeneratedMembers.Reclaimer, "TKeep", "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals",
        "MemberwiseClone", "Finalize", Capacity, SetEpoch,
    ];

    public ReclaimerNames(ReclaimerPlan plan)
    {
        Type = CSharpText.Identifier(plan.InstanceName);
        var scope = new NameScope([.. Reserved, plan.InstanceName]);
        Queues = [.. plan.Queues.Select(q => scope.Take(CSharpText.Private(q)))];
        Hands = [.. plan.Hands.Select(h => scope.Take(CSharpText.Private(h.Name)))];
        Ghosts = [.. plan.Ghosts.Select((_, i) => new GhostWriter(plan, i, scope))];
        State = new StateNames(plan.State, plan.Fields, null, scope);
        Incoming = [.. plan.Fields.Select(f => scope.Take("_incoming" + CSharpText.Pascal(f.Name).TrimStart('_')))];
        Settled = new SettledValues(plan, scope);
        Leave = [.. plan.Queues.Select(q => scope.Take("Leave" + CSharpText.Pascal(q).TrimStart('_')))];
        Detach = scope.Take("Detach");
        Last = scope.Take("Last");
        Fields = new FieldWriter(plan.Fields, plan.Decays, scope, Layout, shared: false);
        Walk = [.. plan.Queues.Select(q => scope.Take("Walk" + CSharpText.Pascal(q).TrimStart('_')))];
        Every = [.. plan.Every.Select((_, i) => scope.Take("Every" + i))];
    }

    public string Type { get; }

    public string[] Queues { get; }

    public string[] Hands { get; }

    public GhostWriter[] Ghosts { get; }

    public SettledValues Settled { get; }

    public StateNames State { get; }

    /// <summary>By queue, the method with which passes of a policy walk it.</summary>
    public string[] Walk { get; }

    /// <summary>The methods of its <c>every</c> hooks.</summary>
    public string[] Every { get; }

    /// <summary>By page field: what it is for the page that is on its way.</summary>
    public string[] Incoming { get; }

    /// <summary>By queue: the method that moves hands off a page that is about to be unlinked.</summary>
    public string[] Leave { get; }

    /// <summary>The method that unlinks a page from whatever queue it is on.</summary>
    public string Detach { get; }

    /// <summary>The method that takes the back of the first queue with pages.</summary>
    public string Last { get; }

    public FieldWriter Fields { get; }
}

namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>What can be seen at a place in a file: conditions of different sections see different things.</summary>
[Flags]
internal enum Sight
{
    /// <summary>Numbers and words alone.</summary>
    Constant = 0,
    Parameters = 1,
    /// <summary>Tiers, devices, budgets and the clock.</summary>
    Machine = 2,
    /// <summary>The page the rule is about, with the policy's fields.</summary>
    Page = 4,
    /// <summary>Who accesses.</summary>
    Event = 8,
    /// <summary>How long the access took.</summary>
    Latency = 16,
    /// <summary>A page that is asked for and not there yet.</summary>
    Request = 32,
    /// <summary>The queues and the capacity of a reclaimer's tier.</summary>
    Queues = 64,
    /// <summary>The page on its way, for which a victim is looked for.</summary>
    Incoming = 128,
    /// <summary>Which page it is, though nothing else of it may be left.</summary>
    Identity = 256,
    /// <summary>The page's place in the tier.</summary>
    Frame = 512,
    /// <summary>A page that another may be exchanged for.</summary>
    Victim = 1024,
    /// <summary>Whether the access writes.</summary>
    Write = 2048,
    /// <summary>Nothing by itself: some of what would be seen here is told by no observer.</summary>
    Narrowed = 4096,
    /// <summary>How long the page was unmapped before the fault.</summary>
    Delay = 8192,
    /// <summary>How long a pin is meant to last.</summary>
    Pin = 16384,
    /// <summary>A page of a reclaimer's tier.</summary>
    Resident = Page | Identity | Frame,

    Placement = Parameters | Machine | Request,
    Fault = Parameters | Machine | Page | Event | Write,
    Access = Fault | Latency,
    HintFault = Fault | Delay,
    Pass = Parameters | Machine | Page,
    Pinning = Parameters | Machine | Page | Event | Pin,
    Anything = Access | Delay | Request | Pin,
}

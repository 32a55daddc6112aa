namespace CdmPolicy;

/// <summary>Why an outcome was refused, in the order the reasons are tested.</summary>
public enum Refusal
{
    /// <summary>The page is pinned.</summary>
    Pinned,
    /// <summary>Its tier lets none move.</summary>
    NotMovable,
    /// <summary>The target does not take such pages or such moves.</summary>
    NotAccepted,
    /// <summary>The target has no frame above its reserve.</summary>
    NoFrame,
    /// <summary>The budget's window is used up.</summary>
    NoBudget,
    /// <summary>The target's reclaimer does not admit the page.</summary>
    NotAdmitted,
}

/// <summary>What one rule did.</summary>
public struct RuleCounters
{
    /// <summary>Times the rule was the first to match.</summary>
    public long Tried;

    /// <summary>Times its outcome happened.</summary>
    public long Applied;

    /// <summary>Bytes it moved, placed or dropped.</summary>
    public long Bytes;

    public long RefusedPinned;
    public long RefusedNotMovable;
    public long RefusedNotAccepted;
    public long RefusedNoFrame;
    public long RefusedNoBudget;
    public long RefusedNotAdmitted;

    public readonly long Refused => RefusedPinned + RefusedNotMovable + RefusedNotAccepted + RefusedNoFrame + RefusedNoBudget + RefusedNotAdmitted;

    internal void Refuse(Refusal reason)
    {
        switch (reason)
        {
            case Refusal.Pinned: RefusedPinned++; break;
            case Refusal.NotMovable: RefusedNotMovable++; break;
            case Refusal.NotAccepted: RefusedNotAccepted++; break;
            case Refusal.NoFrame: RefusedNoFrame++; break;
            case Refusal.NoBudget: RefusedNoBudget++; break;
            default: RefusedNotAdmitted++; break;
        }
    }
}

/// <summary>What happened to the pages of one tier. Moves are counted where the page leaves.</summary>
public struct TierCounters
{
    /// <summary>Pages that started here.</summary>
    public long Placed;

    /// <summary>Pages that left for a faster tier.</summary>
    public long Promoted;

    /// <summary>Pages that left for a slower tier.</summary>
    public long Demoted;

    /// <summary>Pages dropped to the store.</summary>
    public long Evicted;

    /// <summary>Of those, dirty ones that were written first.</summary>
    public long WrittenBack;

    /// <summary>Victims taken although the policy wanted them kept, after 32 kept ones in one search.</summary>
    public long KeepsIgnored;
}

/// <summary>How often a contract was found broken, and the first time of it.</summary>
public struct ContractCounters
{
    public long Violations;

    public long FirstNs;

    public int FirstPage;

    /// <summary>The tier the page was in then.</summary>
    public int FirstTier;

    /// <summary>The rule that had just placed or moved the page, or -1 where none had.</summary>
    public int FirstRule;
}

/// <summary>Sums over a run.</summary>
public struct RunCounters
{
    public long Events;

    /// <summary>Accesses to a page without a frame.</summary>
    public long Faults;

    /// <summary>Of those, to a page that had been evicted.</summary>
    public long Refaults;

    /// <summary>Faults that read the store: evicted pages and first touches of file pages.</summary>
    public long StoreReads;

    /// <summary>Accesses by an agent that cannot address the page where it is.</summary>
    public long AccessFaults;

    /// <summary>Accesses that were not served: no tier took the page, or an access fault was not resolved.</summary>
    public long Failed;

    /// <summary>Pages whose tier went away while nothing could take them.</summary>
    public long Lost;

    /// <summary>Pins that were granted.</summary>
    public long Pins;

    /// <summary>Pins that were denied: by a rule, or because the page could not go to a tier that permits them.</summary>
    public long PinsDenied;

    /// <summary>Time spent moving pages between tiers, ns.</summary>
    public long MoveNs;

    /// <summary>Time spent reading from the store, ns.</summary>
    public long StoreReadNs;

    /// <summary>Time spent writing dirty pages to the store, ns.</summary>
    public long WriteBackNs;
}

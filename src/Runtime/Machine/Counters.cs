namespace CdmPolicy;

/// <summary>Why an outcome was refused, in the order the reasons are tested.</summary>
public enum Refusal
{
    /// <summary>The page is pinned.</summary>
    Pinned,
    /// <summary>It is under way already.</summary>
    InFlight,
    /// <summary>A base page cannot be split, nor a huge one be collapsed.</summary>
    WrongSize,
    /// <summary>Some base page of the huge page to be is not in the tier or is held, or the region asked for no huge pages.</summary>
    NotWhole,
    /// <summary>Its tier lets none move.</summary>
    NotMovable,
    /// <summary>The target does not take such pages or such moves.</summary>
    NotAccepted,
    /// <summary>The page's tenant has its share of the target.</summary>
    NoShare,
    /// <summary>The target has no frame above its reserve.</summary>
    NoFrame,
    /// <summary>The target has free frames enough for a huge page, but no aligned block of them.</summary>
    NoBlock,
    /// <summary>The budget's window is used up.</summary>
    NoBudget,
    /// <summary>The target's reclaimer does not admit the page.</summary>
    NotAdmitted,
    /// <summary>The page would be evicted to swap, and that is full.</summary>
    NoSwap,
    /// <summary>As many moves as can be are under way.</summary>
    Busy,
    /// <summary>A fault, of a move that somebody waits for.</summary>
    Failed,
}

/// <summary>Why a move that had begun did not happen: the page is then where it was.</summary>
public enum MoveFailure
{
    /// <summary>The page was written during every copy.</summary>
    Written,
    /// <summary>A fault that was asked for.</summary>
    Fault,
    /// <summary>The target's reclaimer did not admit the page when it arrived.</summary>
    NotAdmitted,
    /// <summary>The page was pinned.</summary>
    Pinned,
    /// <summary>Its tier or its target went offline.</summary>
    Offline,
    /// <summary>The program gave the page back.</summary>
    Unmapped,
}

/// <summary>What one rule did.</summary>
public struct RuleCounters
{
    /// <summary>Times the rule was the first to match.</summary>
    public long Tried;

    /// <summary>Times its outcome happened, or began.</summary>
    public long Applied;

    /// <summary>Bytes it moved, placed or dropped; of moves under way none yet.</summary>
    public long Bytes;

    public long RefusedPinned;
    public long RefusedInFlight;
    public long RefusedNotMovable;
    public long RefusedNotAccepted;
    public long RefusedNoShare;
    public long RefusedNoFrame;
    public long RefusedNoBudget;
    public long RefusedNotAdmitted;
    public long RefusedNoSwap;
    public long RefusedBusy;
    public long RefusedFailed;
    public long RefusedNoBlock;
    public long RefusedWrongSize;
    public long RefusedNotWhole;

    /// <summary>Of those applied, moves that ended where they began: written during every copy,</summary>
    public long FailedWritten;

    /// <summary>by a fault that was asked for,</summary>
    public long FailedFault;

    /// <summary>because the target's reclaimer did not admit the page when it arrived,</summary>
    public long FailedNotAdmitted;

    /// <summary>because the page was pinned,</summary>
    public long FailedPinned;

    /// <summary>because one of the two tiers went offline,</summary>
    public long FailedOffline;

    /// <summary>or because the program gave the page back.</summary>
    public long FailedUnmapped;

    public readonly long Refused =>
        RefusedPinned + RefusedInFlight + RefusedNotMovable + RefusedNotAccepted + RefusedNoShare + RefusedNoFrame + RefusedNoBudget
        + RefusedNotAdmitted + RefusedNoSwap + RefusedBusy + RefusedFailed + RefusedNoBlock + RefusedWrongSize + RefusedNotWhole;

    public readonly long Failed => FailedWritten + FailedFault + FailedNotAdmitted + FailedPinned + FailedOffline + FailedUnmapped;

    internal void Refuse(Refusal reason)
    {
        switch (reason)
        {
            case Refusal.Pinned: RefusedPinned++; break;
            case Refusal.InFlight: RefusedInFlight++; break;
            case Refusal.NotMovable: RefusedNotMovable++; break;
            case Refusal.NotAccepted: RefusedNotAccepted++; break;
            case Refusal.NoShare: RefusedNoShare++; break;
            case Refusal.NoFrame: RefusedNoFrame++; break;
            case Refusal.NoBudget: RefusedNoBudget++; break;
            case Refusal.NoBlock: RefusedNoBlock++; break;
            case Refusal.WrongSize: RefusedWrongSize++; break;
            case Refusal.NotWhole: RefusedNotWhole++; break;
            case Refusal.NoSwap: RefusedNoSwap++; break;
            case Refusal.Busy: RefusedBusy++; break;
            case Refusal.Failed: RefusedFailed++; break;
            default: RefusedNotAdmitted++; break;
        }
    }

    internal void Fail(MoveFailure reason)
    {
        switch (reason)
        {
            case MoveFailure.Written: FailedWritten++; break;
            case MoveFailure.Pinned: FailedPinned++; break;
            case MoveFailure.Offline: FailedOffline++; break;
            case MoveFailure.Unmapped: FailedUnmapped++; break;
            case MoveFailure.Fault: FailedFault++; break;
            default: FailedNotAdmitted++; break;
        }
    }
}

/// <summary>What happened to the pages of one tier, a huge one counted as its base pages. Moves are counted where the page leaves.</summary>
public struct TierCounters
{
    /// <summary>Pages that started here.</summary>
    public long Placed;

    /// <summary>Pages that left for a tier that is nearer to the processors.</summary>
    public long Promoted;

    /// <summary>Pages that left for a tier that is farther.</summary>
    public long Demoted;

    /// <summary>Pages that left for a tier that is as near.</summary>
    public long Moved;

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

    /// <summary>Faults that read swap.</summary>
    public long SwapReads;

    /// <summary>Dirty pages written to swap.</summary>
    public long SwapWrites;

    /// <summary>Time spent reading from swap, ns.</summary>
    public long SwapReadNs;

    /// <summary>Time spent writing to swap, ns.</summary>
    public long SwapWriteNs;

    /// <summary>Accesses by an agent that cannot address the page where it is.</summary>
    public long AccessFaults;

    /// <summary>Of those, served in place, by an agent that is remote to the tier.</summary>
    public long Remote;

    /// <summary>Writes to a page where it may only be read.</summary>
    public long WriteFaults;

    /// <summary>Accesses that were not served: no tier took the page, or an access fault was not resolved.</summary>
    public long Failed;

    /// <summary>Pages whose tier went away and took them along, or while nothing could take them.</summary>
    public long Lost;

    /// <summary>Of those, pages of files that the store still has as they were.</summary>
    public long LostClean;

    /// <summary>Pages that were in memory when the program gave them back.</summary>
    public long Unmapped;

    /// <summary>Pins that were granted.</summary>
    public long Pins;

    /// <summary>Pins that were denied: by a rule, or because the page could not go to a tier that permits them.</summary>
    public long PinsDenied;

    /// <summary>Time spent moving pages between tiers, ns.</summary>
    public long MoveNs;

    /// <summary>Copies made again because the page was written meanwhile.</summary>
    public long MoveRetries;

    /// <summary>Time that accesses waited for moves under way, ns.</summary>
    public long WaitNs;

    /// <summary>Of the time of moves, write-back and hint faults, what was spent while somebody waited for it, ns; the costs have it already.</summary>
    public long WaitedNs;

    /// <summary>Time spent reading from the store, ns.</summary>
    public long StoreReadNs;

    /// <summary>Of that, for pages that were never in memory before: no policy is without it.</summary>
    public long FirstReadNs;

    /// <summary>Time spent writing dirty pages to the store, ns.</summary>
    public long WriteBackNs;
}

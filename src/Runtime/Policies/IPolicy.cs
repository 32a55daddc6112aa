using CdmPolicy.Frames;
using CdmPolicy.Model;

namespace CdmPolicy.Policies;

/// <summary>What the machine asks a policy; generated from a <c>policy</c> declaration.</summary>
/// <remarks>
/// The machine is generic over the struct, so every call here is direct and can be inlined. A policy keeps its own state
/// (parameters, budgets, reclaimers, cursors) in its fields and the pages' state behind the frames' headers.
/// </remarks>
public interface IPolicy<TSelf> : IFrameLayout
    where TSelf : struct, IPolicy<TSelf>
{
    static abstract HierarchyModel Hierarchy { get; }

    static abstract PolicyModel Model { get; }

    /// <summary>True where the reclaimer of some tier can refuse a page.</summary>
    static virtual bool Refuses => false;

    /// <summary>True where the reclaimer of some tier gives up pages though there is room.</summary>
    static virtual bool Trims => false;

    /// <summary>True where some tier hands out its frames in aligned blocks: for huge pages, or because it is declared contiguous.</summary>
    static virtual bool HasBlocks => false;

    /// <summary>True where something asks how many base pages of a huge page were touched.</summary>
    static virtual bool ReadsTouched => false;
    /// <summary>The observers it has.</summary>
    static virtual Observation Observation => Observation.Everything;

    /// <summary>It was compiled to tell the machine which rule it follows and what its condition saw.</summary>
    static virtual bool Explains => false;

    /// <summary>False where no rule moves a page.</summary>
    static virtual bool Moves => true;

    /// <summary>Reads or sets a parameter by its number in <see cref="PolicyModel.Parameters"/>.</summary>
    long GetParameter(int parameter);

    /// <exception cref="ArgumentOutOfRangeException">The value is outside the declared range.</exception>
    void SetParameter(int parameter, long value);

    /// <summary>Once per machine, before any event: sets the tiers' watermarks and attaches the reclaimers.</summary>
    void Attach(Machine<TSelf> machine);

    /// <summary>The tiers in which a page may start, in order; empty when no rule answers.</summary>
    /// <param name="rule">The number of the rule that answered.</param>
    TierOrder Place(Machine<TSelf> machine, in Request request, out int rule);

    /// <summary>A page has just been placed; its state is zeroed.</summary>
    void Placed(Machine<TSelf> machine, int frame);

    /// <summary>The rules of <c>on access</c>, after the access was served.</summary>
    void OnAccess(Machine<TSelf> machine, int frame, int agent, bool write);

    /// <summary>The rules of <c>on fault</c>: the agent cannot address the page where it is.</summary>
    void OnFault(Machine<TSelf> machine, int frame, int agent, bool write);

    /// <summary>The rules of <c>on hint_fault</c>: the page had been unmapped so that its next access is noticed.</summary>
    void OnHintFault(Machine<TSelf> machine, int frame, int agent, bool write)
    {
    }

    /// <summary>A page has just been unmapped for that.</summary>
    void Unmapped(Machine<TSelf> machine, int frame)
    {
    }

    /// <summary>The rules of <c>on write_fault</c>: the page is written where it may only be read.</summary>
    void OnWriteFault(Machine<TSelf> machine, int frame, int agent, bool write)
    {
    }

    /// <summary>A decay clock reached a new epoch.</summary>
    void SetEpoch(int decay, uint epoch);

    /// <summary>An <c>every</c> handler is due.</summary>
    void Tick(Machine<TSelf> machine, int tick);

    /// <summary>To the tier's reclaimer: a page is on its way, before a victim is looked for to make room for it.</summary>
    /// <returns>False: the reclaimer does not admit the page.</returns>
    bool Missed(Machine<TSelf> machine, int tier, int page);

    /// <summary>To the tier's reclaimer: a page came.</summary>
    void Inserted(Machine<TSelf> machine, int tier, int frame);

    /// <summary>To the tier's reclaimer: a page was accessed.</summary>
    void Touched(Machine<TSelf> machine, int tier, int frame);

    /// <summary>To the tier's reclaimer: a page leaves.</summary>
    /// <param name="chosen">Whether it leaves because that reclaimer chose it.</param>
    void Removed(Machine<TSelf> machine, int tier, int frame, bool chosen);

    /// <summary>The frame whose page should leave the tier; 0 if there is none.</summary>
    int SelectVictim(Machine<TSelf> machine, int tier);

    /// <summary>After an access: a frame whose page should leave the tier though there is room; 0 for no more.</summary>
    int SelectTrimmed(Machine<TSelf> machine, int tier) => 0;

    /// <summary>Some tier's background reclaim starts by a condition, which is asked after each event.</summary>
    static virtual bool StartsOnCondition => false;

    /// <summary>The tiers whose background reclaim should start, a bit each.</summary>
    int Starts(Machine<TSelf> machine) => 0;

    /// <summary>Background reclaim of such a tier should end.</summary>
    bool Ends(Machine<TSelf> machine, int tier) => true;

    /// <summary>The policy says what no page may be.</summary>
    static virtual bool HasContracts => false;

    /// <summary>Tells the machine of every contract that the page in a frame breaks.</summary>
    void CheckContracts(Machine<TSelf> machine, int frame)
    {
    }

    /// <summary>The events beside accesses that the policy handles.</summary>
    static virtual PolicyEvents Handles => PolicyEvents.None;

    /// <summary>The hints it handles, by number.</summary>
    static virtual IReadOnlyList<string> Hints => [];

    /// <summary>The rules of <c>on pin</c>, before the pin is decided.</summary>
    void OnPin(Machine<TSelf> machine, int frame, int agent, bool isLong)
    {
    }

    /// <summary>The rules of <c>on unpin</c>, after the pin was taken back.</summary>
    void OnUnpin(Machine<TSelf> machine, int frame, int agent)
    {
    }

    /// <summary>The rules of <c>on hint</c>.</summary>
    void OnHint(Machine<TSelf> machine, int hint, int frame, int agent)
    {
    }

    /// <summary>A page came to a tier, by placement or by a move.</summary>
    /// <param name="agent">Whose event brought it there, or -1.</param>
    void OnArrive(Machine<TSelf> machine, int frame, int agent)
    {
    }

    /// <summary>A move of a page was refused, and it is where it was.</summary>
    /// <param name="agent">Whose event it was, or -1.</param>
    void OnFailure(Machine<TSelf> machine, int frame, int agent)
    {
    }

    /// <summary>The page's tier goes offline.</summary>
    /// <param name="agent">Its driver's, or -1.</param>
    void OnOffline(Machine<TSelf> machine, int frame, int agent)
    {
    }

    /// <summary>The policy has rules about pins.</summary>
    static virtual bool DecidesPins => false;

    /// <summary>The rules of <c>pin</c>; where none answers, what the tiers permit decides.</summary>
    PinVerdict DecidePin(Machine<TSelf> machine, int frame, int agent, bool isLong) => PinVerdict.Open;

    /// <summary>The hierarchy has tenants, whose pages are counted.</summary>
    static virtual bool HasTenants => false;

    /// <summary>True where some rule leaves a copy behind.</summary>
    static virtual bool Shadows => false;

    /// <summary>For <c>or exchange</c>: one of the tier's next victims that may change places with a page; 0 for none.</summary>
    int SelectPartner(Machine<TSelf> machine, int rule, int tier, int frame) => 0;

    /// <summary>The rules of <c>reclaim</c> for a victim: demotes or evicts it, by calling the machine.</summary>
    void Reclaim(Machine<TSelf> machine, int tier, int frame);

    /// <summary>Frees what its reclaimers keep outside of the frames; it is not used any more.</summary>
    void Release()
    {
    }
}

/// <summary>Events beside accesses; what a policy does not handle costs nothing.</summary>
[Flags]
public enum PolicyEvents
{
    None = 0,
    Pin = 1,
    Unpin = 2,
    Hint = 4,
    Arrive = 8,
    Failure = 16,
    Offline = 32,
}

/// <summary>What a policy says to a pin.</summary>
public enum PinVerdict
{
    /// <summary>No rule answers.</summary>
    Open,
    Allow,
    Deny,
}

/// <summary>A page that has no frame and needs one.</summary>
/// <param name="Size">Bytes of the region it belongs to.</param>
/// <param name="Bound">The only tier that will do, or -1.</param>
/// <param name="Named">One bit per tier that the request names.</param>
/// <param name="Preferred">The tier it prefers, or -1.</param>
/// <param name="Tenant">Whose page it is, or -1.</param>
/// <param name="Huge">A huge page is placed if one of the tiers has a free block for it.</param>
public readonly record struct Request(
    int Page, PageKind Kind, long Size, int Agent, int Bound, int Named, int Preferred, int Tenant = -1, bool Huge = false);

using System.Runtime.CompilerServices;
using CdmPolicy.Model;

namespace CdmPolicy;

/// <summary>
/// Tenants: how many pages of whom are in which tier, and what follows from their shares. All pages without a tenant count
/// together, as those of number -1, and have no share.
/// </summary>
/// <remarks>The shares are those of the memory controller of control groups: <c>memory.max</c> and <c>memory.low</c>.</remarks>
public sealed unsafe partial class Machine<TPolicy>
{
    private const int Anyone = -2;

    /// <summary>By tier and tenant, the pages there; one more tenant than there are, for pages of none.</summary>
    private readonly int[] _held = [];

    /// <summary>As <see cref="_held"/>: reclaim passes over the pages of who has no more than this.</summary>
    private readonly int[] _low = [];

    /// <summary>As <see cref="_held"/>: nobody has more.</summary>
    private readonly int[] _max = [];

    /// <summary>As <see cref="_held"/>: pages under way, to where they go.</summary>
    private readonly int[] _coming = [];

    /// <summary>By tenant, those of none first.</summary>
    private readonly TenantCounters[] _tenants = [];

    private readonly int _owners;

    /// <summary>While a victim is looked for that must be of one tenant, that one.</summary>
    private int _victimsOf = Anyone;

    /// <summary>What the pages of each tenant had, by its number plus one; the first are those of none. Empty where the hierarchy has no tenants.</summary>
    public ReadOnlySpan<TenantCounters> Tenants => _tenants;

    /// <summary>Whose page is in a frame, or -1.</summary>
    public int TenantOf(int frame) => TenantOfPage(Frames[frame].Page);

    /// <summary>Bytes that a tier holds of a tenant; of -1, those of pages without one.</summary>
    public long Mine(int tier, int tenant) => _held[Share(tier, tenant)] * Hierarchy.PageBytes;

    /// <summary>A search for a victim passes over the page, as over one that the policy keeps.</summary>
    public bool IsShielded(int frame)
    {
        if (_swapIsFull && CannotEvict(frame) == Refusal.NoSwap) return true;
        if (!TPolicy.HasTenants) return false;
        ref var entry = ref Frames[frame];
        var tenant = TenantOfPage(entry.Page);
        if (_victimsOf != Anyone) return tenant != _victimsOf;
        var share = Share(entry.Tier, tenant);
        return _low[share] > 0 && _held[share] <= _low[share];
    }

    private static int[] Fill(int length, int value)
    {
        var result = new int[length];
        Array.Fill(result, value);
        return result;
    }

    private void SetShares()
    {
        for (var tenant = 0; tenant < Hierarchy.Tenants.Length; tenant++)
        {
            foreach (var share in Hierarchy.Tenants[tenant].Shares)
            {
                _low[Share(share.Tier, tenant)] = ToFrames(share.Low);
                if (share.Max >= 0) _max[Share(share.Tier, tenant)] = (int)Math.Min(share.Max / Hierarchy.PageBytes, int.MaxValue);
            }
        }
    }

    private int Share(int tier, int tenant) => tier * _owners + tenant + 1;

    private int TenantOfPage(int page) => _regions[_regionOfPage.Length == 0 ? 0 : _regionOfPage[page]].Tenant;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CountPage(int tier, int frame, int change) => _held[Share(tier, TenantOf(frame))] += change * Frames.PagesOf(frame);

    private void NoteNotPlaced(int page, Refusal reason)
    {
        Owner(page).NotPlaced++;
        if (reason == Refusal.NoShare) Owner(page).BeyondShare++;
    }

    private ref TenantCounters Owner(int page) => ref _tenants[TenantOfPage(page) + 1];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CountAccess(int page, int access)
    {
        ref var owner = ref Owner(page);
        owner.Accesses++;
        owner.AccessNs += _loadedNs[access];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CountComing(int tier, int frame, int change) => _coming[Share(tier, TenantOf(frame))] += change * Frames.PagesOf(frame);

    /// <summary>So many more base pages of that tenant may come, those under way counted.</summary>
    private bool IsWithinShare(int tier, int page, int pages = 1)
    {
        if (!TPolicy.HasTenants) return true;
        var share = Share(tier, TenantOfPage(page));
        return _max[share] - _held[share] - _coming[share] >= pages;
    }

    /// <summary>The page's tenant may have pages in the tier at all.</summary>
    private bool HasShare(int tier, int page) => !TPolicy.HasTenants || _max[Share(tier, TenantOfPage(page))] > 0;

    /// <summary>Two pages may change places: neither tenant gets more of a tier than its share.</summary>
    private bool MaySwap(int frame, int partner)
    {
        if (!TPolicy.HasTenants || TenantOf(frame) == TenantOf(partner)) return true;
        var pages = Frames.PagesOf(frame);
        return IsWithinShare(Frames[partner].Tier, Frames[frame].Page, pages) && IsWithinShare(Frames[frame].Tier, Frames[partner].Page, pages);
    }

    /// <summary>A page of the same tenant leaves for one of it that comes; where the search finds none, none leaves.</summary>
    private bool ReclaimFromOwner(int tier, int page)
    {
        do
        {
            var before = _victimsOf;
            var ignored = _tierCounters[tier].KeepsIgnored;
            _victimsOf = TenantOfPage(page);
            var frame = Policy.SelectVictim(this, tier);
            var found = frame != 0 && TenantOf(frame) == _victimsOf;
            _victimsOf = before;
            if (!found)
            {
                _tierCounters[tier].KeepsIgnored = ignored;
                return false;
            }

            if (GivesUp(tier, frame) || (!_hasSplit && ReclaimOther(tier, frame, TenantOfPage(page)))) return true;
        } while (TPolicy.HugePages > 1 && _hasSplit);

        return false;
    }
}

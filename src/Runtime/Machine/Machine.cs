using System.Runtime.CompilerServices;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy;

/// <summary>
/// A memory hierarchy that runs a policy: pages, frames, tiers, a clock. Generic over the policy struct so that the JIT
/// compiles one loop per policy, with no virtual call, delegate, boxing or allocation per event.
/// </summary>
/// <remarks>Not thread-safe. Everything is allocated by the constructor; <c>docs/model.md</c> says what is modelled.</remarks>
public sealed unsafe partial class Machine<TPolicy> : IDisposable
    where TPolicy : struct, IPolicy<TPolicy>
{
    /// <summary>Agents a trace can name; its operation byte has six bits for them.</summary>
    public const int MaxAgents = 64;

    /// <summary>The policy with its parameters and state. A field, so that calls work on it in place.</summary>
    public TPolicy Policy;

    private readonly NativeBlock _frameBlock;
    private readonly NativeBlock _pageBlock;
    private readonly NativeBlock _servedBlock;
    private readonly TierState[] _tiers;
    private readonly TierCounters[] _tierCounters;
    private readonly RuleCounters[] _ruleCounters;
    private readonly long[][] _stats;
    private readonly RegionModel[] _regions;
    private readonly int[] _regionOfPage;
    private readonly CostTable _costs;
    private readonly int* _frameOf;
    private RunCounters _run;

    /// <param name="policy">Copied; its parameters are set before: watermarks and budgets are worked out from them here.</param>
    /// <param name="pages">Pages are numbered from 0 to this, exclusive.</param>
    /// <param name="hierarchy">The policy's own with other capacities, or null for as declared.</param>
    /// <param name="regions">What the program asked for; null: one region of anonymous memory.</param>
    /// <param name="regionOfPage">By page, an index into <paramref name="regions"/>; null: all in the first.</param>
    /// <param name="faults">What goes wrong by chance; null for nothing.</param>
    /// <param name="seed">Of what observers draw by chance.</param>
    /// <exception cref="ArgumentException">More than 2^31 - 64 frames.</exception>
    public Machine(
        TPolicy policy, int pages, HierarchyModel? hierarchy = null, RegionModel[]? regions = null,
        int[]? regionOfPage = null, Faults? faults = null, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pages);
        Hierarchy = hierarchy ?? TPolicy.Hierarchy;
        PageCount = pages;
        Policy = policy;
        _regions = regions is { Length: > 0 } ? regions : [new RegionModel(PageKind.Anon, pages * Hierarchy.PageBytes)];
        _regionOfPage = regionOfPage ?? [];

        _tiers = LayOutTiers(Hierarchy, out var frames);
        _frameBlock = new NativeBlock((frames + 1) * FrameTable<TPolicy>.Stride);
        Frames = new FrameTable<TPolicy>(_frameBlock.Start);
        _pageBlock = new NativeBlock((long)pages * sizeof(int));
        _frameOf = (int*)_pageBlock.Start;

        _tierCounters = new TierCounters[_tiers.Length];
        _ruleCounters = new RuleCounters[TPolicy.Model.Rules.Length];
        _stats = [.. Hierarchy.Agents.Select(a => new long[a.Stats.Length])];
        _costs = new CostTable(Hierarchy);
        _servedBlock = new NativeBlock((long)_costs.Length * sizeof(long));
        _served = (long*)_servedBlock.Start;
        _allAddressable = _costs.AllAddressable;
        _links = new LinkQueues(_costs, _tiers.Length);
        _flights = TPolicy.Moves ? new FlightTable() : null;
        _faults = new FaultDice(faults);
        _loadedNs = [.. Enumerable.Range(0, _costs.Length).Select(_costs.Access)];
        _settled = new long[_costs.Length];
        _movedBytes = new long[_tiers.Length];
        _traffic = new long[_tiers.Length];
        _clock = new PolicyClock(TPolicy.Model);
        _outageDue = faults is { Tiers: > 0 } ? FaultDice.EndOfStretch(0) : long.MaxValue;
        _nextDue = Math.Min(_clock.NextDue, Math.Min(_windowEnd, _outageDue));
        _counted = Uses(Observation.DeviceCounters) ? new uint[(long)pages * _firstCounter[^1]] : [];
        _monitors = Uses(Observation.Regions) ? Monitors(pages, seed) : [];
        _swapSlots = Hierarchy.Swap is { } swap ? swap.CapacityBytes / Hierarchy.PageBytes : 0;
        if (TPolicy.HasTenants)
        {
            _owners = Hierarchy.Tenants.Length + 1;
            _held = new int[_tiers.Length * _owners];
            _coming = new int[_held.Length];
            _low = new int[_held.Length];
            _max = Fill(_held.Length, int.MaxValue);
            _tenants = new TenantCounters[_owners];
            SetShares();
        }

        if (TPolicy.Shadows)
        {
            _shadowOf = new int[pages];
            _shadows = new (int, int)[_tiers.Length];
        }

        if (TPolicy.HasBlocks) _blocks = Blocks();
        if (TPolicy.ReadsTouched) _touched = new ulong[pages / 64 + 1];

        Policy.Attach(this);
    }

    public HierarchyModel Hierarchy { get; }

    public int PageCount { get; }

    /// <summary>Every frame's entry: header and packed state.</summary>
    public FrameTable<TPolicy> Frames { get; }

    /// <summary>The time of the event being handled, ns.</summary>
    public long Now { get; private set; }

    /// <summary>Bytes this machine allocated for frames and pages.</summary>
    public long Bytes => _frameBlock.Bytes + _pageBlock.Bytes;

    /// <summary>Sums over everything executed so far.</summary>
    public RunCounters Totals => _run;

    public ReadOnlySpan<RuleCounters> Rules => _ruleCounters;

    public ReadOnlySpan<TierCounters> TierCounts => _tierCounters;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TierState Tier(int tier) => ref _tiers[tier];

    /// <summary>The frame a page is in, or 0.</summary>
    public int FrameOf(int page)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)page, (uint)PageCount);
        return Math.Max(0, _frameOf[page]);
    }

    /// <summary>A device's statistic, as the driver last reported it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Stat(int agent, int stat) => _stats[agent][stat];

    public void Dispose()
    {
        Policy.Release();
        _frameBlock.Dispose();
        _pageBlock.Dispose();
        _servedBlock.Dispose();
    }

    private static TierState[] LayOutTiers(HierarchyModel hierarchy, out long frames)
    {
        var tiers = new TierState[hierarchy.Tiers.Length];
        long next = 1;
        for (var i = 0; i < tiers.Length; i++)
        {
            var capacity = hierarchy.Tiers[i].CapacityBytes / hierarchy.PageBytes;
            if (next + capacity - 1 > HierarchyModel.MaxFrames)
                throw new ArgumentException("a machine holds at most 2^31 - 64 frames; use larger pages or smaller tiers");
            tiers[i] = new TierState { FirstFrame = (int)next, Capacity = (int)capacity, Free = (int)capacity };
            next += capacity;
        }

        frames = next - 1;
        return tiers;
    }
}

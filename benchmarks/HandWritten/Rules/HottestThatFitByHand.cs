using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;
using static CdmPolicy.Benchmarks.Ladder.Tiers;

namespace CdmPolicy.Benchmarks.HandWritten.Rules;

/// <summary>
/// By hand, <c>HottestThatFit</c> of <c>Policies/rules.cdmp</c>: A histogram of how hot the pages are gives the threshold of promotion: the coldest length in bits that still fits.
/// </summary>
public struct HottestThatFitByHand : IRulesByHand<HottestThatFitByHand>
{
    private readonly Histogram _heats = new(17);
    private long _hot = 1;
    private uint _epoch;
    private HandWrittenFifo _ram;

    public HottestThatFitByHand()
    {
    }

    public static int StateBytes => 8;

    // Only words and periods.
    public static PolicyModel Model => HottestThatFit.Model;

    public readonly void Attach(Machine<HottestThatFitByHand> machine)
    {
        var ram = machine.Hierarchy.Tiers[Ram].CapacityBytes;
        machine.SetWatermarks(Ram, 0, ram / 100, ram / 50);
    }

    public readonly TierOrder Place(Machine<HottestThatFitByHand> machine, in Request request, out int rule)
    {
        rule = 0;
        return TierOrder.Of(Pmem);
    }

    public readonly void Placed(Machine<HottestThatFitByHand> machine, int frame)
    {
    }

    public readonly void OnAccess(Machine<HottestThatFitByHand> machine, int frame, int agent, bool write)
    {
        ref var page = ref machine.Frames.State<PageState>(frame);
        uint heat = page.Heat;
        if (page.Stamp != _epoch)
        {
            heat = Decay.Halve(heat, _epoch - page.Stamp);
            page.Stamp = _epoch;
        }

        var hotter = Math.Min(heat + 1, 65535);
        _heats.Change(heat, hotter);
        page.Heat = (ushort)hotter;
        if (machine.Frames[frame].Tier == Pmem && Saturating.Log2(hotter) >= _hot) machine.Move(1, frame, TierOrder.Of(Ram));
    }

    public void SetEpoch(int decay, uint epoch)
    {
        _heats.Halve(epoch - _epoch);
        _epoch = epoch;
    }

    public void Tick(Machine<HottestThatFitByHand> machine, int tick) => _hot = _heats.Fit(machine.Tier(Ram).Capacity);

    public readonly bool Missed(Machine<HottestThatFitByHand> machine, int tier, int page) => true;

    public void Inserted(Machine<HottestThatFitByHand> machine, int tier, int frame)
    {
        _heats.Add(Heat(machine, frame));
        if (tier == Ram) _ram.Insert(machine.Frames, frame);
    }

    public readonly void Touched(Machine<HottestThatFitByHand> machine, int tier, int frame)
    {
    }

    public void Removed(Machine<HottestThatFitByHand> machine, int tier, int frame, bool chosen)
    {
        _heats.Remove(Heat(machine, frame));
        if (tier == Ram) _ram.Remove(machine.Frames, frame);
    }

    public int SelectVictim(Machine<HottestThatFitByHand> machine, int tier) => tier == Ram ? _ram.Victim(machine.Frames) : 0;

    public readonly void Reclaim(Machine<HottestThatFitByHand> machine, int tier, int frame)
    {
        if (!machine.Demote(2, frame, TierOrder.Of(Pmem))) machine.Evict(-1, frame);
    }

    private readonly uint Heat(Machine<HottestThatFitByHand> machine, int frame)
    {
        ref var page = ref machine.Frames.State<PageState>(frame);
        return Decay.Halve(page.Heat, _epoch - page.Stamp);
    }

    private struct PageState
    {
        public uint Stamp;
        public ushort Heat;
    }
}

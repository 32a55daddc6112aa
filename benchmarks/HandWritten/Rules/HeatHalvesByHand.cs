using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;
using static CdmPolicy.Benchmarks.Ladder.Tiers;

namespace CdmPolicy.Benchmarks.HandWritten.Rules;

/// <summary>
/// By hand, <c>HeatHalves</c> of <c>Policies/rules.cdmp</c>: A counter that halves every millisecond, when it is next looked at; at a threshold the page is promoted.
/// </summary>
public struct HeatHalvesByHand : IRulesByHand<HeatHalvesByHand>
{
    private readonly long _hot = 4;
    private uint _epoch;
    private HandWrittenFifo _ram;

    public HeatHalvesByHand()
    {
    }

    public static int StateBytes => 8;

    // Only words and periods.
    public static PolicyModel Model => HeatHalves.Model;

    public readonly void Attach(Machine<HeatHalvesByHand> machine)
    {
        var ram = machine.Hierarchy.Tiers[Ram].CapacityBytes;
        machine.SetWatermarks(Ram, 0, ram / 100, ram / 50);
    }

    public readonly TierOrder Place(Machine<HeatHalvesByHand> machine, in Request request, out int rule)
    {
        rule = 0;
        return TierOrder.Of(Pmem);
    }

    public readonly void Placed(Machine<HeatHalvesByHand> machine, int frame)
    {
    }

    public readonly void OnAccess(Machine<HeatHalvesByHand> machine, int frame, int agent, bool write)
    {
        ref var page = ref machine.Frames.State<PageState>(frame);
        uint heat = page.Heat;
        if (page.Stamp != _epoch)
        {
            heat = Decay.Halve(heat, _epoch - page.Stamp);
            page.Stamp = _epoch;
        }

        if (heat < 255) heat++;
        page.Heat = (byte)heat;
        if (heat >= _hot && machine.Frames[frame].Tier == Pmem) machine.Move(1, frame, TierOrder.Of(Ram));
    }

    public void SetEpoch(int decay, uint epoch) => _epoch = epoch;

    public readonly void Tick(Machine<HeatHalvesByHand> machine, int tick)
    {
    }

    public readonly bool Missed(Machine<HeatHalvesByHand> machine, int tier, int page) => true;

    public void Inserted(Machine<HeatHalvesByHand> machine, int tier, int frame)
    {
        if (tier == Ram) _ram.Insert(machine.Frames, frame);
    }

    public readonly void Touched(Machine<HeatHalvesByHand> machine, int tier, int frame)
    {
    }

    public void Removed(Machine<HeatHalvesByHand> machine, int tier, int frame, bool chosen)
    {
        if (tier == Ram) _ram.Remove(machine.Frames, frame);
    }

    public int SelectVictim(Machine<HeatHalvesByHand> machine, int tier) => tier == Ram ? _ram.Victim(machine.Frames) : 0;

    public readonly void Reclaim(Machine<HeatHalvesByHand> machine, int tier, int frame)
    {
        if (!machine.Demote(2, frame, TierOrder.Of(Pmem))) machine.Evict(-1, frame);
    }

    private struct PageState
    {
        public uint Stamp;
        public byte Heat;
    }
}

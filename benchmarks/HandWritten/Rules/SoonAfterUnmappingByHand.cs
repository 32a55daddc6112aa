using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;
using static CdmPolicy.Benchmarks.Ladder.Tiers;

namespace CdmPolicy.Benchmarks.HandWritten.Rules;

/// <summary>
/// By hand, <c>SoonAfterUnmapping</c> of <c>Policies/rules.cdmp</c>: Each page notes when it was unmapped; one that faults within 500 us is promoted.
/// </summary>
public struct SoonAfterUnmappingByHand : IRulesByHand<SoonAfterUnmappingByHand>
{
    private HandWrittenFifo _ram;

    public static int StateBytes => 8;

    // Only words and periods.
    public static PolicyModel Model => SoonAfterUnmapping.Model;

    public readonly void Attach(Machine<SoonAfterUnmappingByHand> machine)
    {
        var ram = machine.Hierarchy.Tiers[Ram].CapacityBytes;
        machine.SetWatermarks(Ram, 0, ram / 100, ram / 50);
    }

    public readonly TierOrder Place(Machine<SoonAfterUnmappingByHand> machine, in Request request, out int rule)
    {
        rule = 0;
        return TierOrder.Of(Pmem);
    }

    public readonly void Placed(Machine<SoonAfterUnmappingByHand> machine, int frame)
    {
    }

    public static Observation Observation => Observation.HintFaults;

    public readonly void OnAccess(Machine<SoonAfterUnmappingByHand> machine, int frame, int agent, bool write)
    {
    }

    public readonly void Unmapped(Machine<SoonAfterUnmappingByHand> machine, int frame) => machine.Frames.State<long>(frame) = machine.Now;

    public readonly void OnHintFault(Machine<SoonAfterUnmappingByHand> machine, int frame, int agent, bool write)
    {
        if (machine.Now - machine.Frames.State<long>(frame) < 500_000) machine.Move(1, frame, TierOrder.Of(Ram));
    }

    public readonly void SetEpoch(int decay, uint epoch)
    {
    }

    public readonly void Tick(Machine<SoonAfterUnmappingByHand> machine, int tick)
    {
    }

    public readonly bool Missed(Machine<SoonAfterUnmappingByHand> machine, int tier, int page) => true;

    public void Inserted(Machine<SoonAfterUnmappingByHand> machine, int tier, int frame)
    {
        if (tier == Ram) _ram.Insert(machine.Frames, frame);
    }

    public readonly void Touched(Machine<SoonAfterUnmappingByHand> machine, int tier, int frame)
    {
    }

    public void Removed(Machine<SoonAfterUnmappingByHand> machine, int tier, int frame, bool chosen)
    {
        if (tier == Ram) _ram.Remove(machine.Frames, frame);
    }

    public int SelectVictim(Machine<SoonAfterUnmappingByHand> machine, int tier) => tier == Ram ? _ram.Victim(machine.Frames) : 0;

    public readonly void Reclaim(Machine<SoonAfterUnmappingByHand> machine, int tier, int frame)
    {
        if (!machine.Demote(2, frame, TierOrder.Of(Pmem))) machine.Evict(-1, frame);
    }
}

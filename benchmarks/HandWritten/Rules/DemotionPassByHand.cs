using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;
using static CdmPolicy.Benchmarks.Ladder.Tiers;

namespace CdmPolicy.Benchmarks.HandWritten.Rules;

/// <summary>
/// By hand, <c>DemotionPass</c> of <c>Policies/rules.cdmp</c>: Every 100 us a look at 64 pages of the fastest tier: while it is over nine tenths full, the cold ones go down.
/// </summary>
public struct DemotionPassByHand : IRulesByHand<DemotionPassByHand>
{
    private uint _epoch;
    private int _nearlyFull;
    private WalkPosition _walk;
    private HandWrittenFifo _ram;

    public static int StateBytes => 8;

    // Only words and periods.
    public static PolicyModel Model => DemotionPass.Model;

    public void Attach(Machine<DemotionPassByHand> machine)
    {
        var ram = machine.Hierarchy.Tiers[Ram].CapacityBytes;
        machine.SetWatermarks(Ram, 0, ram / 100, ram / 50);
        _nearlyFull = machine.Tier(Stack).Capacity * 9 / 10 + 1;
    }

    public readonly TierOrder Place(Machine<DemotionPassByHand> machine, in Request request, out int rule)
    {
        rule = 0;
        return TierOrder.Of(Stack, Ram, Pmem);
    }

    public readonly void Placed(Machine<DemotionPassByHand> machine, int frame)
    {
    }

    public readonly void OnAccess(Machine<DemotionPassByHand> machine, int frame, int agent, bool write)
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
        if (heat >= 8 && machine.Frames[frame].Tier == Ram && machine.Tier(Stack).Free > 1) machine.Move(1, frame, TierOrder.Of(Stack));
    }

    public void SetEpoch(int decay, uint epoch) => _epoch = epoch;

    public void Tick(Machine<DemotionPassByHand> machine, int tick)
    {
        var walk = machine.Walk(TierOrder.Of(Stack), ref _walk, 64);
        while (walk.MoveNext())
        {
            if (machine.Tier(Stack).Used < _nearlyFull) continue;
            ref var page = ref machine.Frames.State<PageState>(walk.Frame);
            if (Decay.Halve(page.Heat, _epoch - page.Stamp) < 8) machine.Move(2, walk.Frame, TierOrder.Of(Ram));
        }
    }

    public readonly bool Missed(Machine<DemotionPassByHand> machine, int tier, int page) => true;

    public void Inserted(Machine<DemotionPassByHand> machine, int tier, int frame)
    {
        if (tier == Ram) _ram.Insert(machine.Frames, frame);
    }

    public readonly void Touched(Machine<DemotionPassByHand> machine, int tier, int frame)
    {
    }

    public void Removed(Machine<DemotionPassByHand> machine, int tier, int frame, bool chosen)
    {
        if (tier == Ram) _ram.Remove(machine.Frames, frame);
    }

    public int SelectVictim(Machine<DemotionPassByHand> machine, int tier) => tier == Ram ? _ram.Victim(machine.Frames) : 0;

    public readonly void Reclaim(Machine<DemotionPassByHand> machine, int tier, int frame)
    {
        if (!machine.Demote(3, frame, TierOrder.Of(Pmem))) machine.Evict(-1, frame);
    }

    private struct PageState
    {
        public uint Stamp;
        public byte Heat;
    }
}

using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;
using static CdmPolicy.Benchmarks.Ladder.Tiers;

namespace CdmPolicy.Benchmarks.HandWritten.Rules;

/// <summary>
/// By hand, <c>PromoteWithinBudget</c> of <c>Policies/rules.cdmp</c>: A counter of four bits that stops at 15, and a promotion at 8 that a budget pays for.
/// </summary>
public struct PromoteWithinBudgetByHand : IRulesByHand<PromoteWithinBudgetByHand>
{
    private HandWrittenFifo _ram;
    private Budget _up = new(2_000_000, 1_000_000);

    public PromoteWithinBudgetByHand()
    {
    }

    public static int StateBytes => 4;

    // Only words and periods.
    public static PolicyModel Model => PromoteWithinBudget.Model;

    public readonly void Attach(Machine<PromoteWithinBudgetByHand> machine)
    {
        var ram = machine.Hierarchy.Tiers[Ram].CapacityBytes;
        machine.SetWatermarks(Ram, 0, ram / 100, ram / 50);
    }

    public readonly TierOrder Place(Machine<PromoteWithinBudgetByHand> machine, in Request request, out int rule)
    {
        rule = 0;
        return TierOrder.Of(Pmem);
    }

    public readonly void Placed(Machine<PromoteWithinBudgetByHand> machine, int frame)
    {
    }

    public void OnAccess(Machine<PromoteWithinBudgetByHand> machine, int frame, int agent, bool write)
    {
        ref var seen = ref machine.Frames.State<byte>(frame);
        if (seen < 15) seen++;
        if (seen >= 8 && machine.Frames[frame].Tier == Pmem) machine.Move(1, frame, TierOrder.Of(Ram), ref _up);
    }

    public readonly void SetEpoch(int decay, uint epoch)
    {
    }

    public readonly void Tick(Machine<PromoteWithinBudgetByHand> machine, int tick)
    {
    }

    public readonly bool Missed(Machine<PromoteWithinBudgetByHand> machine, int tier, int page) => true;

    public void Inserted(Machine<PromoteWithinBudgetByHand> machine, int tier, int frame)
    {
        if (tier == Ram) _ram.Insert(machine.Frames, frame);
    }

    public readonly void Touched(Machine<PromoteWithinBudgetByHand> machine, int tier, int frame)
    {
    }

    public void Removed(Machine<PromoteWithinBudgetByHand> machine, int tier, int frame, bool chosen)
    {
        if (tier == Ram) _ram.Remove(machine.Frames, frame);
    }

    public int SelectVictim(Machine<PromoteWithinBudgetByHand> machine, int tier) => tier == Ram ? _ram.Victim(machine.Frames) : 0;

    public readonly void Reclaim(Machine<PromoteWithinBudgetByHand> machine, int tier, int frame)
    {
        if (!machine.Demote(2, frame, TierOrder.Of(Pmem))) machine.Evict(-1, frame);
    }
}

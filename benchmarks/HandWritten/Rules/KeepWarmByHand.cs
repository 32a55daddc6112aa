using System.Runtime.CompilerServices;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;
using static CdmPolicy.Benchmarks.Ladder.Tiers;

namespace CdmPolicy.Benchmarks.HandWritten.Rules;

/// <summary>
/// By hand, <c>KeepWarm</c> of <c>Policies/rules.cdmp</c>: LRU between two watermarks that passes over pages with 200 accesses, 32 of them at most; clean pages are dropped, dirty ones go down.
/// </summary>
public struct KeepWarmByHand : IRulesByHand<KeepWarmByHand>
{
    private PageQueue _ram;

    public static int StateBytes => 4;

    // Only words and periods.
    public static PolicyModel Model => KeepWarm.Model;

    public readonly void Attach(Machine<KeepWarmByHand> machine)
    {
        var ram = machine.Hierarchy.Tiers[Ram].CapacityBytes;
        machine.SetWatermarks(Ram, ram / 100, ram / 25, ram * 2 / 25);
    }

    public readonly TierOrder Place(Machine<KeepWarmByHand> machine, in Request request, out int rule)
    {
        rule = 0;
        return TierOrder.Of(Ram);
    }

    public readonly void Placed(Machine<KeepWarmByHand> machine, int frame)
    {
    }

    public readonly void OnAccess(Machine<KeepWarmByHand> machine, int frame, int agent, bool write)
    {
        ref var seen = ref machine.Frames.State<byte>(frame);
        if (seen < 255) seen++;
    }

    public readonly void SetEpoch(int decay, uint epoch)
    {
    }

    public readonly void Tick(Machine<KeepWarmByHand> machine, int tick)
    {
    }

    public readonly bool Missed(Machine<KeepWarmByHand> machine, int tier, int page) => true;

    public void Inserted(Machine<KeepWarmByHand> machine, int tier, int frame)
    {
        if (tier == Ram) _ram.PushFront(machine.Frames, frame, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Touched(Machine<KeepWarmByHand> machine, int tier, int frame)
    {
        if (tier == Ram) _ram.MoveToFront(machine.Frames, frame);
    }

    public void Removed(Machine<KeepWarmByHand> machine, int tier, int frame, bool chosen)
    {
        if (tier == Ram) _ram.Unlink(machine.Frames, frame);
    }

    public int SelectVictim(Machine<KeepWarmByHand> machine, int tier)
    {
        if (tier != Ram) return 0;
        var frames = machine.Frames;
        for (var kept = 0; _ram.Back != 0; kept++)
        {
            var frame = _ram.Back;
            var warm = frames.State<byte>(frame) >= 200;
            if (kept == 32)
            {
                if (warm) machine.IgnoreKeep(tier);
                return frame;
            }

            if (!warm && (frames[frame].Flags & PageFlags.Held) == 0) return frame;
            _ram.MoveToFront(frames, frame);
        }

        return 0;
    }

    public readonly void Reclaim(Machine<KeepWarmByHand> machine, int tier, int frame)
    {
        if (!machine.Frames[frame].Dirty && machine.Evict(1, frame)) return;
        if (!machine.Demote(2, frame, TierOrder.Of(Pmem))) machine.Evict(-1, frame);
    }
}

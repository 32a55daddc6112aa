using CdmPolicy.Model;
using CdmPolicy.Policies;
using static CdmPolicy.Benchmarks.Ladder.Tiers;

namespace CdmPolicy.Benchmarks.HandWritten.Rules;

/// <summary>
/// By hand, <c>WhileThereIsRoom</c> of <c>Policies/rules.cdmp</c>: Writes bring pages up from when the fastest tier is less than 80% full until it is more than 95% full.
/// </summary>
public struct WhileThereIsRoomByHand : IRulesByHand<WhileThereIsRoomByHand>
{
    private bool _hasRoom;
    private int _roomy;
    private int _full;
    private int _wellUsed;
    private WalkPosition _walk;
    private HandWrittenFifo _ram;

    public static int StateBytes => 0;

    // Only words and periods.
    public static PolicyModel Model => WhileThereIsRoom.Model;

    public void Attach(Machine<WhileThereIsRoomByHand> machine)
    {
        var ram = machine.Hierarchy.Tiers[Ram].CapacityBytes;
        machine.SetWatermarks(Ram, 0, ram / 100, ram / 50);
        ref var stack = ref machine.Tier(Stack);
        _roomy = stack.FramesAtFill(800_000_000);
        _full = stack.FramesAtFill(950_000_001);
        _wellUsed = stack.FramesAtFill(700_000_001);
    }

    public readonly TierOrder Place(Machine<WhileThereIsRoomByHand> machine, in Request request, out int rule)
    {
        rule = 0;
        return TierOrder.Of(Ram, Pmem);
    }

    public readonly void Placed(Machine<WhileThereIsRoomByHand> machine, int frame)
    {
    }

    public void OnAccess(Machine<WhileThereIsRoomByHand> machine, int frame, int agent, bool write)
    {
        if (machine.Frames[frame].Tier != Ram) return;
        var used = machine.Tier(Stack).Used;
        if (used >= _full) _hasRoom = false;
        else if (used < _roomy) _hasRoom = true;
        if (_hasRoom && write) machine.Move(1, frame, TierOrder.Of(Stack));
    }

    public readonly void SetEpoch(int decay, uint epoch)
    {
    }

    public void Tick(Machine<WhileThereIsRoomByHand> machine, int tick)
    {
        var walk = machine.Walk(TierOrder.Of(Stack), ref _walk, 64);
        while (walk.MoveNext())
            if (machine.Tier(Stack).Used >= _wellUsed) machine.Move(2, walk.Frame, TierOrder.Of(Ram));
    }

    public readonly bool Missed(Machine<WhileThereIsRoomByHand> machine, int tier, int page) => true;

    public void Inserted(Machine<WhileThereIsRoomByHand> machine, int tier, int frame)
    {
        if (tier == Ram) _ram.Insert(machine.Frames, frame);
    }

    public readonly void Touched(Machine<WhileThereIsRoomByHand> machine, int tier, int frame)
    {
    }

    public void Removed(Machine<WhileThereIsRoomByHand> machine, int tier, int frame, bool chosen)
    {
        if (tier == Ram) _ram.Remove(machine.Frames, frame);
    }

    public int SelectVictim(Machine<WhileThereIsRoomByHand> machine, int tier) => tier == Ram ? _ram.Victim(machine.Frames) : 0;

    public readonly void Reclaim(Machine<WhileThereIsRoomByHand> machine, int tier, int frame)
    {
        if (!machine.Demote(3, frame, TierOrder.Of(Pmem))) machine.Evict(-1, frame);
    }
}

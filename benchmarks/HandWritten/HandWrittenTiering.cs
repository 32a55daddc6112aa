using System.Runtime.InteropServices;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy.Benchmarks.HandWritten;

/// <summary>
/// The rules of <c>Policies/tiering.cdmp</c> as a person would write them in C#, against the same contract as the
/// generated struct: the baseline that the generated code is measured against.
/// </summary>
public struct HandWrittenTiering : IPolicy<HandWrittenTiering>
{
    private const int Stack = 0, Ram = 1, Pmem = 2;

    private static readonly HierarchyModel s_hierarchy = Describe();

    private static readonly PolicyModel s_model = new(
        "HandWrittenTiering",
        [new ParameterModel("hot", "count", 4, 1, 60)],
        [
            new RuleModel("placement", "rest", "rest: otherwise => stack, ram, pmem;"),
            new RuleModel("migration", "promote", "promote: when in pmem && heat >= hot => ram within up;"),
            new RuleModel("migration", "nearer", "nearer: when in ram && heat >= 4 * hot && stack.free > 4KiB => stack;"),
            new RuleModel("migration", "sink", "sink: when heat == 0 && stack.fill > 90% => ram;"),
            new RuleModel("reclaim stack", "down", "down: otherwise => ram;"),
            new RuleModel("reclaim ram", "demote", "demote: when heat < hot => pmem;"),
            new RuleModel("reclaim ram", "drop", "drop: otherwise => evict;"),
            new RuleModel("reclaim pmem", "drop", "drop: otherwise => evict;"),
        ],
        [100_000_000], [50_000_000],
        [new ReclaimModel("Clock", true), new ReclaimModel("Clock", true), new ReclaimModel("Lru", true)],
        false, "everything");

    private long _hot = 4;
    private uint _epoch;
    private WalkPosition _sinkWalk;
    private int _sinkAbove;
    private Budget _up = new(20_000_000, 100_000_000);
    private HandWrittenClock _stack;
    private HandWrittenClock _ram;
    private HandWrittenLru _pmem;

    public HandWrittenTiering()
    {
    }

    public static int StateBytes => 8;

    public static HierarchyModel Hierarchy => s_hierarchy;

    public static PolicyModel Model => s_model;

    public readonly long GetParameter(int parameter) => _hot;

    public void SetParameter(int parameter, long value) => _hot = value;

    public void Attach(Machine<HandWrittenTiering> machine)
    {
        var ram = machine.Hierarchy.Tiers[Ram].CapacityBytes;
        machine.SetWatermarks(Ram, ram / 100, ram / 25, ram * 2 / 25);
        _sinkAbove = (int)((900_000_001L * machine.Tier(Stack).Capacity + 999_999_999) / 1_000_000_000);
    }

    public readonly TierOrder Place(Machine<HandWrittenTiering> machine, in Request request, out int rule)
    {
        rule = 0;
        return TierOrder.Of(Stack, Ram, Pmem);
    }

    public readonly void Placed(Machine<HandWrittenTiering> machine, int frame) =>
        machine.Frames.State<PageState>(frame).Stamp = _epoch;

    public void OnAccess(Machine<HandWrittenTiering> machine, int frame, int agent, bool write)
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
        int tier = machine.Frames[frame].Tier;
        if (tier == Pmem && heat >= _hot) machine.Move(1, frame, TierOrder.Of(Ram), ref _up);
        else if (tier == Ram && heat >= 4 * _hot && machine.Tier(Stack).Free > 1) machine.Move(2, frame, TierOrder.Of(Stack));
    }

    public readonly void OnFault(Machine<HandWrittenTiering> machine, int frame, int agent, bool write)
    {
    }

    public void SetEpoch(int decay, uint epoch) => _epoch = epoch;

    public void Tick(Machine<HandWrittenTiering> machine, int tick)
    {
        var walk = machine.Walk(TierOrder.Of(Stack), ref _sinkWalk, 4096);
        while (walk.MoveNext())
        {
            if (machine.Tier(Stack).Used >= _sinkAbove && Heat(machine, walk.Frame) == 0)
                machine.Move(3, walk.Frame, TierOrder.Of(Ram));
        }
    }

    /// <summary>Neither CLOCK nor LRU remembers pages that are gone, or refuses any.</summary>
    public readonly bool Missed(Machine<HandWrittenTiering> machine, int tier, int page) => true;

    public void Inserted(Machine<HandWrittenTiering> machine, int tier, int frame)
    {
        switch (tier)
        {
            case Stack: _stack.Insert(machine.Frames, frame); break;
            case Ram: _ram.Insert(machine.Frames, frame); break;
            default: _pmem.Insert(machine.Frames, frame); break;
        }
    }

    public void Touched(Machine<HandWrittenTiering> machine, int tier, int frame)
    {
        if (tier == Pmem) _pmem.Access(machine.Frames, frame);
        else machine.Frames[frame].Bits = 1;
    }

    public void Removed(Machine<HandWrittenTiering> machine, int tier, int frame, bool chosen)
    {
        switch (tier)
        {
            case Stack: _stack.Remove(machine.Frames, frame); break;
            case Ram: _ram.Remove(machine.Frames, frame); break;
            default: _pmem.Remove(machine.Frames, frame); break;
        }
    }

    public int SelectVictim(Machine<HandWrittenTiering> machine, int tier) => tier switch
    {
        Stack => _stack.Victim(machine.Frames),
        Ram => _ram.Victim(machine.Frames),
        _ => _pmem.Victim(),
    };

    public void Reclaim(Machine<HandWrittenTiering> machine, int tier, int frame)
    {
        switch (tier)
        {
            case Stack:
                if (machine.Demote(4, frame, TierOrder.Of(Ram))) return;
                break;
            case Ram:
                if (Heat(machine, frame) < _hot && machine.Demote(5, frame, TierOrder.Of(Pmem))) return;
                machine.Evict(6, frame);
                return;
            default:
                machine.Evict(7, frame);
                return;
        }

        machine.Evict(-1, frame);
    }

    private readonly uint Heat(Machine<HandWrittenTiering> machine, int frame)
    {
        ref var page = ref machine.Frames.State<PageState>(frame);
        return Decay.Halve(page.Heat, _epoch - page.Stamp);
    }

    private static HierarchyModel Describe()
    {
        const long KiB = 1024, MiB = 1024 * KiB, GB = 1_000_000_000;
        AccessModel[] Cpu(long read, long write, long bandwidth) => [new(read, write, bandwidth, true)];
        TierModel Tier(string name, string kind, long capacity, long read, long write, long bandwidth) =>
            new(name, kind, capacity, bandwidth, Cpu(read, write, bandwidth), true, true, true, 15, true, -1, true, true, true);
        return new HierarchyModel(
            "Box", 4096, [new AgentModel("cpu", false, [])],
            [
                Tier("stack", "on_die", 4 * MiB, 40, 40, 400 * GB),
                Tier("ram", "ram", 64 * MiB, 80, 80, 100 * GB),
                Tier("pmem", "persistent", 128 * MiB, 300, 900, 10 * GB),
            ],
            new StoreModel("disk", 80_000, 30_000, 2 * GB), [], [[0, 1, 2]]);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PageState
    {
        public uint Stamp;
        public byte Heat;
    }
}

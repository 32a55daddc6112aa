using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;
using static CdmPolicy.Benchmarks.Ladder.Tiers;

namespace CdmPolicy.Benchmarks.HandWritten.Rules;

/// <summary>
/// By hand, <c>PlaceByRequest</c> of <c>Policies/rules.cdmp</c>: Four rules of placement: bound to a tier, large files, small regions, the rest.
/// </summary>
public struct PlaceByRequestByHand : IRulesByHand<PlaceByRequestByHand>
{
    private PageQueue _ram;

    public static int StateBytes => 0;

    // Only words and periods.
    public static PolicyModel Model => PlaceByRequest.Model;

    public static bool Moves => false;

    public readonly void Attach(Machine<PlaceByRequestByHand> machine) => machine.SetWatermarks(Ram, 0, 0, 0);

    public readonly TierOrder Place(Machine<PlaceByRequestByHand> machine, in Request request, out int rule)
    {
        if (request.Bound == Pmem)
        {
            rule = 0;
            return TierOrder.Of(Pmem);
        }

        if (request.Kind == PageKind.File && request.Size > 64 << 20)
        {
            rule = 1;
            return TierOrder.Of(Ram);
        }

        if (request.Size <= 16 << 20)
        {
            rule = 2;
            return TierOrder.Of(Stack, Ram);
        }

        rule = 3;
        return TierOrder.Of(Ram);
    }

    public readonly void Placed(Machine<PlaceByRequestByHand> machine, int frame)
    {
    }

    public readonly void OnAccess(Machine<PlaceByRequestByHand> machine, int frame, int agent, bool write)
    {
    }

    public readonly void SetEpoch(int decay, uint epoch)
    {
    }

    public readonly void Tick(Machine<PlaceByRequestByHand> machine, int tick)
    {
    }

    public readonly bool Missed(Machine<PlaceByRequestByHand> machine, int tier, int page) => true;

    public void Inserted(Machine<PlaceByRequestByHand> machine, int tier, int frame)
    {
        if (tier == Ram) _ram.PushFront(machine.Frames, frame, 1);
    }

    public readonly void Touched(Machine<PlaceByRequestByHand> machine, int tier, int frame)
    {
    }

    public void Removed(Machine<PlaceByRequestByHand> machine, int tier, int frame, bool chosen)
    {
        if (tier == Ram) _ram.Unlink(machine.Frames, frame);
    }

    public readonly int SelectVictim(Machine<PlaceByRequestByHand> machine, int tier) => tier == Ram ? _ram.Back : 0;

    public readonly void Reclaim(Machine<PlaceByRequestByHand> machine, int tier, int frame) => machine.Evict(4, frame);
}

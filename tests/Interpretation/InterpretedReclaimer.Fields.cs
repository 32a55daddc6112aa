using System.Numerics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Frames;
using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>Its fields by the clock, what the frames say, and its own memory.</summary>
internal sealed partial class InterpretedReclaimer
{
    public void SetEpoch(int clock, uint epoch)
    {
        if (plan.Decays[clock].Halves)
            foreach (var page in _fields.Values)
                for (var field = 0; field < plan.Fields.Count; field++)
                    if (plan.Fields[field].Decay == clock) page[field] >>= (int)Math.Min(64, epoch - _epochs[clock]);
        _epochs[clock] = epoch;
    }

    /// <summary>The page behind another on a queue, or the first of a walk; null for no more.</summary>
    public int? After(int queue, int? page, bool towardsFront) => page is { } there
        ? Neighbour(_queues[queue], there, towardsFront)
        : _queues[queue].Count == 0 ? null : towardsFront ? _queues[queue][^1] : _queues[queue][0];

    public bool IsOn(int queue, int page) => _queues[queue].Contains(page);

    private BigInteger Read(int page, int field)
    {
        var stored = _fields[page][field];
        return Scales(field) is { } clock && _stamps.TryGetValue(page, out var stamps)
            ? Decay.Scale((uint)stored, _epochs[clock] - stamps[clock], plan.Decays[clock].Factor)
            : stored;
    }

    /// <summary>A write rounds every field of the same clock to what it is worth now.</summary>
    private void Write(int page, int field, BigInteger value)
    {
        if (Scales(field) is { } clock && _stamps.TryGetValue(page, out var stamps))
        {
            for (var other = 0; other < plan.Fields.Count; other++)
                if (plan.Fields[other].Decay == clock) _fields[page][other] = Read(page, other);
            stamps[clock] = _epochs[clock];
        }

        _fields[page][field] = BigInteger.Min(value, plan.Fields[field].Range.Max);
    }

    private int? Scales(int field) => plan.Fields[field].Decay is >= 0 and var clock && !plan.Decays[clock].Halves ? clock : null;

    private BigInteger Read(int page, PageProperty property)
    {
        var frame = _frameOf(page);
        return property switch
        {
            PageProperty.Kind => (int)frame.Kind,
            PageProperty.Dirty => frame.Dirty ? 1 : 0,
            PageProperty.Asked => frame.Asked ? 1 : 0,
            PageProperty.Huge => frame.Huge ? 1 : 0,
            _ => throw new InvalidOperationException($"a reclaimer sees no {property}"),
        };
    }

    private static PolicyState Started(ReclaimerPlan plan, long capacity)
    {
        var state = new PolicyState(plan.State);
        state.Start(new Start(capacity));
        return state;
    }

    private readonly Func<int, Frame> _frameOf = frameOf;
}

using System.Numerics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Policies;
using ValueType = CdmPolicy.Dsl.Plan.ValueType;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>Page fields by page number. Halving is done at once for all pages at each epoch, not lazily.</summary>
internal sealed class PageFields
{
    private readonly PolicyPlan _plan;
    private readonly BigInteger[][] _values;
    private readonly uint[][] _stamps;
    private readonly uint[] _epochs;

    public PageFields(PolicyPlan plan, int pages)
    {
        _plan = plan;
        _values = [.. Enumerable.Range(0, pages).Select(_ => new BigInteger[plan.Fields.Count])];
        _stamps = [.. Enumerable.Range(0, pages).Select(_ => new uint[plan.Decays.Count])];
        _epochs = new uint[plan.Decays.Count];
    }

    public void Forget(int page, long now)
    {
        for (var field = 0; field < _plan.Fields.Count; field++)
            _values[page][field] = _plan.Fields[field].Type is ValueType.Agent or ValueType.Tier ? -1 : 0;
        for (var decay = 0; decay < _epochs.Length; decay++) _stamps[page][decay] = _epochs[decay];
        if (_plan.IdleField >= 0) _values[page][_plan.IdleField] = now;
    }

    public void SetEpoch(int decay, uint epoch)
    {
        if (_plan.Decays[decay].Halves)
        {
            for (var field = 0; field < _plan.Fields.Count; field++)
                if (_plan.Fields[field].Decay == decay)
                    foreach (var page in _values) page[field] >>= (int)Math.Min(64, epoch - _epochs[decay]);
        }

        _epochs[decay] = epoch;
    }

    public BigInteger Read(int page, int field) =>
        _plan.Fields[field].Decay is >= 0 and var decay && !_plan.Decays[decay].Halves
            ? Decay.Scale((uint)_values[page][field], _epochs[decay] - _stamps[page][decay], _plan.Decays[decay].Factor)
            : _values[page][field];

    /// <summary>A write rounds every field of the same clock to what it is worth now.</summary>
    public void Write(int page, int field, BigInteger value)
    {
        var decay = _plan.Fields[field].Decay;
        if (decay >= 0 && !_plan.Decays[decay].Halves)
        {
            for (var other = 0; other < _plan.Fields.Count; other++)
                if (_plan.Fields[other].Decay == decay) _values[page][other] = Read(page, other);
            _stamps[page][decay] = _epochs[decay];
        }

        _values[page][field] = BigInteger.Min(value, _plan.Fields[field].Range.Max);
    }

    /// <summary>A page becomes as another is, which it was a part of or will be a part of.</summary>
    public void Copy(int from, int to)
    {
        _values[to] = [.. _values[from]];
        _stamps[to] = [.. _stamps[from]];
    }

    public void SetRaw(int page, int field, long value) => _values[page][field] = value;
}

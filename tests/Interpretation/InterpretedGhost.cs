using System.Numerics;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>A ghost as a plain list, the newest first, with its fields and the number of the addition beside each page.</summary>
internal sealed class InterpretedGhost(GhostPlan plan, int capacity)
{
    private readonly Dictionary<int, BigInteger[]> _fields = [];
    private readonly Dictionary<int, long> _addedAs = [];
    private long _added;

    public List<int> Pages { get; } = [];

    /// <summary>The fields that go to and fro.</summary>
    public IEnumerable<int> PageFields => plan.Fields.Select(f => f.PageField).Where(f => f >= 0);

    /// <param name="page">The fields of the page, or null where only its identity is known.</param>
    public void Add(int number, BigInteger[]? page)
    {
        if (capacity == 0) return;
        if (!Pages.Remove(number) && Pages.Count == capacity) Drop();
        Pages.Insert(0, number);
        _addedAs[number] = ++_added;
        if (!_fields.TryGetValue(number, out var own)) _fields[number] = own = new BigInteger[plan.Fields.Count];
        if (page is null) return;
        for (var i = 0; i < own.Length; i++)
            if (plan.Fields[i].PageField is >= 0 and var field) own[i] = BigInteger.Min(page[field], plan.Fields[i].Field.Range.Max);
    }

    public bool Remove(int number)
    {
        _fields.Remove(number);
        return Pages.Remove(number);
    }

    public bool Take(int number, BigInteger[] page, ReclaimerPlan reclaimer)
    {
        if (!_fields.TryGetValue(number, out var own)) return false;
        for (var i = 0; i < own.Length; i++)
            if (plan.Fields[i].PageField is >= 0 and var field) page[field] = BigInteger.Min(own[i], reclaimer.Fields[field].Range.Max);
        return Remove(number);
    }

    public void Drop()
    {
        if (Pages.Count > 0) Remove(Pages[^1]);
    }

    public BigInteger Read(int number, int field) => _fields.TryGetValue(number, out var own) ? own[field] : 0;

    public void Write(int number, int field, BigInteger value)
    {
        if (_fields.TryGetValue(number, out var own)) own[field] = BigInteger.Min(value, plan.Fields[field].Field.Range.Max);
    }

    public BigInteger Distance(int number) => Pages.Contains(number) ? _added - _addedAs[number] : long.MaxValue;
}

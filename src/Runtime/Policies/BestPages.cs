namespace CdmPolicy.Policies;

/// <summary>
/// The pages with the highest values among all that are offered, at most a fixed number of them: a heap with the worst of
/// the chosen at its root. Of equal ones those offered first are better. Nothing is allocated after the constructor.
/// </summary>
public struct BestPages
{
    private readonly int[] _frames;
    private readonly long[] _values;
    private readonly int[] _turns;
    private int _count;
    private int _offered;

    /// <param name="most">Pages that are kept.</param>
    public BestPages(long most)
    {
        _frames = new int[most];
        _values = new long[most];
        _turns = new int[most];
    }

    public void Clear() => _count = _offered = 0;

    public void Offer(int frame, long value)
    {
        var turn = _offered++;
        if (_count < _frames.Length)
        {
            var place = _count++;
            Put(place, frame, value, turn);
            for (; place > 0 && IsWorse(place, (place - 1) / 2); place = (place - 1) / 2) Swap(place, (place - 1) / 2);
        }
        else if (value > _values[0])
        {
            Put(0, frame, value, turn);
            Sink(_count);
        }
    }

    /// <summary>The frames of the chosen pages, the best first.</summary>
    public ReadOnlySpan<int> Take()
    {
        for (var rest = _count - 1; rest > 0; rest--)
        {
            Swap(0, rest);
            Sink(rest);
        }

        return _frames.AsSpan(0, _count);
    }

    private readonly void Sink(int count)
    {
        for (var place = 0; ;)
        {
            var child = place * 2 + 1;
            if (child >= count) return;
            if (child + 1 < count && IsWorse(child + 1, child)) child++;
            if (!IsWorse(child, place)) return;
            Swap(place, child);
            place = child;
        }
    }

    private readonly bool IsWorse(int a, int b) => _values[a] < _values[b] || (_values[a] == _values[b] && _turns[a] > _turns[b]);

    private readonly void Put(int place, int frame, long value, int turn) =>
        (_frames[place], _values[place], _turns[place]) = (frame, value, turn);

    private readonly void Swap(int a, int b)
    {
        (_frames[a], _frames[b]) = (_frames[b], _frames[a]);
        (_values[a], _values[b]) = (_values[b], _values[a]);
        (_turns[a], _turns[b]) = (_turns[b], _turns[a]);
    }
}

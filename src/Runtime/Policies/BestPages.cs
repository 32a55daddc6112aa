namespace CdmPolicy.Policies;

/// <summary>
/// The pages with the highest values among all that are offered, at most a fixed number of them. Of equal ones those offered
/// first are better. While there is room they are only noted down, and sorted in the end if they did not come in order; from
/// then on they are a heap with the worst of the chosen at its root. Nothing is allocated after the constructor.
/// </summary>
public struct BestPages
{
    private readonly Candidate[] _chosen;
    private readonly int[] _frames;
    private int _count;
    private int _offered;
    private bool _ordered;

    /// <param name="most">Pages that are kept.</param>
    public BestPages(long most)
    {
        _chosen = new Candidate[most];
        _frames = new int[most];
    }

    public void Clear()
    {
        _count = _offered = 0;
        _ordered = true;
    }

    public void Offer(int frame, long value)
    {
        var turn = _offered++;
        if (_count < _chosen.Length)
        {
            // Most passes find nearly all pages alike, and so in order already.
            if (_count > 0 && value > _chosen[_count - 1].Value) _ordered = false;
            _chosen[_count++] = new(value, turn, frame);
            return;
        }

        if (turn == _count) Heap();
        if (_count == 0 || value <= _chosen[0].Value) return;
        _chosen[0] = new(value, turn, frame);
        Sink(0);
    }

    /// <summary>The frames of the chosen pages, the best first.</summary>
    public ReadOnlySpan<int> Take()
    {
        if (!_ordered) _chosen.AsSpan(0, _count).Sort();
        for (var i = 0; i < _count; i++) _frames[i] = _chosen[i].Frame;
        return _frames.AsSpan(0, _count);
    }

    private void Heap()
    {
        _ordered = false;
        for (var place = _count / 2 - 1; place >= 0; place--) Sink(place);
    }

    private readonly void Sink(int place)
    {
        var sinking = _chosen[place];
        for (int child; (child = place * 2 + 1) < _count; place = child)
        {
            if (child + 1 < _count && _chosen[child + 1].CompareTo(_chosen[child]) > 0) child++;
            if (_chosen[child].CompareTo(sinking) <= 0) break;
            _chosen[place] = _chosen[child];
        }

        _chosen[place] = sinking;
    }

    /// <param name="Turn">When it was offered.</param>
    private readonly record struct Candidate(long Value, int Turn, int Frame) : IComparable<Candidate>
    {
        /// <summary>The better one comes first.</summary>
        public int CompareTo(Candidate other) =>
            Value != other.Value ? Value > other.Value ? -1 : 1 : Turn.CompareTo(other.Turn);
    }
}

namespace CdmPolicy.Tests.Caching;

/// <summary>
/// LIRS as section 3.3 of the paper tells it, over plain lists: a stack S whose last entry is its top, and a list Q whose first
/// entry is its front, the next to leave. A page is hot (LIR) or not, and in the cache or not.
/// </summary>
/// <remarks>The paper does not bound the pages in S that are not resident; here the one that left first is forgotten first.</remarks>
internal sealed class LirsModel(int capacity, int coldPages, int history)
{
    private readonly List<int> _stack = [];
    private readonly List<int> _queue = [];
    private readonly HashSet<int> _hot = [];
    private readonly HashSet<int> _resident = [];
    private readonly List<int> _departed = [];

    public int Misses { get; private set; }

    private int HotPages => capacity - coldPages;

    public void Request(int page)
    {
        if (_hot.Contains(page)) HitHot(page);
        else if (_resident.Contains(page)) HitCold(page);
        else Miss(page);
    }

    private void HitHot(int page)
    {
        Top(page);
        Prune();
    }

    private void HitCold(int page)
    {
        var inStack = _stack.Contains(page);
        Top(page);
        _queue.Remove(page);
        if (inStack) Warm(page);
        else _queue.Add(page);
        Prune();
    }

    private void Miss(int page)
    {
        Misses++;
        // What came back before it was forgotten no longer counts among the departed, whoever leaves now.
        var inStack = _departed.Remove(page);
        if (_resident.Count == capacity) Evict();
        _resident.Add(page);
        Top(page);
        if (inStack) Warm(page);
        else if (_hot.Count < HotPages) _hot.Add(page);
        else _queue.Add(page);
        while (_departed.Count > history)
        {
            _stack.Remove(_departed[0]);
            _departed.RemoveAt(0);
        }

        Prune();
    }

    private void Evict()
    {
        var page = _queue[0];
        _queue.RemoveAt(0);
        _resident.Remove(page);
        if (_stack.Contains(page)) _departed.Add(page);
    }

    /// <summary>A page becomes hot, and the hot page at the bottom of the stack becomes cold, at the end of the list.</summary>
    private void Warm(int page)
    {
        _hot.Add(page);
        if (_hot.Count <= HotPages) return;
        var bottom = _stack.Find(_hot.Contains);
        _stack.Remove(bottom);
        _hot.Remove(bottom);
        _queue.Add(bottom);
    }

    /// <summary>The bottom of the stack is always a hot page.</summary>
    private void Prune()
    {
        while (_stack.Count > 0 && !_hot.Contains(_stack[0]))
        {
            _departed.Remove(_stack[0]);
            _stack.RemoveAt(0);
        }
    }

    private void Top(int page)
    {
        _stack.Remove(page);
        _stack.Add(page);
    }
}

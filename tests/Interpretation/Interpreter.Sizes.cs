namespace CdmPolicy.Tests.Interpretation;

/// <summary>Fields are kept by page number, and a huge page is known by the number of its first base page.</summary>
internal sealed partial class Interpreter
{
    private int SizeOf(int page) => _machine.Frames.PagesOf(_machine.FrameOf(page));

    /// <summary>A page leaves its place; if it is huge it may come apart, and its base pages have its fields then.</summary>
    public void Removed(int tier, int frame, bool chosen)
    {
        var first = Page(frame);
        Reclaimers[tier]?.Remove(first, chosen);
        for (var page = first + 1; page < first + _machine.Frames.PagesOf(frame); page++) _fields.Copy(first, page);
    }

    /// <summary>Where the huge page is inserted its fields are those of the page the rule is about: it takes the first one's place.</summary>
    private bool Collapse(int number, int frame)
    {
        _collapsing = Page(frame);
        var accepted = _machine.Collapse(number, frame);
        _collapsing = -1;
        return accepted;
    }

    /// <summary>After an access, by which the page may have come apart or become part of a huge one.</summary>
    private void NoteIdle(int first, int size)
    {
        if (_plan.IdleField < 0) return;
        for (var page = first; page < first + size; page++) _fields.SetRaw(page, _plan.IdleField, _machine.Now);
        if (_machine.FrameOf(first) is > 0 and var frame) _fields.SetRaw(Page(frame), _plan.IdleField, _machine.Now);
    }

    private int _collapsing = -1;
}

using System.Runtime.CompilerServices;

namespace CdmPolicy;

/// <summary>What somebody is told who wants to know why. Only a policy compiled to explain itself tells it; others have none of this.</summary>
public sealed unsafe partial class Machine<TPolicy>
{
    private IPageLog? _log;

    /// <summary>The page that a rule answered for last.</summary>
    private int _answered = -1;

    /// <summary>From now on somebody is told what happens to pages.</summary>
    /// <exception cref="InvalidOperationException">The policy was not compiled to explain itself.</exception>
    public void TellTo(IPageLog log) =>
        _log = TPolicy.Explains ? log : throw new InvalidOperationException("the policy was not compiled to explain itself");

    /// <summary>A rule matches the page in a frame.</summary>
    /// <param name="values">What its condition saw.</param>
    public void Saw(int rule, int frame, params ReadOnlySpan<long> values)
    {
        _answered = Frames[frame].Page;
        _log?.Saw(_answered, Frames.PagesOf(frame), rule, values);
    }

    /// <summary>A rule of placement matches a page that has no frame.</summary>
    /// <inheritdoc cref="Saw"/>
    public void SawRequest(int rule, int page, params ReadOnlySpan<long> values) => _log?.Saw(page, 1, rule, values);

    /// <summary>Something happens to the page in a frame, where it is.</summary>
    private void Record(PageEventKind kind, int frame, int rule = -1, int detail = 0, int agent = -1) =>
        RecordMove(kind, frame, Frames[frame].Tier, rule, detail, agent);

    /// <summary>Something happens to the page in a frame that takes it elsewhere.</summary>
    private void RecordMove(PageEventKind kind, int frame, int to, int rule, int detail = 0, int agent = -1) =>
        RecordPages(kind, Frames[frame].Page, Frames.PagesOf(frame), Frames[frame].Tier, to, rule, detail, agent);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RecordPages(PageEventKind kind, int page, int pages, int from, int to, int rule, int detail, int agent) =>
        _log?.Add(new(kind, Now, _run.Events, page, pages, from, to, rule, detail, agent));

    /// <summary>Where a page is that has no frame.</summary>
    private static int PlaceOf(int frame) => frame switch
    {
        InStore => PageEvent.Store,
        InSwap => PageEvent.Swap,
        _ => PageEvent.Nowhere,
    };

    private void RecordStay(int rule)
    {
        var frame = _answered < 0 ? 0 : _frameOf[_answered];
        if (frame > 0) Record(PageEventKind.Stayed, frame, rule);
    }
}

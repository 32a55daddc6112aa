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

    /// <summary>For a rule that would have the page change places, a victim was found that it may change with.</summary>
    /// <param name="values">What the condition of the exchange saw.</param>
    public void SawPartner(int rule, int frame, int partner, params ReadOnlySpan<long> values) =>
        _log?.SawPartner(Frames[frame].Page, Frames[partner].Page, rule, values);

    /// <summary>Does somebody want to know why rules do not match the page in a frame?</summary>
    public bool AsksWhy(int frame) => _log is not null && _log.AsksWhy(Frames[frame].Page, Frames.PagesOf(frame), Now);

    /// <summary>Does somebody want to know why rules of placement do not match a page?</summary>
    public bool AsksWhyRequest(int page) => _log is not null && _log.AsksWhy(page, 1, Now);

    /// <summary>A rule does not match the page in a frame.</summary>
    /// <param name="wrong">Which parts of its condition are false, a bit each.</param>
    /// <param name="values">What its condition saw.</param>
    public void Passed(int rule, int frame, long wrong, params ReadOnlySpan<long> values) =>
        _log?.Passed(new(Now, Frames[frame].Page, Frames.PagesOf(frame), rule, wrong), values);

    /// <summary>A rule of placement does not match a page that has no frame.</summary>
    /// <inheritdoc cref="Passed"/>
    public void PassedRequest(int rule, int page, long wrong, params ReadOnlySpan<long> values) => _log?.Passed(new(Now, page, 1, rule, wrong), values);

    /// <summary>Something happens to the page in a frame, where it is.</summary>
    private void Record(PageEventKind kind, int frame, int rule = -1, int detail = 0, int agent = -1) =>
        RecordMove(kind, frame, Frames[frame].Tier, rule, detail, agent);

    /// <summary>Something happens to the page in a frame that takes it elsewhere.</summary>
    /// <param name="with">The page that takes its place, or -1.</param>
    private void RecordMove(PageEventKind kind, int frame, int to, int rule, int detail = 0, int agent = -1, int with = -1) =>
        RecordPages(kind, Frames[frame].Page, Frames.PagesOf(frame), Frames[frame].Tier, to, rule, detail, agent, with);

    /// <summary>Something happens to a page, which may have no frame.</summary>
    private void RecordAnywhere(PageEventKind kind, int page, int detail, int agent)
    {
        var place = _frameOf[page];
        if (place > 0) Record(kind, place, detail: detail, agent: agent);
        else RecordPages(kind, page, 1, PlaceOf(place), PlaceOf(place), rule: -1, detail, agent);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RecordPages(PageEventKind kind, int page, int pages, int from, int to, int rule, int detail, int agent, int with = -1) =>
        _log?.Add(new(kind, Now, _run.Events, page, pages, from, to, rule, detail, agent, with));

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

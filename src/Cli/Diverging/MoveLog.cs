namespace CdmPolicy.Cli.Diverging;

/// <summary>Where a policy sent a page.</summary>
/// <param name="To">The tier, or where it went out of memory.</param>
/// <param name="Rule">Or -1: the machine itself, where no rule is asked.</param>
internal readonly record struct Decision(long Ns, int Access, PageEventKind Kind, sbyte To, short Rule);

/// <summary>
/// What was decided for each page: where it starts, when it sets out, when it leaves memory. When a move that takes time arrives is no
/// decision, and an outcome that was refused changed nothing.
/// </summary>
internal sealed class MoveLog(int pages) : IPageLog
{
    private readonly List<Decision>?[] _decisions = new List<Decision>?[pages];

    /// <summary>By page: on its way, so that its arrival was decided before.</summary>
    private readonly bool[] _underWay = new bool[pages];

    public IReadOnlyList<Decision> Of(int page) => _decisions[page] ?? (IReadOnlyList<Decision>)[];

    public void Saw(int page, int pages, int rule, ReadOnlySpan<long> values)
    {
    }

    public void Add(in PageEvent happened)
    {
        for (var page = happened.Page; page < happened.Page + happened.Pages; page++)
        {
            var arrives = happened.Kind == PageEventKind.Arrived && _underWay[page];
            if (happened.Kind is PageEventKind.Started or PageEventKind.Arrived or PageEventKind.Failed) _underWay[page] = happened.Kind == PageEventKind.Started;
            if (!arrives && IsDecision(happened.Kind))
                (_decisions[page] ??= []).Add(new(happened.Ns, (int)happened.Access, happened.Kind, (sbyte)happened.To, (short)happened.Rule));
        }
    }

    private static bool IsDecision(PageEventKind kind) => kind is PageEventKind.Placed or PageEventKind.NotPlaced or PageEventKind.Started
        or PageEventKind.Arrived or PageEventKind.Evicted or PageEventKind.Split or PageEventKind.Collapsed;
}

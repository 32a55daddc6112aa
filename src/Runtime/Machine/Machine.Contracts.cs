namespace CdmPolicy;

/// <summary>
/// A page is checked when the event that is about it is over, and any other page when a move of it is. What a page is in
/// between, while its handlers run, breaks nothing.
/// </summary>
public sealed unsafe partial class Machine<TPolicy>
{
    private readonly ContractCounters[] _contractCounters = new ContractCounters[TPolicy.Model.Contracts.Length];

    /// <summary>The page that the event or the step of a pass is about, or -1.</summary>
    private int _visited = -1;

    /// <summary>The rule that last placed or moved that page in this event, or -1.</summary>
    private int _movedBy = -1;

    public ReadOnlySpan<ContractCounters> Contracts => _contractCounters;

    /// <summary>Counts a page that breaks a contract.</summary>
    public void Violate(int contract, int frame)
    {
        ref var counters = ref _contractCounters[contract];
        if (counters.Violations++ > 0) return;
        counters.FirstNs = Now;
        counters.FirstPage = Frames[frame].Page;
        counters.FirstTier = Frames[frame].Tier;
        counters.FirstRule = _movedBy;
    }

    /// <summary>A pass begins with a page.</summary>
    public void BeginVisit(int frame) => Begin(Frames[frame].Page);

    /// <summary>It is done with that page, wherever it is now.</summary>
    public void EndVisit()
    {
        TellFailure();
        var frame = TPolicy.HasContracts ? _frameOf[_visited] : 0;
        if (frame > 0) Policy.CheckContracts(this, frame);
        _visited = _movedBy = -1;
    }

    private void Begin(int page) => (_visited, _movedBy) = (page, -1);

    private void CheckedAccess<TPins>(int page, int operation)
        where TPins : struct, IPinMode
    {
        Begin(page);
        Access<TPins>(page, operation);
        EndVisit();
    }

    /// <summary>A rule has put a page into a frame.</summary>
    private void NoteMove(int rule, int frame)
    {
        var before = _movedBy;
        _movedBy = rule;
        if (_visited >= 0 && _frameOf[_visited] == frame) return;
        Policy.CheckContracts(this, frame);
        _movedBy = before;
    }
}

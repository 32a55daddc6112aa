using CdmPolicy.Policies;

namespace CdmPolicy;

/// <summary>What happens beside accesses: each event is handled at the present instant, which <see cref="Reach"/> sets.</summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Whose event is being handled, or -1; kept where somebody asks.</summary>
    private int _actor = -1;

    /// <summary>The page that a hint is about, or -1.</summary>
    private int _hinted = -1;

    /// <summary>The page of which a move was refused in this step, or -1.</summary>
    private int _failed = -1;
    private bool _inFailure;

    private static bool KnowsActor => (TPolicy.Handles & (PolicyEvents.Arrive | PolicyEvents.Failure)) != 0;

    /// <summary>Time goes on to the instant of an event, with what is due until then.</summary>
    /// <param name="time">Nanoseconds, not before <see cref="Now"/>.</param>
    public void Reach(long time)
    {
        if (time < Now) throw new ArgumentException("times must not run backwards", nameof(time));
        Now = time;
        if (time >= _nextDue) AdvanceClock();
    }

    /// <summary>An agent says something about a page; a page in no tier, and a hint that nobody handles, change nothing.</summary>
    public void Hint(int page, int agent, string name)
    {
        CheckEvent(page, agent);
        var hints = TPolicy.Hints;
        for (var hint = 0; hint < hints.Count; hint++)
        {
            if (hints[hint] != name) continue;
            if (_frameOf[page] <= 0)
            {
                if (TPolicy.Explains) RecordAnywhere(PageEventKind.Hinted, page, detail: hint, agent);
                return;
            }

            BeginEvent(page, agent);
            _hinted = page;
            if (TPolicy.Explains) Record(PageEventKind.Hinted, _frameOf[page], detail: hint, agent: agent);
            Policy.OnHint(this, hint, _frameOf[page], agent);
            _hinted = -1;
            EndEvent();
            return;
        }
    }

    private void CheckEvent(int page, int agent)
    {
        if ((uint)page >= (uint)PageCount) throw new ArgumentException("a page is unknown to this machine", nameof(page));
        if ((uint)agent >= (uint)Hierarchy.Agents.Length) throw new ArgumentException("an agent is unknown to this machine", nameof(agent));
    }

    private void BeginEvent(int page, int agent)
    {
        _actor = agent;
        Begin(page);
    }

    /// <summary>As after an access: refused moves are told, contracts are checked, and background reclaim works a while.</summary>
    private void EndEvent()
    {
        EndVisit();
        AfterEvent();
    }

    private void AfterEvent()
    {
        _actor = -1;
        if (TPolicy.StartsOnCondition) _pressure |= Policy.Starts(this);
        if (_pressure != 0) ReclaimInBackground();
    }

    /// <summary>A page came to where it is.</summary>
    private void TellArrival(int frame)
    {
        if ((TPolicy.Handles & PolicyEvents.Arrive) != 0) Policy.OnArrive(this, frame, _actor);
    }

    private void NoteFailure(int frame)
    {
        if ((TPolicy.Handles & PolicyEvents.Failure) != 0 && !_inFailure) _failed = Frames[frame].Page;
    }

    /// <summary>A step is over: the policy hears of the move that was refused in it, unless the page went elsewhere or left.</summary>
    private void TellFailure()
    {
        if ((TPolicy.Handles & PolicyEvents.Failure) == 0 || _failed < 0) return;
        var frame = _frameOf[_failed];
        _failed = -1;
        if (frame <= 0) return;
        _inFailure = true;
        Policy.OnFailure(this, frame, _actor);
        _inFailure = false;
    }
}

namespace CdmPolicy;

/// <summary>What happens beside accesses: each event is handled at the present instant, which <see cref="Reach"/> sets.</summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Time goes on to the instant of an event, with what is due until then.</summary>
    /// <param name="time">Nanoseconds, not before <see cref="Now"/>.</param>
    public void Reach(long time)
    {
        if (time < Now) throw new ArgumentException("times must not run backwards", nameof(time));
        Now = time;
        if (time >= _nextDue) AdvanceClock();
    }

    private void CheckEvent(int page, int agent)
    {
        if ((uint)page >= (uint)PageCount) throw new ArgumentException("a page is unknown to this machine", nameof(page));
        if ((uint)agent >= (uint)Hierarchy.Agents.Length) throw new ArgumentException("an agent is unknown to this machine", nameof(agent));
    }

    /// <summary>As after an access: contracts are checked, and background reclaim works a while.</summary>
    private void EndEvent()
    {
        if (TPolicy.HasContracts && _visited >= 0) EndVisit();
        if (TPolicy.StartsOnCondition) _pressure |= Policy.Starts(this);
        if (_pressure != 0) ReclaimInBackground();
    }
}

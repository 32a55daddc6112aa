namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Time passes without an access: what is due up to the instant, and at it, happens.</summary>
    /// <remarks>Background reclaim, which else works for a while after each event, gets as far as it can.</remarks>
    /// <param name="time">Nanoseconds; nothing happens where it is not after <see cref="Now"/>.</param>
    public void AdvanceTo(long time)
    {
        if (time <= Now) return;
        FinishBackground();
        while (_nextDue <= time)
        {
            Now = _nextDue;
            PassTime();
            FinishBackground();
        }

        Now = time;
        OpenWindow();
        if (TPolicy.StartsOnCondition) FinishBackground();
    }

    private void FinishBackground()
    {
        if (TPolicy.StartsOnCondition) _pressure |= Policy.Starts(this);
        while (_pressure != 0)
            if (!ReclaimInBackground()) return;
    }
}

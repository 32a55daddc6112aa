namespace CdmPolicy;

/// <summary>
/// Drivers that do not answer: they copy nothing from or to their tiers, ask for nothing, and what they would report the policy
/// learns when they answer again. Accesses go on, since no driver serves them.
/// </summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Reports that silent drivers owe, in their order.</summary>
    private readonly List<(int Agent, int Stat, long Value)> _owed = [];

    /// <summary>When to look whether they answer again; 2^63-1 where nothing is owed.</summary>
    private long _silentUntil = long.MaxValue;

    /// <summary>The driver of a device does not answer now.</summary>
    public bool IsSilent(int agent) => _faults.IsSilent(agent, Now);

    /// <summary>A device's driver reports a statistic, in the unit in which the language keeps its type.</summary>
    public void SetStat(int agent, int stat, long value)
    {
        if (!IsSilent(agent))
        {
            _stats[agent][stat] = value;
            return;
        }

        _owed.Add((agent, stat, value));
        _silentUntil = FaultDice.EndOfStretch(Now);
        _nextDue = Math.Min(_nextDue, _silentUntil);
    }

    private void HearAgain()
    {
        foreach (var (agent, stat, value) in _owed)
            if (!IsSilent(agent)) _stats[agent][stat] = value;
        _owed.RemoveAll(report => !IsSilent(report.Agent));
        _silentUntil = _owed.Count == 0 ? long.MaxValue : FaultDice.EndOfStretch(Now);
    }

    /// <summary>A move that is about to be complete is not, by chance or because a driver does not make it.</summary>
    private bool FailsMove(int source, int target) =>
        IsSilent(Hierarchy.Tiers[source].Driver) || IsSilent(Hierarchy.Tiers[target].Driver) || _faults.FailsMove();
}

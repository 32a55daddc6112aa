using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>What a reclaimer does by the clock; nothing where it has none.</summary>
internal sealed partial class ReclaimerWriter
{
    private void WriteClocks()
    {
        for (var i = 0; i < _plan.Every.Count; i++)
        {
            _writer.Line();
            _writer.Comment(_plan.Every[i].Source);
            using (_writer.Block($"public void {_names.Every[i]}({ReclaimerNames.Frames} frames)"))
                Hook().Write(_plan.Every[i].Statements, "0", QueuePlaces.None);
        }

        var timed = Enumerable.Range(0, _plan.Decays.Count).Where(i => _plan.Decays[i].PeriodNs > 0).ToArray();
        if (timed.Length == 0) return;
        _writer.Line();
        _writer.Line("/// <summary>A clock of its fields reached a new epoch.</summary>");
        using (_writer.Block($"public void {ReclaimerNames.SetEpoch}(int clock, uint epoch)"))
        using (_writer.Block("switch (clock)"))
            foreach (var clock in timed) _writer.Line($"case {clock}: {_names.Fields.Epochs[clock]} = epoch; break;");
    }
}

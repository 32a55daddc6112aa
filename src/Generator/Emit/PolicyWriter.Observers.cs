using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    /// <summary>Which observers the machine has to serve; without any it shows every access.</summary>
    private void WriteObservation()
    {
        if (_plan.Observers.Count == 0) return;
        var kinds = _plan.Observers.Select(o => Runtime.Observation + "." + o.Kind switch
        {
            ObserverKind.Sample => "Samples",
            ObserverKind.AccessedBit => "AccessedBits",
            ObserverKind.HintFault => "HintFaults",
            ObserverKind.Regions => "Regions",
            ObserverKind.DeviceCounters => "DeviceCounters",
            _ => "Everything",
        });
        // Of all tiers together there would be no observer: everything is what a policy sees by itself.
        if (_plan.Observers.All(o => o.Kind == ObserverKind.Everything)) kinds = kinds.Append(Runtime.Observation + ".Partly");
        _writer.Line();
        _writer.Line($"public static {Runtime.Observation} Observation => {string.Join(" | ", kinds.Distinct())};");
    }

    private string Observes() => _plan.Observers.Count == 0
        ? "everything"
        : string.Join("; ", _plan.Observers.Select(o => o.Source));

    private void WriteUnmapped()
    {
        if (_plan.DelayField < 0) return;
        _writer.Line();
        using (_writer.Block($"public void Unmapped({_names.Machine} machine, int frame)"))
            _writer.Line($"{_names.Fields.Setters[_plan.DelayField]}(machine.Frames, frame, machine.Now);");
    }

    private static string ObserverModel(ObserverPlan observer)
    {
        var settings = new (string Name, long Value, long Usual)[]
            {
                ("PeriodNs", observer.PeriodNs, 0), ("Amount", observer.Amount, 0), ("Directions", observer.Directions, 3), ("Agent", observer.Agent, -1),
                ("LeastRegions", observer.LeastRegions, 0), ("MostRegions", observer.MostRegions, 0), ("AggregationNs", observer.AggregationNs, 0),
            }
            .Where(s => s.Value != s.Usual).Select(s => $"{s.Name} = {CSharpText.Number(s.Value)}").ToArray();
        var rest = settings.Length == 0 ? "" : $" {{ {string.Join(", ", settings)} }}";
        return $"new({Runtime.Model}ObserverKind.{observer.Kind}, {CSharpText.Literal(observer.Source)}, "
            + $"Tiers: {CSharpText.Number(observer.TierMask)}){rest}";
    }
}

using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    private void WriteModel()
    {
        _writer.Line();
        _writer.Line($"public static int StateBytes => {_plan.StateBytes};");
        foreach (var (name, can) in new (string, Func<ReclaimerPlan, bool>)[] { ("Refuses", ExpressionFacts.Refuses), ("Trims", ExpressionFacts.Trims) })
        {
            if (!_plan.Reclaim.Any(r => can(r.Reclaimer))) continue;
            _writer.Line();
            _writer.Line($"public static bool {name} => true;");
        }

        if (!_plan.Moves)
        {
            _writer.Line();
            _writer.Line("public static bool Moves => false;");
        }

        if (_plan.Hierarchy.Tenants.Count > 0)
        {
            _writer.Line();
            _writer.Line("public static bool HasTenants => true;");
        }

        if (_plan.Rules.Any(r => r.KeepsShadow))
        {
            _writer.Line();
            _writer.Line("public static bool Shadows => true;");
        }

        WriteSizes();
        WriteExplains();
        WriteObservation();
        _writer.Line();
        _writer.Line($"public static {Runtime.Model}HierarchyModel Hierarchy => {PolicyNames.TypeOf(_plan.Hierarchy)}.Model;");
        _writer.Line();
        _writer.Line($"public static {Runtime.Model}PolicyModel Model {{ get; }} = new(");
        using (_writer.Indent())
        {
            _writer.Line($"Name: {CSharpText.Literal(_plan.Name)},");
            WriteList("Parameters", _plan.Parameters.Select(p =>
                $"new({CSharpText.Literal(p.Name)}, Unit: {CSharpText.Literal(p.Type.ToString().ToLowerInvariant())}, "
                + $"Default: {CSharpText.Number(p.Default)}, Min: {CSharpText.Number(p.Range.Min)}, Max: {CSharpText.Number(p.Range.Max)}){Names(p)}"));
            WriteList("Rules", _plan.Rules.Select(r =>
                $"new({CSharpText.Literal(r.Section)}, {CSharpText.Literal(r.Label)}, {CSharpText.Literal(r.Source)}{(r.KeepsShadow ? ", KeepsShadow: true" : "")})"));
            _writer.Line($"DecayPeriodsNs: [{string.Join(", ", _plan.DecayPeriods.Select(CSharpText.Number))}],");
            _writer.Line($"TickPeriodsNs: [{string.Join(", ", _plan.TickPeriods.Select(CSharpText.Number))}],");
            WriteList("Reclaim", _plan.Hierarchy.Tiers.Select((_, tier) => ReclaimModel(tier)));
            _writer.Line($"HasFaultRules: {CSharpText.Bool(_plan.Fault.Count > 0)},");
            _writer.Line($"Observes: {CSharpText.Literal(Observes())}){(HasMore() ? "" : ";")}");
        }

        if (!HasMore()) return;
        _writer.Line("{");
        using (_writer.Indent())
        {
            if (_plan.Contracts.Count > 0)
                WriteList("Contracts", _plan.Contracts.Select(c => $"new({CSharpText.Literal(c.Source)}, Line: {c.Origin.Start.Line})"), " =");
            if (_plan.Observers.Count > 0) WriteList("Observers", _plan.Observers.Select(ObserverModel), " =");
            if (HasAfter()) _writer.Line($"TickSamples = [{string.Join(", ", _plan.Ticks.Select(t => CSharpText.Number(t.AfterSamples)))}],");
        }

        _writer.Line("};");
    }

    private static string Names(ParameterPlan parameter) => parameter.Names.Count == 0
        ? ""
        : $" {{ Names = [{string.Join(", ", parameter.Names.Select(n => $"new({CSharpText.Literal(n.Name)}, {CSharpText.Number(n.Value)})"))}] }}";

    private bool HasMore() => _plan.Contracts.Count + _plan.Observers.Count > 0;

    private bool HasAfter() => _plan.Ticks.Any(t => t.AfterSamples > 0);

    private string ReclaimModel(int tier) => _plan.Reclaim.FirstOrDefault(r => r.Tier == tier) is { } reclaim
        ? $"new({CSharpText.Literal(reclaim.Reclaimer.Display)}, ByKernel: {CSharpText.Bool(reclaim.By == ReclaimedBy.Kernel)}{(reclaim.Starts is null ? "" : ", StartsOnCondition: true")})"
        : "null";

    private void WriteList(string name, IEnumerable<string> items, string after = ":")
    {
        var all = items.ToArray();
        _writer.Line(all.Length == 0 ? $"{name}{after} []," : name + after);
        if (all.Length == 0) return;
        _writer.Line("[");
        using (_writer.Indent())
            foreach (var item in all) _writer.Line(item + ",");
        _writer.Line("],");
    }
}

using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>A policy as a struct that a machine runs. One method writes one member of <c>IPolicy</c>.</summary>
internal sealed partial class PolicyWriter
{
    private readonly CodeWriter _writer;
    private readonly PolicyPlan _plan;
    private readonly PolicyNames _names;
    private readonly FillLimits _limits;
    private readonly TierOrders _orders;
    private readonly string[] _tickNames;
    private readonly string[] _visitNames;
    private readonly string[] _latchNames;
    private readonly string[] _searchNames;
    private readonly (string Rules, string Keeps, string Search)[] _reclaimNames;
    private readonly string[] _interleaveNames;
    private readonly (string Accepted, string Refused)[] _consequenceNames;
    private readonly (string Select, string Passes, string Search)[] _partnerNames;
    private readonly string[] _hintNames;
    private readonly string _accessRulesName;
    private readonly string _hintFaultRulesName;
    private readonly bool _explains;
    private bool _notesIdle;

    private PolicyWriter(CodeWriter writer, PolicyPlan plan, bool explains)
    {
        _writer = writer;
        _explains = explains;
        _plan = plan;
        _names = new PolicyNames(plan);
        _limits = new FillLimits(tier => CSharpText.Private(plan.Hierarchy.Tiers[tier].Name).TrimStart('_'), _names.Scope);
        _orders = new TierOrders(tier => CSharpText.Pascal(plan.Hierarchy.Tiers[tier].Name), _names.Scope);
        _tickNames = [.. plan.Ticks.Select((_, i) => _names.Scope.Take("Tick" + i))];
        _visitNames = [.. plan.Ticks.Select((_, i) => _names.Scope.Take("Visit" + i))];
        _latchNames = [.. _names.Latches.Select((_, i) => _names.Scope.Take("Latch" + i))];
        _hintNames = [.. plan.Events.Where(e => e.Kind == EventKind.Hint).Select((_, i) => _names.Scope.Take("OnHint" + i))];
        _accessRulesName = _names.Scope.Take("AccessRules");
        _hintFaultRulesName = _names.Scope.Take("HintFaultRules");
        _searchNames = [.. plan.Hierarchy.Tiers.Select(t => _names.Scope.Take("Victim" + CSharpText.Pascal(t.Name).TrimStart('_')))];
        _interleaveNames = [.. plan.Rules.Select((_, i) => _names.Scope.Take("Interleave" + i))];
        _consequenceNames = [.. plan.Rules.Select((_, i) => (_names.Scope.Take("Then" + i), _names.Scope.Take("Else" + i)))];
        _partnerNames = [.. plan.Rules.Select((_, i) => (
            _names.Scope.Take("Partner" + i), _names.Scope.Take("Passes" + i), _names.Scope.Take("PartnerSearch" + i)))];
        _reclaimNames = [.. plan.Hierarchy.Tiers.Select(t => CSharpText.Pascal(t.Name).TrimStart('_')).Select(t => (
            _names.Scope.Take("Reclaim" + t), _names.Scope.Take("Keeps" + t), _names.Scope.Take("Search" + t)))];
    }

    /// <param name="explains">It tells the machine which rule it follows and what its condition saw.</param>
    public static void Write(CodeWriter writer, PolicyPlan plan, bool explains = false) => new PolicyWriter(writer, plan, explains).Write();

    private void Write()
    {
        _writer.Lines(CSharpText.Summary(_plan.Doc));
        using (_writer.Block($"public partial struct {_names.Type} : {Runtime.IPolicy}<{_names.Type}>"))
        {
            WriteNumbers();
            WriteState();
            WriteParameters();
            WriteModel();
            WritePlacement();
            WriteArrivals();
            WriteHandlers();
            WriteTicks();
            WriteReclaim();
            WriteOutcomes();
            WriteStarts();
            WriteLatches();
            WriteContracts();
            WritePins();
            WriteEvents();
            _names.Fields.Write(_writer);
            WriteOrders();
            WriteAttach();
        }
    }

    private void WriteNumbers()
    {
        for (var i = 0; i < _names.Tiers.Length; i++) _writer.Line($"private const int {_names.Tiers[i]} = {i};");
        for (var i = 0; i < _names.Agents.Length; i++) _writer.Line($"private const int {_names.Agents[i]} = {i};");
        for (var i = 0; i < _names.Tenants.Length; i++) _writer.Line($"private const int {_names.Tenants[i]} = {i};");
        _writer.Line();
    }

    private void WriteState()
    {
        foreach (var parameter in _plan.Parameters.Select((p, i) => (Plan: p, Name: _names.Parameters[i])))
            _writer.Line($"private {ParameterType(parameter.Plan)} {parameter.Name};");
        for (var i = 0; i < _plan.Budgets.Count; i++)
        {
            if (_plan.Budgets[i].Source.Length > 0) _writer.Comment(_plan.Budgets[i].Source);
            _writer.Line($"private {Runtime.Budget} {_names.Budgets[i]};");
        }

        _names.State.WriteFields(_writer);
        foreach (var suspended in _names.Suspended.Where(s => s.Length > 0)) _writer.Line($"private long {suspended};");
        foreach (var epoch in _names.Fields.Epochs) _writer.Line($"private uint {epoch};");
        for (var i = 0; i < _plan.Ticks.Count; i++)
            if (_plan.Ticks[i].BestBy is not null) _writer.Line($"private {Runtime.BestPages} {_names.Bests[i]};");
            else if (_plan.Ticks[i] is { Over.Count: > 0, Queue: null }) _writer.Line($"private {Runtime.WalkPosition} {_names.Walks[i]};");
        foreach (var latch in _names.Latches) _writer.Line($"private bool {latch};");
        foreach (var reclaim in _plan.Reclaim)
        {
            if (reclaim.OrderBy is not null)
            {
                _writer.Line($"private {Runtime.WalkPosition} {_names.Searches[reclaim.Tier]};");
                continue;
            }

            _writer.Comment($"order {reclaim.Reclaimer.Display}");
            _writer.Line($"private {PolicyNames.TypeOf(reclaim.Reclaimer)}<{_names.Type}> {_names.Orders[reclaim.Tier]};");
        }

        _writer.Line();
    }

    private void WriteAttach()
    {
        // Last, because only now every comparison with a tier's fill is known.
        var scope = Scope();
        var expressions = new ExpressionWriter(scope);
        _writer.Line();
        foreach (var limit in _limits.All)
        {
            var reached = limit.Above ? "is above" : "is at least";
            _writer.Comment($"used pages from which on the fill of {_plan.Hierarchy.Tiers[limit.Tier].Name} {reached} {Ratio(limit.Ratio)}");
            _writer.Line($"private int {limit.Field};");
        }

        _writer.Line();
        using (_writer.Block($"public void Attach({_names.Machine} machine)"))
        {
            foreach (var limit in _limits.All)
            {
                // ⌊x⌋ > r exactly when ⌊x⌋ ≥ r + 1
                var ratio = CSharpText.Number(limit.Above ? limit.Ratio + 1 : limit.Ratio);
                _writer.Line($"{limit.Field} = machine.Tier({_names.Tiers[limit.Tier]}).FramesAtFill({ratio});");
            }

            for (var i = 0; i < _plan.Budgets.Count; i++)
                _writer.Line($"{_names.Budgets[i]} = new({expressions.Write(_plan.Budgets[i].Amount)}, {CSharpText.Number(_plan.Budgets[i].PeriodNs)}{(_plan.Budgets[i].InTime ? ", inTime: true" : "")});");
            foreach (var reclaim in _plan.Reclaim)
            {
                _writer.Comment(reclaim.Source);
                string Of(Expr? e) => e is null ? "0" : expressions.Write(e);
                _writer.Line(
                    $"machine.SetWatermarks({_names.Tiers[reclaim.Tier]}, reserve: {Of(reclaim.Reserve)}, low: {Of(reclaim.Below)}, high: {Of(reclaim.Until)});");
                if (reclaim.OrderBy is not null) continue;
                _writer.Line(
                    $"{_names.Orders[reclaim.Tier]}.Attach(machine.Tier({_names.Tiers[reclaim.Tier]}).Capacity, machine.PageCount);");
            }

            _names.State.WriteStart(_writer, expressions);
            WriteBests(expressions);
        }
    }

    private PolicyScope Scope() => new(_plan, _names, _limits);

    private static string Ratio(long parts) =>
        (parts / 10_000_000m).ToString("0.#######", System.Globalization.CultureInfo.InvariantCulture) + "%";
}

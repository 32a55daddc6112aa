using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    private void WriteArrivals()
    {
        var fields = _names.Fields;
        _writer.Line();
        using (_writer.Block($"public void Placed({_names.Machine} machine, int frame)"))
        {
            if (_plan.IdleField >= 0) _writer.Line($"{fields.Setters[_plan.IdleField]}(machine.Frames, frame, machine.Now);");
        }

        _writer.Line();
        using (_writer.Block($"public bool Missed({_names.Machine} machine, int tier, int page)"))
        {
            foreach (var reclaim in _plan.Reclaim)
                if (reclaim.Reclaimer.Miss.Count > 0)
                    _writer.Line($"if (tier == {_names.Tiers[reclaim.Tier]}) return {_names.Orders[reclaim.Tier]}.Miss(machine.Frames, page);");
            _writer.Line("return true;");
        }

        _writer.Line();
        using (_writer.Block($"public void Inserted({_names.Machine} machine, int tier, int frame)"))
        {
            WriteComing(
            [
                .. _plan.ResidentField < 0 ? Array.Empty<string>() : [$"{fields.Setters[_plan.ResidentField]}(machine.Frames, frame, machine.Now);"],
                .. Followed().Select(f => $"{f.Histogram}.Add({f.Value}{Weight()});"),
            ]);
            Dispatch(_plan.Reclaim.Where(r => r.OrderBy is null), order => $"{order}.Insert(machine.Frames, frame);");
        }

        _writer.Line();
        _writer.Line(Runtime.Inline);
        using (_writer.Block($"public void Touched({_names.Machine} machine, int tier, int frame)"))
            DispatchAccess();
        _writer.Line();
        using (_writer.Block($"public void Removed({_names.Machine} machine, int tier, int frame, bool chosen)"))
        {
            WriteComing([.. Followed().Select(f => $"{f.Histogram}.Remove({f.Value}{Weight()});")]);
            Dispatch(_plan.Reclaim.Where(r => r.OrderBy is null), order => $"{order}.Remove(machine.Frames, frame, chosen);");
        }

        _writer.Line();
        using (_writer.Block("public void SetEpoch(int decay, uint epoch)"))
        {
            var ofReclaimers = _plan.ReclaimerClocks.ToArray();
            if (_plan.Decays.Count + ofReclaimers.Length == 0) return;
            using (_writer.Block("switch (decay)"))
            {
                for (var i = 0; i < _plan.Decays.Count; i++) WriteEpoch(i);
                for (var i = 0; i < ofReclaimers.Length; i++)
                    _writer.Line($"case {_plan.Decays.Count + i}: {_names.Orders[ofReclaimers[i].Section.Tier]}.{ReclaimerNames.SetEpoch}({ofReclaimers[i].Clock}, epoch); break;");
            }
        }
    }

    /// <summary>What a page does that comes or leaves, and one that is pinned or let go where it is does not.</summary>
    private void WriteComing(string[] lines)
    {
        if (lines.Length == 0) return;
        using (_writer.Block("if (!machine.Relinks)")) _writer.Lines(lines);
        _writer.Line();
    }

    private void WriteEpoch(int clock)
    {
        var epoch = _names.Fields.Epochs[clock];
        var halvings = _names.State.Halvings(clock, $"epoch - {epoch}").ToArray();
        if (halvings.Length == 0)
        {
            _writer.Line($"case {clock}: {epoch} = epoch; break;");
            return;
        }

        _writer.Line($"case {clock}:");
        using (_writer.Indent())
        {
            _writer.Lines(halvings);
            _writer.Line($"{epoch} = epoch;");
            _writer.Line("break;");
        }
    }

    /// <summary>The histograms of the tier that a page comes to or leaves, and what the page counts as.</summary>
    private IEnumerable<(string Histogram, string Value)> Followed() =>
        from field in _names.State.Followed
        from histogram in _names.State.HistogramsOf(field, "tier")
        select (histogram, $"{_names.Fields.Names[field]}(machine.Frames, frame)");

    /// <summary>
    /// An access that touches only the page does the same in every tier of one algorithm: these share a case, because a
    /// branch less is one that cannot be mispredicted on the way of every event.
    /// </summary>
    private void DispatchAccess()
    {
        var sections = _plan.Reclaim.Where(r => r.Reclaimer.Access.Count > 0).ToArray();
        var groups = sections.GroupBy(r => TouchesOnlyThePage(r.Reclaimer) ? r.Reclaimer.InstanceName : _names.Orders[r.Tier]).ToArray();
        if (groups.Length == sections.Length)
        {
            Dispatch(sections, order => $"{order}.Access(machine.Frames, frame);");
            return;
        }

        using (_writer.Block("switch (tier)"))
        {
            foreach (var group in groups)
            {
                foreach (var reclaim in group) _writer.Line($"case {_names.Tiers[reclaim.Tier]}:");
                using (_writer.Indent()) _writer.Line($"{_names.Orders[group.First().Tier]}.Access(machine.Frames, frame); break;");
            }
        }
    }

    private static bool TouchesOnlyThePage(ReclaimerPlan reclaimer) =>
        reclaimer.Decays.Count == 0 && ExpressionFacts.All(reclaimer.Access).All(s => s is AssignStmt or IfStmt)
        && !ExpressionFacts.Any(reclaimer.Access, e => e is not (FieldExpr or ConstantExpr or ComparisonExpr or LogicalExpr or NotExpr
            or AddExpr or SubtractExpr or ProductExpr or QuotientExpr or ConditionalExpr or InRangeExpr));

    /// <summary>One call by tier, to that tier's reclaimer.</summary>
    private void Dispatch(IEnumerable<ReclaimPlan> sections, Func<string, string> call)
    {
        var all = sections.ToArray();
        if (all.Length == 0) return;
        if (all.Length == 1)
        {
            _writer.Line($"if (tier == {_names.Tiers[all[0].Tier]}) {call(_names.Orders[all[0].Tier])}");
            return;
        }

        using (_writer.Block("switch (tier)"))
            foreach (var reclaim in all)
                _writer.Line($"case {_names.Tiers[reclaim.Tier]}: {call(_names.Orders[reclaim.Tier])} break;");
    }
}

using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    private void WriteReclaim()
    {
        WriteSelect("SelectVictim", "Victim", _plan.Reclaim);
        var trimmed = _plan.Reclaim.Where(r => ExpressionFacts.Trims(r.Reclaimer)).ToArray();
        if (trimmed.Length > 0) WriteSelect("SelectTrimmed", "Trim", trimmed);
        _writer.Line();
        using (_writer.Block($"public void Reclaim({_names.Machine} machine, int tier, int frame)"))
        {
            if (_plan.Reclaim.Count > 0)
            {
                using (_writer.Block("switch (tier)"))
                    foreach (var reclaim in _plan.Reclaim)
                        _writer.Line($"case {_names.Tiers[reclaim.Tier]}: {_reclaimNames[reclaim.Tier].Rules}(machine, frame); break;");
            }
        }

        var remembering = _plan.Reclaim.Where(r => r.Reclaimer.HasMemory).ToArray();
        if (remembering.Length > 0)
        {
            _writer.Line();
            using (_writer.Block("public void Release()"))
                foreach (var reclaim in remembering) _writer.Line($"{_names.Orders[reclaim.Tier]}.Release();");
        }

        foreach (var reclaim in _plan.Reclaim)
        {
            WriteRules(reclaim);
            if (reclaim.OrderBy is not null) WriteSearch(reclaim, reclaim.OrderBy);
            if (Passes(reclaim)) WriteKeep(reclaim);
        }
    }

    /// <summary>By tier, the reclaimer's search for a page that leaves, under the section's <c>keep</c>.</summary>
    private void WriteSelect(string member, string search, IEnumerable<ReclaimPlan> sections)
    {
        _writer.Line();
        using (_writer.Block($"public int {member}({_names.Machine} machine, int tier)"))
        {
            foreach (var reclaim in sections)
            {
                using (_writer.Block($"if (tier == {_names.Tiers[reclaim.Tier]})"))
                {
                    if (reclaim.OrderBy is not null)
                    {
                        _writer.Line($"return {_searchNames[reclaim.Tier]}(machine);");
                    }
                    else if (!Passes(reclaim))
                    {
                        _writer.Line(_plan.Moves
                            ? $"var keep = new {Runtime.KeepHeld}<{_names.Type}>(machine.Frames);"
                            : $"{Runtime.KeepNothing} keep = default;");
                        _writer.Line($"return {_names.Orders[reclaim.Tier]}.{search}(machine.Frames, ref keep);");
                    }
                    else
                    {
                        _writer.Line($"var keep = new {_reclaimNames[reclaim.Tier].Search}(machine);");
                        _writer.Line($"var victim = {_names.Orders[reclaim.Tier]}.{search}(machine.Frames, ref keep);");
                        _writer.Line($"if (victim != 0 && keep.Exhausted && {_reclaimNames[reclaim.Tier].Keeps}(machine, victim)) machine.IgnoreKeep(tier);");
                        _writer.Line("return victim;");
                    }
                }

                _writer.Line();
            }

            _writer.Line("return 0;");
        }
    }

    private void WriteRules(ReclaimPlan reclaim)
    {
        var scope = new PolicyScope(_plan, _names, _limits) { TierOfPage = _names.Tiers[reclaim.Tier] };
        var rules = new RuleWriter(
            _writer, _plan, new ExpressionWriter(scope), number => Apply("Demote", number, null), Consequences, "return;", "return;",
            always: OnRefusal.Next) { Explains = _explains };
        _writer.Line();
        _writer.Comment(reclaim.Source);
        using (_writer.Block($"private void {_reclaimNames[reclaim.Tier].Rules}({_names.Machine} machine, int frame)"))
        {
            _writer.Line("var frames = machine.Frames;");
            if (rules.Write(reclaim.Rules))
            {
                _writer.Comment("no rule, or all refused");
                _writer.Line("machine.Evict(-1, frame);");
            }
        }
    }

    /// <summary>Some pages are passed over, for the policy or for a tenant.</summary>
    private bool Passes(ReclaimPlan reclaim) => reclaim.Keep is not null || _plan.Hierarchy.PassesOver(reclaim.Tier);

    private void WriteKeep(ReclaimPlan reclaim)
    {
        var (_, keeps, search) = _reclaimNames[reclaim.Tier];
        var scope = new PolicyScope(_plan, _names, _limits) { TierOfPage = _names.Tiers[reclaim.Tier] };
        _writer.Line();
        if (_plan.Hierarchy.PassesOver(reclaim.Tier)) _writer.Comment(_plan.Hierarchy.Swap is null ? "shares of tenants" : "a full swap, shares of tenants");
        if (reclaim.Keep is not null) _writer.Comment(reclaim.KeepSource);
        using (_writer.Block($"private bool {keeps}({_names.Machine} machine, int frame)"))
        {
            if (_plan.Hierarchy.PassesOver(reclaim.Tier))
                _writer.Line(reclaim.Keep is null ? "return machine.IsShielded(frame);" : "if (machine.IsShielded(frame)) return true;");
            if (reclaim.Keep is { } condition)
            {
                _writer.Line("var frames = machine.Frames;");
                _writer.Mapped(reclaim.KeepOrigin, $"return {new ExpressionWriter(scope).Write(condition)};");
            }
        }

        if (reclaim.OrderBy is not null) return;
        _writer.Line();
        _writer.Line("/// <summary>One search for a victim: at most 32 pages are passed over, those under way aside.</summary>");
        using (_writer.Block($"private struct {search}({_names.Machine} machine) : {Runtime.IKeep}"))
        {
            _writer.Line("private int _kept;");
            _writer.Line();
            _writer.Line("public static bool Active => true;");
            _writer.Line();
            _writer.Line("public readonly bool Exhausted => _kept == 32;");
            _writer.Line();
            using (_writer.Block("public bool Keeps(int frame)"))
            {
                var keep = $"!machine.Policy.{keeps}(machine, frame)";
                if (_plan.Moves) _writer.Line("if (machine.IsHeld(frame)) return true;");
                _writer.Line($"if (Exhausted || {keep}) return false;");
                _writer.Line("_kept++;");
                _writer.Line("return true;");
            }

            _writer.Line();
            _writer.Line("public void GiveUp() => _kept = 32;");
        }
    }
}

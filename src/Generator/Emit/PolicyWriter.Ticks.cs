using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    private void WriteTicks()
    {
        _writer.Line();
        using (_writer.Block($"public void Tick({_names.Machine} machine, int tick)"))
        {
            var ofReclaimers = _plan.ReclaimerHooks.ToArray();
            if (_plan.Ticks.Count + ofReclaimers.Length > 0)
            {
                using (_writer.Block("switch (tick)"))
                {
                    for (var i = 0; i < _plan.Ticks.Count; i++) _writer.Line($"case {i}: {TickName(i)}(machine); break;");
                    for (var i = 0; i < ofReclaimers.Length; i++)
                        _writer.Line($"case {_plan.Ticks.Count + i}: {EveryHook(ofReclaimers[i].Section, ofReclaimers[i].Hook)} break;");
                }
            }
        }

        for (var i = 0; i < _plan.Ticks.Count; i++) WriteTick(i);
    }

    private void WriteTick(int number)
    {
        var tick = _plan.Ticks[number];
        if (tick.Over.Count == 0)
        {
            WriteStatementsAlone(number);
            return;
        }

        var alone = tick.Over.Count == 1;
        var scope = new PolicyScope(_plan, _names, _limits)
        {
            TierOfPage = alone ? _names.Tiers[tick.Over[0]] : "tier",
            Settled = Settleable(tick.Statements),
            Kept = ReadBy(tick.Rules),
        };
        _writer.Line();
        _writer.Comment(tick.Source);
        using (_writer.Block($"private void {TickName(number)}({_names.Machine} machine)"))
        {
            var over = string.Join(", ", tick.Over.Select(t => _names.Tiers[t]));
            var limit = new ExpressionWriter(Scope()).Write(tick.LimitPages);
            WriteLatch(tick);
            _writer.Line("var frames = machine.Frames;");
            if (tick is { BestBy: null, Queue: { } queue }) BeginQueue(tick, queue, limit);
            else if (tick.BestBy is null)
                _writer.Line($"var walk = machine.Walk({Runtime.TierOrder}.Of({over}), ref {_names.Walks[number]}, {limit});");
            else WriteChoice(tick, number, over, alone);
            if (tick.BestBy is not null && HasHuge) _writer.Line($"long left = {limit};");
            using (_writer.Block(tick is { BestBy: null, Queue: not null } ? "while (next != 0 && left > 0)" : tick.BestBy is null ? "while (walk.MoveNext())" : $"foreach (var frame in {_names.Bests[number]}.Take())"))
            {
                if (tick is { BestBy: null, Queue: { } along }) StepAlong(tick, along);
                else if (tick.BestBy is null) _writer.Line("var frame = walk.Frame;");
                else if (HasHuge) WriteLimit();
                if (!HasSteps) WriteVisit(tick, scope, alone, "continue;", "return;");
                else
                {
                    _writer.Line("machine.BeginVisit(frame);");
                    _writer.Line($"var goesOn = {_visitNames[number]}(machine, frame);");
                    _writer.Line("machine.EndVisit();");
                    _writer.Line("if (!goesOn) return;");
                }
            }
        }

        if (!HasSteps) return;
        _writer.Line();
        using (_writer.Block($"private bool {_visitNames[number]}({_names.Machine} machine, int frame)"))
        {
            _writer.Line("var frames = machine.Frames;");
            if (WriteVisit(tick, scope, alone, "return true;", "return false;")) _writer.Line("return true;");
        }
    }

    /// <summary>A page may be gone into a huge one meanwhile; those that are handled count as their base pages.</summary>
    private void WriteLimit()
    {
        _writer.Line("if (frames[frame].Page < 0) continue;");
        _writer.Line("if (left <= 0) return;");
        _writer.Line("left -= frames.PagesOf(frame);");
    }

    /// <summary>What a pass does with one page.</summary>
    /// <returns>False: a rule without a condition ended the list.</returns>
    private bool WriteVisit(TickPlan tick, PolicyScope scope, bool alone, string done, string stop)
    {
        if (!alone) _writer.Line("int tier = frames[frame].Tier;");
        foreach (var clock in scope.Settled.OrderBy(c => c))
            _writer.Line($"{_names.Fields.Settle[clock]}(frames, frame);");
        new StatementWriter(_writer, _plan, _names, scope).Write(tick.Statements);
        var rules = new RuleWriter(_writer, _plan, new ExpressionWriter(scope), rule => Apply("Move", rule, null), Consequences, done, stop) { Explains = _explains };
        return rules.Write(tick.Rules);
    }

    private void WriteStatementsAlone(int number)
    {
        var tick = _plan.Ticks[number];
        _writer.Line();
        _writer.Comment(tick.Source);
        using (_writer.Block($"private void {TickName(number)}({_names.Machine} machine)"))
        {
            WriteLatch(tick);
            new StatementWriter(_writer, _plan, _names, Scope()).Write(tick.Statements);
        }
    }

    private void WriteLatch(TickPlan tick)
    {
        if (tick.Latch is { } latch) _writer.Line($"if (!{LatchName(latch)}(machine)) return;");
    }

    private string EveryHook(ReclaimPlan section, int hook) =>
        $"{_names.Orders[section.Tier]}.{new ReclaimerNames(section.Reclaimer).Every[hook]}(machine.Frames);";

    private string TickName(int number) => _tickNames[number];
}

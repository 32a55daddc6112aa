using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    private void WriteTicks()
    {
        _writer.Line();
        using (_writer.Block($"public void Tick({_names.Machine} machine, int tick)"))
        {
            if (_plan.Ticks.Count > 0)
            {
                using (_writer.Block("switch (tick)"))
                    for (var i = 0; i < _plan.Ticks.Count; i++) _writer.Line($"case {i}: {TickName(i)}(machine); break;");
            }
        }

        for (var i = 0; i < _plan.Ticks.Count; i++)
        {
            WriteTick(i);
            WriteWalk(i);
        }
    }

    private void WriteTick(int number)
    {
        var tick = _plan.Ticks[number];
        _writer.Line();
        _writer.Comment(tick.Source);
        using (_writer.Block($"private void {TickName(number)}({_names.Machine} machine)"))
        {
            _writer.Line($"long left = {new ExpressionWriter(Scope()).Write(tick.LimitPages)};");
            for (var i = 0; i < tick.Over.Count; i++)
            {
                var walk = $"{WalkName(number)}(machine, {_names.Tiers[tick.Over[i]]}, ref {_names.Cursors[number][i]}, ref left)";
                _writer.Line(i < tick.Over.Count - 1 ? $"if (!{walk}) return;" : walk + ";");
            }
        }
    }

    /// <summary>The pages of one tier, within what is left of the limit; false ends the pass.</summary>
    private void WriteWalk(int number)
    {
        var tick = _plan.Ticks[number];
        var scope = new PolicyScope(_plan, _names, _limits)
        {
            TierOfPage = "tier",
            Settled = Settleable(tick.Statements),
            Kept = ReadBy(tick.Rules),
        };
        _writer.Line();
        using (_writer.Block($"private bool {WalkName(number)}({_names.Machine} machine, int tier, ref int cursor, ref long left)"))
        {
            _writer.Line("var frames = machine.Frames;");
            _writer.Line("var walk = machine.Walk(tier, ref cursor, left);");
            using (_writer.Block("while (walk.MoveNext())"))
            {
                _writer.Line("var frame = walk.Frame;");
                foreach (var clock in scope.Settled.OrderBy(c => c))
                    _writer.Line($"{_names.Fields.Settle[clock]}(frames, frame);");
                new StatementWriter(_writer, _plan, _names, scope).Write(tick.Statements);
                var rules = new RuleWriter(
                    _writer, _plan, new ExpressionWriter(scope), number => Apply("Move", number, null), "continue;", "return false;");
                rules.Write(tick.Rules);
            }

            _writer.Line();
            _writer.Line("left = walk.Left;");
            _writer.Line("return true;");
        }
    }

    private string TickName(int number) => _tickNames[number].Tick;

    private string WalkName(int number) => _tickNames[number].Walk;
}

using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    /// <summary>Pages looked at in one search for the least; a search goes on where the last one ended.</summary>
    private const int SearchedPages = 64;

    /// <summary><c>order by EXPR</c>: the page with the least value leaves first.</summary>
    private void WriteSearch(ReclaimPlan reclaim, Expr value)
    {
        var tier = _names.Tiers[reclaim.Tier];
        var expressions = new ExpressionWriter(new PolicyScope(_plan, _names, _limits) { TierOfPage = tier });
        _writer.Line();
        _writer.Comment("order by " + reclaim.OrderSource);
        using (_writer.Block($"private int {_searchNames[reclaim.Tier]}({_names.Machine} machine)"))
        {
            _writer.Line("var frames = machine.Frames;");
            _writer.Line($"var walk = machine.WalkVictims({Runtime.TierOrder}.Of({tier}), ref {_names.Searches[reclaim.Tier]}, {SearchedPages});");
            _writer.Line(!Passes(reclaim) ? "int victim = 0;" : "int victim = 0, kept = 0, keptVictim = 0;");
            _writer.Line(!Passes(reclaim) ? "long least = 0;" : "long least = 0, keptLeast = 0;");
            using (_writer.Block("while (walk.MoveNext())"))
            {
                _writer.Line("var frame = walk.Frame;");
                _writer.Mapped(reclaim.OrderOrigin, $"long value = {expressions.Write(value)};");
                if (Passes(reclaim))
                {
                    using (_writer.Block($"if (kept < 32 && {_reclaimNames[reclaim.Tier].Keeps}(machine, frame))"))
                    {
                        _writer.Line("if (kept++ == 0 || value < keptLeast) (keptVictim, keptLeast) = (frame, value);");
                        _writer.Line("continue;");
                    }

                    _writer.Line();
                }

                _writer.Line("if (victim == 0 || value < least) (victim, least) = (frame, value);");
            }

            if (Passes(reclaim))
            {
                _writer.Line("if (victim == 0) victim = keptVictim;");
                _writer.Line($"if (victim != 0 && {_reclaimNames[reclaim.Tier].Keeps}(machine, victim)) machine.IgnoreKeep({tier});");
            }

            _writer.Line("return victim;");
        }
    }

    /// <summary><c>best by EXPR</c>: all pages are looked at, and the best of them handled, best first.</summary>
    private void WriteChoice(TickPlan tick, int number, string over, bool alone)
    {
        var scope = new PolicyScope(_plan, _names, _limits) { TierOfPage = alone ? _names.Tiers[tick.Over[0]] : "tier" };
        var best = _names.Bests[number];
        _writer.Line($"{best}.Clear();");
        if (tick.Queue is { } queue)
        {
            using (_writer.Block($"for (var frame = {Along(tick, queue, "0")}; frame != 0; frame = {Along(tick, queue, "frame")})"))
                _writer.Mapped(tick.Origin, $"{best}.Offer(frame, {new ExpressionWriter(scope).Write(tick.BestBy!)});");
            return;
        }

        _writer.Line($"{Runtime.WalkPosition} start = default;");
        _writer.Line($"var walk = machine.Walk({Runtime.TierOrder}.Of({over}), ref start, long.MaxValue);");
        using (_writer.Block("while (walk.MoveNext())"))
        {
            _writer.Line("var frame = walk.Frame;");
            if (!alone) _writer.Line("int tier = frames[frame].Tier;");
            _writer.Mapped(tick.Origin, $"{best}.Offer(frame, {new ExpressionWriter(scope).Write(tick.BestBy!)});");
        }
    }

    /// <summary>Room for the best pages of each such handler.</summary>
    private void WriteBests(ExpressionWriter expressions)
    {
        for (var i = 0; i < _plan.Ticks.Count; i++)
        {
            if (_plan.Ticks[i].BestBy is null) continue;
            var frames = string.Join(" + ", _plan.Ticks[i].Over.Select(t => $"(long)machine.Tier({_names.Tiers[t]}).Capacity"));
            _writer.Line($"{_names.Bests[i]} = new({Runtime.Math}.Min({expressions.Write(_plan.Ticks[i].LimitPages)}, {frames}));");
        }
    }
}

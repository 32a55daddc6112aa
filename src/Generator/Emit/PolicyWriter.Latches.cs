using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    private IEnumerable<LatchPlan> Latches => _plan.Handlers.Select(h => h.Latch).Concat(_plan.Ticks.Select(t => t.Latch)).OfType<LatchPlan>();

    /// <summary>Each latch is moved on when its handler is asked, and remembered for as long as it is not asked again.</summary>
    private void WriteLatches()
    {
        foreach (var latch in Latches)
        {
            var expressions = new ExpressionWriter(Scope());
            var field = _names.Latches[latch.Number];
            var holds = latch.Until is null
                ? expressions.Write(latch.While)
                : $"({field} || ({expressions.Write(latch.While)})) && !({expressions.Write(latch.Until)})";
            _writer.Line();
            _writer.Comment(latch.Source);
            _writer.Mapped(latch.Origin, $"private bool {LatchName(latch)}({_names.Machine} machine) => {field} = {holds};");
        }
    }

    private string LatchName(LatchPlan latch) => _latchNames[latch.Number];

    /// <summary>When background reclaim starts and ends, where conditions say so.</summary>
    private void WriteStarts()
    {
        var sections = _plan.Reclaim.Where(r => r.Starts is not null).ToArray();
        if (sections.Length == 0) return;
        var expressions = new ExpressionWriter(Scope());
        _writer.Line();
        _writer.Line("public static bool StartsOnCondition => true;");
        _writer.Line();
        using (_writer.Block($"public int Starts({_names.Machine} machine)"))
        {
            _writer.Line("var tiers = 0;");
            foreach (var section in sections)
            {
                _writer.Comment(section.Starts!.Source);
                _writer.Mapped(section.Starts.Origin, $"if ({expressions.Write(section.Starts.While)}) tiers |= 1 << {_names.Tiers[section.Tier]};");
            }

            _writer.Line("return tiers;");
        }

        _writer.Line();
        _writer.Line($"public bool Ends({_names.Machine} machine, int tier) => tier switch");
        using (_writer.Braces("};"))
        {
            foreach (var section in sections)
                _writer.Line($"{_names.Tiers[section.Tier]} => {expressions.Write(section.Starts!.Until!)},");
            _writer.Line("_ => true,");
        }
    }
}

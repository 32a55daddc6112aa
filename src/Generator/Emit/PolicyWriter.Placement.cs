using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    private void WritePlacement()
    {
        var expressions = new ExpressionWriter(new PolicyScope(_plan, _names, _limits) { Agent = "request.Agent" });
        _writer.Line();
        using (_writer.Block(
            $"public {Runtime.TierOrder} Place({_names.Machine} machine, in {Runtime.Request} request, out int rule)"))
        {
            foreach (var number in _plan.Placement)
            {
                var rule = _plan.Rules[number];
                _writer.Comment(rule.Source);
                if (IsAlways(rule))
                {
                    Answer(number);
                    return;
                }

                _writer.Mapped(rule.Origin, $"if ({expressions.Write(rule.Condition)})");
                using (_writer.Braces()) Answer(number);
                WritePassed(number, expressions, "Request", "request.Page");
                _writer.Line();
            }

            _writer.Line("rule = -1;");
            _writer.Line("return default;");
        }

        void Answer(int number)
        {
            WriteSaw(number, expressions, "SawRequest", "request.Page");
            _writer.Line($"rule = {number};");
            _writer.Line($"return {Order(number, "request.Agent")};");
        }
    }

    private static bool IsAlways(RulePlan rule) => rule.Condition is ConstantExpr { Value: not 0 };

    /// <summary>Where a rule sends pages, in order.</summary>
    /// <param name="agent">Whose fallback chain is meant, as an expression; null: the first agent's.</param>
    private string Order(int number, string? agent)
    {
        var rule = _plan.Rules[number];
        if (rule.Choice == TierChoice.ByParameter) return $"{Runtime.TierOrder}.Of({_names.Parameters[rule.TargetParameter]})";
        if (rule.Choice == TierChoice.Roomiest) return $"machine.Roomiest({Order(rule.Tiers)})";
        if (rule.Choice == TierChoice.Interleave) return $"{_interleaveNames[number]}()";
        if (rule.Choice == TierChoice.Nearest)
            return ByAgent(Enumerable.Range(0, _plan.Hierarchy.Agents.Count).Select(a => Order(Nearest(rule.Tiers, a))), agent);
        if (!rule.UseFallback) return Order(rule.Tiers);
        return ByAgent(_plan.Hierarchy.Fallbacks.Select(chain => Order(rule.Tiers.Concat(chain.Except(rule.Tiers)))), agent);
    }

    private string ByAgent(IEnumerable<string> orders, string? agent)
    {
        var chains = orders.ToArray();
        if (agent is null || chains.Distinct().Count() == 1) return chains[0];
        var others = chains.Skip(1).Select((chain, i) => $"{_names.Agents[i + 1]} => {chain}");
        return $"{agent} switch {{ {string.Join(", ", others)}, _ => {chains[0]} }}";
    }

    private string Order(IEnumerable<int> tiers) => _orders.Property(tiers);

    private void WriteOrders()
    {
        _writer.Line();
        foreach (var (tiers, property) in _orders.All)
        {
            var order = tiers.Length == 0 ? "default" : $"{Runtime.TierOrder}.Of({string.Join(", ", tiers.Select(t => _names.Tiers[t]))})";
            _writer.Line($"private static {Runtime.TierOrder} {property} => {order};");
        }
    }
}

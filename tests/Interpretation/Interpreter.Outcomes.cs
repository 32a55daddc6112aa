using CdmPolicy.Dsl.Plan;
using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Interpretation;

internal sealed partial class Interpreter
{
    private readonly Dictionary<int, int> _turns = [];

    /// <summary>By label of migration, until when the rule is out of force.</summary>
    private readonly Dictionary<string, System.Numerics.BigInteger> _suspended = [];

    /// <summary>The next victims of a tier are asked one after another, at most 32 in vain.</summary>
    public int SelectPartner(int rule, int tier, int frame)
    {
        var reclaim = _plan.Reclaim.First(r => r.Tier == tier);
        bool Passes(int victim) => !_machine.CanExchange(frame, victim)
            || IsPassedOver(reclaim, victim)
            || (_plan.Rules[rule].ExchangeWhen is { } when
                && !Evaluator.IsTrue(when, new PolicyNames(this, frame, -1, false, default) { Victim = victim }));
        if (reclaim.OrderBy is { } value) return Least(reclaim, value) is not 0 and var least && !Passes(least) ? least : 0;
        var inVain = false;
        var found = Reclaimers[tier]!.Victim(
            page => _machine.IsHeld(_machine.FrameOf(page)), page => Passes(_machine.FrameOf(page)), () => inVain = true);
        return found is { } victim && !inVain ? _machine.FrameOf(victim) : 0;
    }

    private bool Move(int number, PolicyNames names)
    {
        var rule = _plan.Rules[number];
        if (rule.Outcome == OutcomeKind.Split) return _machine.Split(number, names.Frame);
        if (rule.Outcome == OutcomeKind.Evict)
            return rule.Budget < 0 ? _machine.Evict(number, names.Frame) : _machine.Evict(number, names.Frame, ref _budgets[rule.Budget]);
        if (rule.Outcome == OutcomeKind.Collapse) return Collapse(number, names.Frame);
        var targets = Targets(number, Math.Max(0, names.Agent), names.Frame);
        return (rule.Exchanges, rule.Budget) switch
        {
            (true, < 0) => _machine.MoveOrExchange(number, names.Frame, targets),
            (true, var budget) => _machine.MoveOrExchange(number, names.Frame, targets, ref _budgets[budget]),
            (false, < 0) => _machine.Move(number, names.Frame, targets),
            (false, var budget) => _machine.Move(number, names.Frame, targets, ref _budgets[budget]),
        };
    }

    private void Follow(RulePlan rule, bool accepted, int page, PolicyNames names) =>
        Run(accepted ? rule.Accepted : rule.Refused, names.At(_machine.FrameOf(page)));

    /// <param name="frame">The page's, which goes only to what comes before its own tier where there is a choice; 0 for none.</param>
    private TierOrder Targets(int number, int agent, int frame)
    {
        var rule = _plan.Rules[number];
        var tiers = rule.Choice switch
        {
            TierChoice.Nearest => rule.Tiers.OrderBy(t => Distance(t, agent)).ToArray(),
            TierChoice.Roomiest => [.. rule.Tiers.OrderByDescending(t => _machine.Tier(t).Free)],
            TierChoice.Interleave => Turn(number, rule),
            TierChoice.ByParameter => [(int)Parameters[rule.TargetParameter]],
            _ => rule.UseFallback ? [.. rule.Tiers, .. _plan.Hierarchy.Fallbacks[agent].Except(rule.Tiers)] : rule.Tiers.ToArray(),
        };
        if (frame != 0 && rule.Choice is not (TierChoice.InOrder or TierChoice.ByParameter)) tiers = [.. tiers.TakeWhile(t => t != _machine.Frames[frame].Tier)];
        return TierOrder.Of(tiers);
    }

    private System.Numerics.BigInteger Distance(int tier, int agent)
    {
        var access = _plan.Hierarchy.Tiers[tier].Access[agent];
        if (access.Addressable && _plan.Hierarchy.Agents[agent].Near.Contains(tier)) return (System.Numerics.BigInteger)access.ReadNs + access.WriteNs - ulong.MaxValue;
        return access.Addressable ? (System.Numerics.BigInteger)access.ReadNs + access.WriteNs : ulong.MaxValue;
    }

    /// <summary>A round is a row of tiers, each as often as its weight; the others follow in a circle.</summary>
    private int[] Turn(int number, RulePlan rule)
    {
        var row = rule.Tiers.SelectMany((_, i) => Enumerable.Repeat(i, (int)rule.Weights[i])).ToArray();
        var turn = _turns.GetValueOrDefault(number);
        _turns[number] = turn + 1;
        var first = row[turn % row.Length];
        return [.. Enumerable.Range(0, rule.Tiers.Count).Select(i => rule.Tiers[(first + i) % rule.Tiers.Count])];
    }
}

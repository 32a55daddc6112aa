using System.Numerics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>The plan's rules and statements, executed one by one against a machine.</summary>
internal sealed class Interpreter
{
    private readonly PolicyPlan _plan;
    private readonly PageFields _fields;
    private readonly Budget[] _budgets;
    private readonly WalkPosition[] _walks;
    private Machine<InterpretedPolicy> _machine = null!;

    public Interpreter(PolicyPlan plan, int pages)
    {
        _plan = plan;
        _fields = new PageFields(plan, pages);
        Parameters = [.. plan.Parameters.Select(p => p.Default)];
        _budgets = new Budget[plan.Budgets.Count];
        _walks = new WalkPosition[plan.Ticks.Count];
        Reclaimers = new InterpretedReclaimer?[plan.Hierarchy.Tiers.Count];
    }

    public long[] Parameters { get; }

    public InterpretedReclaimer?[] Reclaimers { get; }

    public BigInteger Field(int page, int field) => _fields.Read(page, field);

    public void Attach(Machine<InterpretedPolicy> machine)
    {
        _machine = machine;
        var names = new PolicyNames(this, 0, -1, false, default);
        for (var i = 0; i < _budgets.Length; i++)
            _budgets[i] = new Budget((long)Evaluator.Value(_plan.Budgets[i].Amount, names), _plan.Budgets[i].PeriodNs);
        foreach (var reclaim in _plan.Reclaim)
        {
            long Of(Expr? e) => e is null ? 0 : (long)Evaluator.Value(e, names);
            machine.SetWatermarks(reclaim.Tier, Of(reclaim.Reserve), Of(reclaim.Below), Of(reclaim.Until));
            Reclaimers[reclaim.Tier] = new InterpretedReclaimer(reclaim.Reclaimer, machine.Tier(reclaim.Tier).Capacity);
        }
    }

    public TierOrder Place(Request request, out int rule)
    {
        var names = new PolicyNames(this, 0, request.Agent, false, request);
        foreach (var number in _plan.Placement)
        {
            if (!Evaluator.IsTrue(_plan.Rules[number].Condition, names)) continue;
            rule = number;
            return Targets(_plan.Rules[number], request.Agent);
        }

        rule = -1;
        return default;
    }

    public void Placed(int frame) => _fields.Forget(Page(frame), _machine.Now);

    public void Inserted(int tier, int frame)
    {
        if (_plan.ResidentField >= 0) _fields.SetRaw(Page(frame), _plan.ResidentField, _machine.Now);
        Reclaimers[tier]?.Insert(Page(frame));
    }

    public void SetEpoch(int decay, uint epoch) => _fields.SetEpoch(decay, epoch);

    public void OnAccess(int frame, int agent, bool write)
    {
        var page = Page(frame);
        Handle(_plan.Access, frame, agent, write);
        if (_plan.IdleField >= 0) _fields.SetRaw(page, _plan.IdleField, _machine.Now);
    }

    public void OnFault(int frame, int agent, bool write) => Handle(_plan.Fault, frame, agent, write);

    public void OnHintFault(int frame, int agent, bool write)
    {
        var page = Page(frame);
        Handle(_plan.HintFault, frame, agent, write);
        if (_plan.IdleField >= 0) _fields.SetRaw(page, _plan.IdleField, _machine.Now);
    }

    public void Unmapped(int frame)
    {
        if (_plan.DelayField >= 0) _fields.SetRaw(Page(frame), _plan.DelayField, _machine.Now);
    }

    public void Tick(int number)
    {
        var tick = _plan.Ticks[number];
        var limit = (long)Evaluator.Value(tick.LimitPages, new PolicyNames(this, 0, -1, false, default));
        var walk = _machine.Walk(TierOrder.Of(tick.Over.ToArray()), ref _walks[number], limit);
        while (walk.MoveNext())
        {
            var names = new PolicyNames(this, walk.Frame, -1, false, default);
            Run(tick.Statements, names);
            if (!Apply(tick.Rules, 0, names)) return;
        }
    }

    public int SelectVictim(int tier) =>
        Reclaimers[tier]!.Victim(Keeps(tier), () => _machine.IgnoreKeep(tier)) is { } victim ? _machine.FrameOf(victim) : 0;

    public int SelectTrimmed(int tier) =>
        Reclaimers[tier]?.Trim(Keeps(tier), () => _machine.IgnoreKeep(tier)) is { } victim ? _machine.FrameOf(victim) : 0;

    private Func<int, bool>? Keeps(int tier)
    {
        var reclaim = _plan.Reclaim.First(r => r.Tier == tier);
        return reclaim.Keep is null
            ? null
            : page => Evaluator.IsTrue(reclaim.Keep, new PolicyNames(this, _machine.FrameOf(page), -1, false, default));
    }

    public void Reclaim(int tier, int frame)
    {
        var names = new PolicyNames(this, frame, -1, false, default);
        foreach (var number in _plan.Reclaim.First(r => r.Tier == tier).Rules)
        {
            var rule = _plan.Rules[number];
            if (!Evaluator.IsTrue(rule.Condition, names)) continue;
            if (rule.Outcome == OutcomeKind.Evict ? _machine.Evict(number, frame) : Demote(number, frame)) return;
        }

        _machine.Evict(-1, frame);
    }

    private bool Demote(int number, int frame)
    {
        var rule = _plan.Rules[number];
        return rule.Budget < 0
            ? _machine.Demote(number, frame, Targets(rule, 0))
            : _machine.Demote(number, frame, Targets(rule, 0), ref _budgets[rule.Budget]);
    }

    /// <summary>Statements of every handler in order; the first outcome found is applied after the last of them.</summary>
    private void Handle(IEnumerable<HandlerPlan> handlers, int frame, int agent, bool write)
    {
        var names = new PolicyNames(this, frame, agent, write, default);
        var tier = _machine.Frames[frame].Tier;
        var rules = new List<int>();
        var found = -1;
        foreach (var handler in handlers)
        {
            if (handler.Agent >= 0 && handler.Agent != agent) continue;
            if ((handler.TierMask >> tier & 1) == 0) continue;
            Run(handler.Statements, names);
            foreach (var number in handler.Rules)
            {
                if (found < 0 && Evaluator.IsTrue(_plan.Rules[number].Condition, names)) found = rules.Count;
                rules.Add(number);
            }
        }

        if (found >= 0) Apply(rules, found, names, matched: true);
    }

    /// <summary>From the given rule on, the first that matches; on refusal the next one if it says so.</summary>
    /// <returns>False when the pass is over.</returns>
    private bool Apply(IReadOnlyList<int> rules, int from, PolicyNames names, bool matched = false)
    {
        for (var i = from; i < rules.Count; i++)
        {
            var rule = _plan.Rules[rules[i]];
            if (!(matched && i == from) && !Evaluator.IsTrue(rule.Condition, names)) continue;
            if (rule.Outcome == OutcomeKind.Stay)
            {
                _machine.Stay(rules[i]);
                return true;
            }

            var accepted = rule.Budget < 0
                ? _machine.Move(rules[i], names.Frame, Targets(rule, Math.Max(0, names.Agent)))
                : _machine.Move(rules[i], names.Frame, Targets(rule, Math.Max(0, names.Agent)), ref _budgets[rule.Budget]);
            if (accepted || rule.OnRefusal == OnRefusal.Stay) return true;
            if (rule.OnRefusal == OnRefusal.Stop) return false;
        }

        return true;
    }

    private void Run(IEnumerable<Stmt> statements, PolicyNames names)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case AssignStmt assign:
                    _fields.Write(Page(names.Frame), assign.Field, Evaluator.Value(assign.Value, names));
                    break;
                case IfStmt branch:
                    Run(Evaluator.IsTrue(branch.Condition, names) ? branch.Then : branch.Otherwise, names);
                    break;
                default:
                    throw new InvalidOperationException($"a statement the interpreter does not know: {statement}");
            }
        }
    }

    private TierOrder Targets(RulePlan rule, int agent) => TierOrder.Of(
        rule.UseFallback ? [.. rule.Tiers, .. _plan.Hierarchy.Fallbacks[agent].Except(rule.Tiers)] : rule.Tiers.ToArray());

    private int Page(int frame) => _machine.Frames[frame].Page;

    internal sealed class PolicyNames(Interpreter interpreter, int frame, int agent, bool write, Request request) : INames
    {
        public int Frame => frame;

        public int Agent => agent;

        public BigInteger Read(Expr name)
        {
            var machine = interpreter._machine;
            var pageBytes = interpreter._plan.Hierarchy.PageBytes;
            switch (name)
            {
                case ParameterExpr parameter: return interpreter.Parameters[parameter.Parameter];
                case FieldExpr field: return interpreter._fields.Read(interpreter.Page(frame), field.Field);
                case StatExpr stat: return machine.Stat(stat.Agent, stat.Stat);
                case PageExpr page: return Page(page.Property, machine);
                case EventExpr e: return Event(e.Property, machine);
                case RequestExpr r: return Request(r);
                case BudgetExpr budget: return Budget(budget, machine.Now);
                case TierExpr tier: return Tier(tier, ref machine.Tier(tier.Tier), machine.Hierarchy.Tiers[tier.Tier].CapacityBytes, pageBytes);
                case CallExpr { Function: Function.Pages } call: return Evaluator.Value(call.Arguments[0], this) / pageBytes;
                case CallExpr { Function: Function.Bytes } call:
                    return BigInteger.Min(long.MaxValue, Evaluator.Value(call.Arguments[0], this) * pageBytes);
                default: throw new InvalidOperationException($"a name the interpreter does not know: {name}");
            }
        }

        private BigInteger Page(PageProperty property, Machine<InterpretedPolicy> machine)
        {
            var entry = machine.Frames[frame];
            return property switch
            {
                PageProperty.Tier => entry.Tier,
                PageProperty.Kind => (int)entry.Kind,
                PageProperty.Dirty => entry.Dirty ? 1 : 0,
                PageProperty.Asked => entry.Asked ? 1 : 0,
                PageProperty.Idle => machine.Now - interpreter._fields.Read(entry.Page, interpreter._plan.IdleField),
                _ => machine.Now - interpreter._fields.Read(entry.Page, interpreter._plan.ResidentField),
            };
        }

        private BigInteger Event(EventProperty property, Machine<InterpretedPolicy> machine) => property switch
        {
            EventProperty.Agent => agent,
            EventProperty.Write => write ? 1 : 0,
            EventProperty.Now => machine.Now,
            EventProperty.Delay => machine.Now - interpreter._fields.Read(machine.Frames[frame].Page, interpreter._plan.DelayField),
            _ => machine.Latency(frame, agent, write),
        };

        private BigInteger Request(RequestExpr r) => r.Property switch
        {
            RequestProperty.Kind => (int)request.Kind,
            RequestProperty.Size => request.Size,
            RequestProperty.Agent => request.Agent,
            RequestProperty.BoundTo => request.Bound == r.Tier ? 1 : 0,
            RequestProperty.AsksFor => request.Named >> r.Tier & 1,
            _ => request.Preferred == r.Tier ? 1 : 0,
        };

        private BigInteger Budget(BudgetExpr expr, long now)
        {
            ref var budget = ref interpreter._budgets[expr.Budget];
            return expr.Property switch
            {
                BudgetProperty.Used => budget.Used(now),
                BudgetProperty.Left => budget.Left(now),
                BudgetProperty.Asked => budget.Asked(now),
                _ => budget.Refused(now),
            };
        }

        private static BigInteger Tier(TierExpr expr, ref TierState tier, long capacity, long pageBytes) => expr.Property switch
        {
            TierProperty.Free => (BigInteger)tier.Free * pageBytes,
            TierProperty.Used => (BigInteger)tier.Used * pageBytes,
            TierProperty.Capacity => capacity,
            TierProperty.Reserve => (BigInteger)tier.Reserve * pageBytes,
            TierProperty.Low => (BigInteger)tier.Low * pageBytes,
            TierProperty.High => (BigInteger)tier.High * pageBytes,
            _ => (BigInteger)tier.Used * 1_000_000_000 / tier.Capacity,
        };
    }
}

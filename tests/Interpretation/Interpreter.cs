using System.Numerics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>The plan's rules and statements, executed one by one against a machine.</summary>
internal sealed partial class Interpreter
{
    private readonly PolicyPlan _plan;
    private readonly PageFields _fields;
    private readonly Budget[] _budgets;
    private readonly WalkPosition[] _walks;
    private readonly PolicyState _state;
    private readonly HashSet<int> _latched = [];
    private readonly Dictionary<int, WalkPosition> _searches = [];
    private Machine<InterpretedPolicy> _machine = null!;

    public Interpreter(PolicyPlan plan, int pages)
    {
        _plan = plan;
        _fields = new PageFields(plan, pages);
        Parameters = [.. plan.Parameters.Select(p => p.Default)];
        _state = new PolicyState(plan.State);
        _budgets = new Budget[plan.Budgets.Count];
        _walks = new WalkPosition[plan.Ticks.Count];
        Reclaimers = new InterpretedReclaimer?[plan.Hierarchy.Tiers.Count];
    }

    public long[] Parameters { get; }

    public InterpretedReclaimer?[] Reclaimers { get; }

    public BigInteger Field(int page, int field) => _fields.Read(page, field);

    /// <summary>A value or an epoch; of an average what it is in parts per 10^9.</summary>
    public BigInteger Cell(int cell, BigInteger[] place) =>
        _plan.State[cell].Kind == CellKind.Average ? _state.Scaled(cell, place) ?? 0 : _state.Read(cell, place);

    public int[] Bins(int cell, BigInteger[] place) => _state.Bins(cell, Histogram(_plan.State[cell], place));

    public bool IsLatched(int latch) => _latched.Contains(latch);

    public void Attach(Machine<InterpretedPolicy> machine)
    {
        _machine = machine;
        var names = new PolicyNames(this, 0, -1, false, default);
        for (var i = 0; i < _budgets.Length; i++)
            _budgets[i] = new Budget((long)Evaluator.Value(_plan.Budgets[i].Amount, names), _plan.Budgets[i].PeriodNs, _plan.Budgets[i].InTime);
        foreach (var reclaim in _plan.Reclaim)
        {
            long Of(Expr? e) => e is null ? 0 : (long)Evaluator.Value(e, names);
            machine.SetWatermarks(reclaim.Tier, Of(reclaim.Reserve), Of(reclaim.Below), Of(reclaim.Until));
            if (reclaim.OrderBy is null) Reclaimers[reclaim.Tier] = new InterpretedReclaimer(reclaim.Reclaimer, machine.Tier(reclaim.Tier).Capacity, SizeOf, page => machine.Frames[machine.FrameOf(page)]);
        }

        _state.Start(names);
    }

    public TierOrder Place(Request request, out int rule)
    {
        var names = new PolicyNames(this, 0, request.Agent, false, request);
        foreach (var number in _plan.Placement)
        {
            if (!Evaluator.IsTrue(_plan.Rules[number].Condition, names)) continue;
            rule = number;
            return Targets(number, request.Agent, frame: 0);
        }

        rule = -1;
        return default;
    }

    public void Placed(int frame) => _fields.Forget(Page(frame), _machine.Now);

    public void Inserted(int tier, int frame)
    {
        if (_collapsing >= 0) _fields.Copy(_collapsing, Page(frame));
        if (_plan.ResidentField >= 0 && !_machine.Relinks) _fields.SetRaw(Page(frame), _plan.ResidentField, _machine.Now);
        Reclaimers[tier]?.Insert(Page(frame));
    }

    public void SetEpoch(int decay, uint epoch)
    {
        if (decay < _plan.Decays.Count)
        {
            _fields.SetEpoch(decay, epoch);
            return;
        }

        var (section, clock) = _plan.ReclaimerClocks.ElementAt(decay - _plan.Decays.Count);
        Reclaimers[section.Tier]!.SetEpoch(clock, epoch);
    }

    public void OnAccess(int frame, int agent, bool write)
    {
        var (page, size) = (Page(frame), _machine.Frames.PagesOf(frame));
        Handle(_plan.Access, frame, agent, write);
        NoteIdle(page, size);
    }

    public void OnFault(int frame, int agent, bool write) => Handle(_plan.Fault, frame, agent, write);

    public void OnWriteFault(int frame, int agent, bool write) => Handle(_plan.WriteFault, frame, agent, write);

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
        if (number >= _plan.Ticks.Count)
        {
            var (section, hook) = _plan.ReclaimerHooks.ElementAt(number - _plan.Ticks.Count);
            Reclaimers[section.Tier]!.Every(hook);
            return;
        }

        var tick = _plan.Ticks[number];
        var machine = new PolicyNames(this, 0, -1, false, default);
        if (tick.Latch is { } latch && !IsOn(latch, machine)) return;
        if (tick.Over.Count == 0)
        {
            Run(tick.Statements, new PolicyNames(this, 0, -1, false, default));
            return;
        }

        var limit = (long)Evaluator.Value(tick.LimitPages, machine);
        if (tick.BestBy is { } value)
        {
            // Chosen beforehand: one that a collapse takes away is not replaced by another.
            foreach (var frame in (tick.Queue is null ? Frames(tick.Over) : FramesOn(tick)).OrderByDescending(f => Value(value, f)).Take((int)Math.Min(limit, int.MaxValue)).ToArray())
            {
                if (_machine.Frames[frame].Page < 0) continue;
                if (limit <= 0) return;
                limit -= _machine.Frames.PagesOf(frame);
                if (!Visit(tick, frame)) return;
            }

            return;
        }

        if (tick.Queue is not null)
        {
            Along(tick, limit);
            return;
        }

        var walk = _machine.Walk(TierOrder.Of(tick.Over.ToArray()), ref _walks[number], limit);
        while (walk.MoveNext())
            if (!Visit(tick, walk.Frame)) return;
    }

    private bool Visit(TickPlan tick, int frame)
    {
        var names = new PolicyNames(this, frame, -1, false, default);
        _machine.BeginVisit(frame);
        Run(tick.Statements, names);
        var goesOn = Apply(tick.Rules, 0, names);
        _machine.EndVisit();
        return goesOn;
    }

    public void CheckContracts(int frame)
    {
        for (var i = 0; i < _plan.Contracts.Count; i++)
            if (Evaluator.IsTrue(_plan.Contracts[i].Condition, new PolicyNames(this, frame, -1, false, default))) _machine.Violate(i, frame);
    }

    /// <summary>All frames with pages, in the order of the tiers and upward.</summary>
    private List<int> Frames(IEnumerable<int> tiers)
    {
        WalkPosition start = default;
        var frames = new List<int>();
        var walk = _machine.Walk(TierOrder.Of(tiers.ToArray()), ref start, long.MaxValue);
        while (walk.MoveNext()) frames.Add(walk.Frame);
        return frames;
    }

    private BigInteger Value(Expr value, int frame) => Evaluator.Value(value, new PolicyNames(this, frame, -1, false, default));

    /// <summary>Off where the second condition holds, else on where the first does or where it was on and there is a second.</summary>
    private bool IsOn(LatchPlan latch, PolicyNames names)
    {
        var isOn = Evaluator.IsTrue(latch.While, names);
        if (latch.Until is { } until) isOn = !Evaluator.IsTrue(until, names) && (isOn || _latched.Contains(latch.Number));
        if (isOn) _latched.Add(latch.Number);
        else _latched.Remove(latch.Number);
        return isOn;
    }

    public bool StartsOnCondition => _plan.Reclaim.Any(r => r.Starts is not null);

    public int Starts() => _plan.Reclaim
        .Where(r => r.Starts is { } starts && Evaluator.IsTrue(starts.While, new PolicyNames(this, 0, -1, false, default)))
        .Sum(r => 1 << r.Tier);

    public bool Ends(int tier) =>
        Evaluator.IsTrue(_plan.Reclaim.First(r => r.Tier == tier).Starts!.Until!, new PolicyNames(this, 0, -1, false, default));

    /// <summary>The least of the next 64 pages that need not be kept; of those kept, only while there is no other.</summary>
    private int Least(ReclaimPlan reclaim, Expr value)
    {
        var position = _searches.GetValueOrDefault(reclaim.Tier);
        var frames = new List<int>();
        var walk = _machine.WalkVictims(TierOrder.Of(reclaim.Tier), ref position, 64);
        while (walk.MoveNext()) frames.Add(walk.Frame);
        _searches[reclaim.Tier] = position;
        bool Keeps(int frame) => IsPassedOver(reclaim, frame);
        var kept = frames.Where(Keeps).Take(32).ToList();
        var victim = frames.Except(kept).Concat(kept.Count == frames.Count ? kept : []).OrderBy(f => Value(value, f)).FirstOrDefault();
        if (victim != 0 && Keeps(victim)) _machine.IgnoreKeep(reclaim.Tier);
        return victim;
    }

    public int SelectVictim(int tier)
    {
        var reclaim = _plan.Reclaim.First(r => r.Tier == tier);
        if (reclaim.OrderBy is { } value) return Least(reclaim, value);
        return Search(tier, Reclaimers[tier]!.Victim);
    }

    public int SelectTrimmed(int tier) => Reclaimers[tier] is { } reclaimer ? Search(tier, reclaimer.Trim) : 0;

    /// <summary>Passes over pages under way and those that are kept; of the latter it is counted where one is taken after all.</summary>
    private int Search(int tier, Func<Func<int, bool>?, Func<int, bool>?, Action?, int?> search)
    {
        var reclaim = _plan.Reclaim.First(r => r.Tier == tier);
        bool IsKept(int page) => IsPassedOver(reclaim, _machine.FrameOf(page));
        var inVain = false;
        if (search(page => _machine.IsHeld(_machine.FrameOf(page)), IsKept, () => inVain = true) is not { } victim) return 0;
        if (inVain && IsKept(victim)) _machine.IgnoreKeep(tier);
        return _machine.FrameOf(victim);
    }

    public void Reclaim(int tier, int frame)
    {
        var names = new PolicyNames(this, frame, -1, false, default);
        foreach (var number in _plan.Reclaim.First(r => r.Tier == tier).Rules)
        {
            var rule = _plan.Rules[number];
            if (!Evaluator.IsTrue(rule.Condition, names)) continue;
            var page = Page(frame);
            var accepted = rule.Outcome switch
            {
                OutcomeKind.Evict => _machine.Evict(number, frame),
                OutcomeKind.Split => _machine.Split(number, frame),
                _ => Demote(number, frame),
            };
            Follow(rule, accepted, page, names);
            if (accepted) return;
        }

        _machine.Evict(-1, frame);
    }

    private bool Demote(int number, int frame)
    {
        var rule = _plan.Rules[number];
        return rule.Budget < 0
            ? _machine.Demote(number, frame, Targets(number, 0, frame))
            : _machine.Demote(number, frame, Targets(number, 0, frame), ref _budgets[rule.Budget]);
    }

    /// <summary>Statements of every handler in order; the first outcome found is applied after the last of them.</summary>
    private void Handle(IEnumerable<HandlerPlan> handlers, int frame, int agent, bool write, bool isLong = false)
    {
        var names = new PolicyNames(this, frame, agent, write, default) { IsLong = isLong };
        var tier = _machine.Frames[frame].Tier;
        var rules = new List<int>();
        var found = -1;
        foreach (var handler in handlers)
        {
            if (handler.Agent >= 0 && handler.Agent != agent) continue;
            if ((handler.TierMask >> tier & 1) == 0) continue;
            if (handler.Latch is { } latch && !IsOn(latch, names)) continue;
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

            var page = Page(names.Frame);
            var accepted = Move(rules[i], names);
            Follow(rule, accepted, page, names);
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
                case SuspendStmt suspend:
                    _suspended[suspend.Label] = Evaluator.Value(suspend.Until, names);
                    break;
                case TouchStmt:
                    if (!_machine.Frames[names.Frame].Held) Reclaimers[_machine.Frames[names.Frame].Tier]?.Access(Page(names.Frame));
                    break;
                case ResetStmt reset:
                    _machine.ResetCount(names.Frame, reset.Agent, reset.Stat);
                    break;
                case BudgetStmt budget:
                    _budgets[budget.Budget].Amount = (long)Evaluator.Value(budget.Amount, names);
                    break;
                case CellStmt cell:
                    var value = Evaluator.Value(cell.Value, names);
                    _state.Set(cell.Cell, names.Numbers(cell.Place), value);
                    break;
                case AverageStmt average:
                    _state.Add(average.Cell, names.Numbers(average.Place), Evaluator.Value(average.Value, names));
                    break;
                case AdvanceStmt advance:
                    Advance(advance.Cell);
                    break;
                case IfStmt branch:
                    Run(Evaluator.IsTrue(branch.Condition, names) ? branch.Then : branch.Otherwise, names);
                    break;
                default:
                    throw new InvalidOperationException($"a statement the interpreter does not know: {statement}");
            }
        }
    }

    private void Advance(int cell)
    {
        var next = _state.Read(cell, []) + 1;
        _state.Set(cell, [], next);
        for (var decay = 0; decay < _plan.Decays.Count; decay++)
            if (_plan.Decays[decay].Epoch == cell) _fields.SetEpoch(decay, (uint)next);
    }

    /// <summary>What every page counts as in a histogram; a tier's is of the pages in it.</summary>
    private BigInteger[] Histogram(CellPlan cell, BigInteger[] place) =>
    [
        .. Enumerable.Range(0, _machine.PageCount)
            .Where(page => _machine.FrameOf(page) is > 0 and var frame
                && cell.Owner switch
                {
                    CellOwner.Tier => _machine.Frames[frame].Tier == place[0],
                    CellOwner.Tenant => _machine.TenantOf(frame) == place[0],
                    _ => true,
                })
            .Select(page => _fields.Read(Page(_machine.FrameOf(page)), cell.Field)),
    ];

    private int Page(int frame) => _machine.Frames[frame].Page;
}

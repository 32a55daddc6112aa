using System.Numerics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>What the names of a rule say.</summary>
internal sealed partial class Interpreter
{
    internal sealed class PolicyNames(Interpreter interpreter, int frame, int agent, bool write, Request request) : INames
    {
        public int Frame => frame;

        public int Agent => agent;

        /// <summary>The page that another may be exchanged for.</summary>
        public int Victim { get; init; }

        /// <summary>The pin that is asked for.</summary>
        public bool IsLong { get; init; }

        /// <summary>The same event, for a page that is somewhere else now.</summary>
        public PolicyNames At(int other) => new(interpreter, other, agent, write, request);

        public BigInteger Read(Expr name)
        {
            var machine = interpreter._machine;
            var pageBytes = interpreter._plan.Hierarchy.PageBytes;
            switch (name)
            {
                case ParameterExpr parameter: return interpreter.Parameters[parameter.Parameter];
                case FieldExpr field: return interpreter._fields.Read(interpreter.Page(frame), field.Field);
                case InForceExpr rule: return machine.Now >= interpreter._suspended.GetValueOrDefault(interpreter._plan.Rules[rule.Rule].Label) ? 1 : 0;
                case VictimFieldExpr victim: return interpreter._fields.Read(interpreter.Page(Victim), victim.Field);
                case StatExpr stat: return machine.Stat(stat.Agent, stat.Stat);
                case DeviceExpr device: return device.Property == DeviceProperty.Closed ? machine.IsClosed(device.Agent) ? 1 : 0 : machine.Wanted(device.Agent);
                case PageStatExpr stat: return machine.Counted(frame, stat.Agent, stat.Stat);
                case LatencyExpr latency: return machine.LoadedLatency(latency.Tier, latency.Agent);
                case TrafficExpr traffic: return machine.Traffic(traffic.Tier);
                case MovesPendingExpr: return machine.MovesPending;
                case PageExpr page: return Page(page.Property, machine);
                case EventExpr e: return Event(e.Property, machine);
                case RequestExpr { OfPage: true } wish: return Wish(wish, machine.RequestOf(frame));
                case RequestExpr r: return Request(r);
                case BudgetExpr budget: return Budget(budget, machine.Now);
                case TierExpr { Property: TierProperty.Whole } tier: return machine.WholeBytes(tier.Tier);
                case TierExpr tier: return Tier(tier, ref machine.Tier(tier.Tier), machine.Hierarchy.Tiers[tier.Tier].CapacityBytes, pageBytes);
                case MineExpr mine: return interpreter.Held(mine.Tier, mine.OfRequest ? request.Tenant : machine.TenantOf(frame)) * pageBytes;
                case CellExpr cell: return interpreter._state.Read(cell.Cell, Numbers(cell.Place));
                case FitExpr fit:
                    return interpreter._state.Fit(
                        fit.Cell, interpreter.Histogram(interpreter._plan.State[fit.Cell], Numbers(fit.Place)), Evaluator.Value(fit.Pages, this));
                case CallExpr { Function: Function.Pages } call: return Evaluator.Value(call.Arguments[0], this) / pageBytes;
                case CallExpr { Function: Function.Bytes } call:
                    return BigInteger.Min(long.MaxValue, Evaluator.Value(call.Arguments[0], this) * pageBytes);
                default: throw new InvalidOperationException($"a name the interpreter does not know: {name}");
            }
        }

        public BigInteger[] Numbers(IEnumerable<Expr> place) => [.. place.Select(p => Evaluator.Value(p, this))];

        private BigInteger Page(PageProperty property, Machine<InterpretedPolicy> machine)
        {
            var entry = machine.Frames[frame];
            return property switch
            {
                PageProperty.Tier => entry.Tier,
                PageProperty.Kind => (int)entry.Kind,
                PageProperty.Dirty => entry.Dirty ? 1 : 0,
                PageProperty.Asked => entry.Asked ? 1 : 0,
                PageProperty.Pins => (int)machine.PinOf(frame),
                PageProperty.Held => machine.HeldNs(frame),
                PageProperty.Locked => machine.IsLocked(frame) ? 1 : 0,
                PageProperty.RegionRate => machine.RegionRate(frame),
                PageProperty.RegionAge => machine.RegionAge(frame),
                PageProperty.RegionSize => machine.RegionSize(frame),
                PageProperty.Young => entry.Young ? 1 : 0,
                PageProperty.Tenant => machine.TenantOf(frame),
                PageProperty.Huge => entry.Huge ? 1 : 0,
                PageProperty.Touched => machine.TouchedPages(frame),
                PageProperty.Idle => machine.Now - interpreter._fields.Read(entry.Page, interpreter._plan.IdleField),
                _ => machine.Now - interpreter._fields.Read(entry.Page, interpreter._plan.ResidentField),
            };
        }

        private BigInteger Event(EventProperty property, Machine<InterpretedPolicy> machine) => property switch
        {
            EventProperty.Agent => agent,
            EventProperty.Write => write ? 1 : 0,
            EventProperty.Now => machine.Now,
            EventProperty.LongPin => IsLong ? 1 : 0,
            EventProperty.Delay => machine.Now - interpreter._fields.Read(machine.Frames[frame].Page, interpreter._plan.DelayField),
            _ => machine.Latency(frame, agent, write),
        };

        private BigInteger Wish(RequestExpr r, RegionModel region) => r.Property switch
        {
            RequestProperty.BoundTo => region.Bound == r.Tier ? 1 : 0,
            RequestProperty.AsksFor => region.Named >> r.Tier & 1,
            _ => region.Preferred == r.Tier ? 1 : 0,
        };

        private BigInteger Request(RequestExpr r) => r.Property switch
        {
            RequestProperty.Kind => (int)request.Kind,
            RequestProperty.Size => request.Size,
            RequestProperty.Agent => request.Agent,
            RequestProperty.Huge => request.Huge ? 1 : 0,
            RequestProperty.BoundTo => request.Bound == r.Tier ? 1 : 0,
            RequestProperty.Tenant => request.Tenant,
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
                BudgetProperty.Amount => budget.Amount,
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

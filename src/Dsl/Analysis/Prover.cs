using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// Proves that conditions cannot hold together, by trying every way in which they could (a tableau). It knows sets of
/// tiers, agents and kinds, intervals, orderings and truth values; what it does not understand it takes as possible, and
/// it gives up after a fixed number of steps. So "proven" can be relied on, and "not proven" means nothing: the
/// <see cref="Solver"/> goes on from there.
/// </summary>
internal sealed class Prover
{
    private const int MaxSteps = 4_000, MaxDepth = 300;

    private readonly int _most;
    private int _steps;
    private int _depth;

    private Facts? _open;

    private Prover(int most) => _most = most;

    /// <summary>True if it is proven that the conditions never hold together.</summary>
    public static bool Excludes(IEnumerable<Expr> conditions) => Solver.Solve(conditions).IsNever;

    /// <summary>Whether every way is closed, and what is known along the first one that stayed open.</summary>
    public static (bool Closes, Facts? Open) Run(Expr[] conditions, Effort effort)
    {
        if (conditions.Any(Fold.IsFalse)) return (true, null);
        var pending = Pending.Empty;
        for (var i = conditions.Length - 1; i >= 0; i--) pending = pending.Push(conditions[i], true);
        var prover = new Prover(Math.Min(MaxSteps, effort.Steps));
        var closes = prover.Closes(pending, Pending.Empty, new Facts());
        effort.Steps -= prover._steps;
        return closes ? (true, null) : (false, prover._open);
    }

    public static bool Excludes(Effort effort, params Expr[] conditions) => Solver.Solve(conditions, effort).IsNever;

    public static bool Excludes(params Expr[] conditions) => Excludes(conditions.AsEnumerable());

    /// <summary>Every way to go on ends in a contradiction.</summary>
    private bool Closes(Pending pending, Pending choices, Facts facts)
    {
        if (_depth >= MaxDepth) return false;
        _depth++;
        var closes = Follow(pending, choices, facts);
        _depth--;
        return closes;
    }

    /// <summary>First all that must hold, then the choices one by one: what must hold leaves fewer ways open.</summary>
    private bool Follow(Pending pending, Pending choices, Facts facts)
    {
        var found = Pending.Empty;
        while (true)
        {
            if (pending.IsEmpty)
            {
                for (; !found.IsEmpty; found = found.Rest) choices = choices.Push(found.Expr, found.Truth);
                if (choices.IsEmpty) break;
                var choice = (choices.Expr, choices.Truth);
                choices = choices.Rest;
                if (Choose(choice.Expr, choice.Truth, choices, facts) is not { } last) return false;
                if (last.IsEmpty) return true;
                pending = last;
            }

            if (++_steps > _most) return false;
            var (e, truth) = (pending.Expr, pending.Truth);
            pending = pending.Rest;
            switch (e)
            {
                case ConstantExpr c:
                    if (c.Value != 0 != truth) return true;
                    break;
                case NotExpr n:
                    pending = pending.Push(n.Operand, !truth);
                    break;
                case LogicalExpr l when l.Operator == LogicalOperator.And == truth:
                    pending = pending.Push(l.Right, truth).Push(l.Left, truth);
                    break;
                case InRangeExpr r:
                    pending = pending.Push(Fold.And(
                        Fold.Compare(ComparisonOperator.GreaterOrEqual, r.Subject, r.Low),
                        Fold.Compare(ComparisonOperator.LessOrEqual, r.Subject, r.High)), truth);
                    break;
                case LogicalExpr or ConditionalExpr or InSetExpr or ComparisonExpr { Left.Type: ValueType.Bool }:
                    found = found.Push(e, truth);
                    break;
                case ComparisonExpr c:
                    if (Comparison(c, truth, facts) is { } open)
                    {
                        if (!open) return true;
                        break;
                    }

                    // Different is less or greater.
                    var less = Fold.Compare(ComparisonOperator.Less, c.Left, c.Right);
                    pending = pending.Push(Fold.Or(less, Fold.Compare(ComparisonOperator.Greater, c.Left, c.Right)), true);
                    break;
                default:
                    if (!facts.Assume(e, truth)) return true;
                    break;
            }
        }

        if (!facts.Propagate()) return true;
        _open ??= facts;
        return false;
    }

    /// <summary>Goes all ways but the last, which is left to go on with: nothing if that is closed too; null if one stays open.</summary>
    private Pending? Choose(Expr e, bool truth, Pending choices, Facts facts)
    {
        switch (e)
        {
            case LogicalExpr l:
                return Closes(Pending.Empty.Push(l.Left, truth), choices, facts.Copy()) ? Pending.Empty.Push(l.Right, truth) : null;
            case ConditionalExpr c:
                return Closes(Pending.Empty.Push(c.WhenTrue, truth).Push(c.Condition, true), choices, facts.Copy())
                    ? Pending.Empty.Push(c.WhenFalse, truth).Push(c.Condition, false) : null;
            case ComparisonExpr c:
                var same = c.Operator == ComparisonOperator.Equal == truth;
                return Closes(Pending.Empty.Push(c.Right, same).Push(c.Left, true), choices, facts.Copy())
                    ? Pending.Empty.Push(c.Right, !same).Push(c.Left, false) : null;
            default:
                return InSet((InSetExpr)e, truth, choices, facts) ? Pending.Empty : null;
        }
    }

    /// <summary>One way for each member that is still possible.</summary>
    private bool InSet(InSetExpr set, bool truth, Pending choices, Facts facts)
    {
        var range = facts.Range(set.Subject);
        for (var value = range.Min; value <= range.Max && value < 64; value++)
        {
            var isMember = value >= 0 && (set.Mask >> (int)value & 1) != 0;
            if (isMember != truth) continue;
            var branch = facts.Copy();
            if (!branch.Is(set.Subject, value)) continue;
            if (!Closes(Pending.Empty, choices, branch)) return false;
        }

        return true;
    }

    /// <summary>False on a contradiction, null where two numbers only differ.</summary>
    private static bool? Comparison(ComparisonExpr c, bool truth, Facts facts)
    {
        var op = truth ? c.Operator : Opposite(c.Operator);
        var (a, b) = (c.Left, c.Right);
        if (a is ConstantExpr && b is not ConstantExpr) (a, b, op) = (b, a, Mirror(op));
        if (b is ConstantExpr { Value: var value })
        {
            return op switch
            {
                ComparisonOperator.Equal => facts.Is(a, value),
                ComparisonOperator.NotEqual => facts.Not(a, value),
                ComparisonOperator.Less => value > long.MinValue && facts.AtMost(a, value - 1),
                ComparisonOperator.LessOrEqual => facts.AtMost(a, value),
                ComparisonOperator.Greater => value < long.MaxValue && facts.AtLeast(a, value + 1),
                _ => facts.AtLeast(a, value),
            };
        }

        return op switch
        {
            ComparisonOperator.Equal => facts.Less(a, b, true) && facts.Less(b, a, true),
            ComparisonOperator.NotEqual when TypeIsSmall(a) => facts.Assume(c with { Operator = ComparisonOperator.Equal }, false),
            ComparisonOperator.NotEqual => null,
            ComparisonOperator.Less => facts.Less(a, b, false),
            ComparisonOperator.LessOrEqual => facts.Less(a, b, true),
            ComparisonOperator.Greater => facts.Less(b, a, false),
            _ => facts.Less(b, a, true),
        };
    }

    private static bool TypeIsSmall(Expr e) => e.Type > ValueType.Bool;

    private static ComparisonOperator Opposite(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => ComparisonOperator.NotEqual,
        ComparisonOperator.NotEqual => ComparisonOperator.Equal,
        ComparisonOperator.Less => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.LessOrEqual => ComparisonOperator.Greater,
        ComparisonOperator.Greater => ComparisonOperator.LessOrEqual,
        _ => ComparisonOperator.Less,
    };

    internal static ComparisonOperator Mirror(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => op,
    };

    /// <summary>Conditions still to be taken apart, shared between branches.</summary>
    private sealed class Pending(Expr expr, bool truth, Pending? rest)
    {
        public static readonly Pending Empty = new(Fold.True, true, null);

        public bool IsEmpty => rest is null;

        public Expr Expr => expr;

        public bool Truth => truth;

        public Pending Rest => rest!;

        public Pending Push(Expr e, bool isTrue) => new(e, isTrue, this);
    }
}

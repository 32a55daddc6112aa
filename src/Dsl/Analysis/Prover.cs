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

    private int _steps;
    private int _depth;

    private Facts? _open;

    /// <summary>True if it is proven that the conditions never hold together.</summary>
    public static bool Excludes(IEnumerable<Expr> conditions) => Solver.Solve(conditions).IsNever;

    /// <summary>Whether every way is closed, and what is known along the first one that stayed open.</summary>
    public static (bool Closes, Facts? Open) Run(Expr[] conditions)
    {
        var pending = Pending.Empty;
        for (var i = conditions.Length - 1; i >= 0; i--) pending = pending.Push(conditions[i], true);
        var prover = new Prover();
        return prover.Closes(pending, new Facts()) ? (true, null) : (false, prover._open);
    }

    public static bool Excludes(params Expr[] conditions) => Excludes(conditions.AsEnumerable());

    /// <summary>Every way to go on ends in a contradiction.</summary>
    private bool Closes(Pending pending, Facts facts)
    {
        if (_depth >= MaxDepth) return false;
        _depth++;
        var closes = Follow(pending, facts);
        _depth--;
        return closes;
    }

    private bool Follow(Pending pending, Facts facts)
    {
        while (!pending.IsEmpty)
        {
            if (++_steps > MaxSteps) return false;
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
                case LogicalExpr l:
                    if (!Closes(pending.Push(l.Left, truth), facts.Copy())) return false;
                    pending = pending.Push(l.Right, truth);
                    break;
                case ConditionalExpr c:
                    if (!Closes(pending.Push(c.WhenTrue, truth).Push(c.Condition, true), facts.Copy())) return false;
                    pending = pending.Push(c.WhenFalse, truth).Push(c.Condition, false);
                    break;
                case InRangeExpr r:
                    pending = pending.Push(Fold.And(
                        Fold.Compare(ComparisonOperator.GreaterOrEqual, r.Subject, r.Low),
                        Fold.Compare(ComparisonOperator.LessOrEqual, r.Subject, r.High)), truth);
                    break;
                case InSetExpr s:
                    if (InSet(s, truth, pending, facts) is { } closes) return closes;
                    return true;
                case ComparisonExpr c when c.Left.Type == ValueType.Bool:
                    var same = c.Operator == ComparisonOperator.Equal == truth;
                    if (!Closes(pending.Push(c.Left, true).Push(c.Right, same), facts.Copy())) return false;
                    pending = pending.Push(c.Left, false).Push(c.Right, !same);
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

    /// <summary>One way for each member that is still possible; null when none is.</summary>
    private bool? InSet(InSetExpr set, bool truth, Pending pending, Facts facts)
    {
        var range = facts.Range(set.Subject);
        var any = false;
        for (var value = range.Min; value <= range.Max && value < 64; value++)
        {
            var isMember = value >= 0 && (set.Mask >> (int)value & 1) != 0;
            if (isMember != truth) continue;
            var branch = facts.Copy();
            if (!branch.Is(set.Subject, value)) continue;
            any = true;
            if (!Closes(pending, branch)) return false;
        }

        return any ? true : null;
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

    private static ComparisonOperator Mirror(ComparisonOperator op) => op switch
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

using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// Two rules of which a handler's own statements, run in one of the two tiers alone, change what the rules ask: a pass that counts how often it saw a page.
/// Here the page is followed for some rounds, with the statements of both handlers.
/// </summary>
internal static class Ageing
{
    private const int Rounds = 16;

    /// <summary>Whether one of the handlers changes what the rules ask, for pages in one of the tiers alone.</summary>
    public static bool Changes(PolicyPlan plan, Move there, Move back, int a, int b)
    {
        var own = new[] { there, back }.Where(m => m.List.Statements.Count > 0 && Given.Contains(m.List.Tiers, a) != Given.Contains(m.List.Tiers, b)).ToArray();
        if (own.Length == 0) return false;
        var writes = Writes.Of(plan, own.SelectMany(m => m.List.Statements));
        return there.Conditions.Concat(back.Conditions).SelectMany(PlanExpressions.Parts).Any(writes.Touch);
    }

    /// <summary>The handler gives a field that its rules ask about a value that has nothing to do with the one before.</summary>
    public static bool Overwrites(Move move) => move.List.Statements.Count > 0 && Assignments(move.List.Statements).Any(s =>
        !PlanExpressions.Parts(s.Value).Any(e => e is FieldExpr f && f.Field == s.Field)
        && move.Conditions.SelectMany(PlanExpressions.Parts).Any(e => e is FieldExpr f && f.Field == s.Field));

    private static IEnumerable<AssignStmt> Assignments(EquatableArray<Stmt> statements) => statements.SelectMany(s => s switch
    {
        AssignStmt a => [a],
        IfStmt i => Assignments(i.Then).Concat(Assignments(i.Otherwise)),
        _ => Enumerable.Empty<AssignStmt>(),
    });

    /// <summary>What must hold before the statements, so that the condition holds behind them.</summary>
    public static Expr Before(EquatableArray<Stmt> statements, Expr after, long pageBytes)
    {
        for (var i = statements.Count - 1; i >= 0; i--)
            after = statements[i] switch
            {
                AssignStmt s => Substitute.Leaves(after, pageBytes, leaf => leaf is FieldExpr f && f.Field == s.Field ? s.Value : null),
                IfStmt s => Fold.Or(Fold.And(s.Condition, Before(s.Then, after, pageBytes)), Fold.And(Fold.Not(s.Condition), Before(s.Otherwise, after, pageBytes))),
                _ => after,
            };
        return after;
    }

    /// <summary>Followed from the first move on, the page goes to and fro in every round.</summary>
    public static bool Repeats(Solution begins, Asked asked, Move there, Move back, int a, int b)
    {
        var (goes, comes) = (new Walk(asked, there, a), new Walk(asked, back, b));
        var values = begins.In(asked.Evaluator);
        if (!goes.Matches(values)) return false;
        for (var round = 0; round < Rounds; round++)
            if (!comes.Run(values) || !comes.Matches(values) || !goes.Run(values) || !goes.Matches(values)) return false;
        return true;
    }

    /// <summary>A handler that meets the page in a tier.</summary>
    private sealed class Walk
    {
        private readonly Move _move;
        private readonly int _tier;
        private readonly Asked _asked;
        private readonly bool _isKnown;
        private readonly Dictionary<Expr, Func<long[], long>> _values = [];

        public Walk(Asked asked, Move move, int tier)
        {
            (_asked, _move, _tier) = (asked, move, tier);
            for (var i = 0; i <= move.Index; i++) asked.In(move with { Index = i }, tier);
            _isKnown = Prepare(move.List.Statements);
        }

        public bool Matches(long[] values) => _asked.In(_move, _tier).Holds(values) != 0 && _asked.Earlier(_move, _tier, values) is null;

        /// <summary>False where the statements do more than set fields.</summary>
        public bool Run(long[] values) => _isKnown && Run(_move.List.Statements, values);

        private bool Run(EquatableArray<Stmt> statements, long[] values)
        {
            foreach (var statement in statements)
            {
                if (statement is AssignStmt a && _asked.Evaluator.PlaceOf(a.Field) is >= 0 and var place && _asked.Evaluator.Leaves[place].Range is var range)
                    values[place] = Math.Max(range.Min, Math.Min(range.Max, _values[a.Value](values)));
                else if (statement is IfStmt i)
                    Run(_values[i.Condition](values) != 0 ? i.Then : i.Otherwise, values);
            }

            return true;
        }

        private bool Prepare(EquatableArray<Stmt> statements) => statements.All(s => s switch
        {
            AssignStmt a => Compile(a.Value),
            IfStmt i => Compile(i.Condition) && Prepare(i.Then) && Prepare(i.Otherwise),
            TouchStmt => true,
            _ => false,
        });

        private bool Compile(Expr e)
        {
            if (!_values.ContainsKey(e)) _values[e] = _asked.Evaluator.Compile(_asked.Of(e, _tier));
            return true;
        }
    }
}

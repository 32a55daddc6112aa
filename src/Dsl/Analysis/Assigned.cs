using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// What the statements of a handler leave in the fields of the page, whose rules are asked right after them: an interval for each field that they
/// assign. No field decays in between, as no time passes.
/// </summary>
internal sealed class Assigned
{
    private readonly Dictionary<int, (ValueRange Range, AssignStmt By)> _fields = [];
    private readonly PolicyPlan _plan;

    private Assigned(PolicyPlan plan) => _plan = plan;

    public static Assigned By(PolicyPlan plan, IEnumerable<Stmt> statements)
    {
        var assigned = new Assigned(plan);
        foreach (var statement in statements) assigned.Run(statement);
        return assigned;
    }

    /// <summary>What is known of the fields that the condition is about, but for those that are changed once more before it is asked.</summary>
    public Expr Facts(Expr condition, IEnumerable<Writes> changes) =>
        _fields.Count == 0 ? Fold.True : Known(condition, changes).Select(f => Fact(f)).Aggregate(Fold.True, Fold.And);

    /// <summary>"`heat += 1` runs before the rules and leaves `heat` at least 1": the one that excludes the condition, or all.</summary>
    public string Why(Expr condition)
    {
        var known = Known(condition, []).Where(f => !Fold.IsTrue(Fact(f))).ToArray();
        var alone = known.Where(f => Prover.Excludes(Fact(f), condition)).Take(1).ToArray();
        return string.Join(", ", (alone.Length > 0 ? alone : known).Select(Say));
    }

    private IEnumerable<FieldExpr> Known(Expr condition, IEnumerable<Writes> changes) =>
        PlanExpressions.Parts(condition).OfType<FieldExpr>().Distinct().Where(f => _fields.ContainsKey(f.Field) && !changes.Any(c => c.Touch(f)));

    private Expr Fact(FieldExpr field)
    {
        var (min, max) = (_fields[field.Field].Range.Min, _fields[field.Field].Range.Max);
        if (field.Type == ValueType.Bool) return min != max ? Fold.True : min != 0 ? field : Fold.Not(field);
        return Fold.And(
            min <= field.Range.Min ? Fold.True : Fold.Compare(ComparisonOperator.GreaterOrEqual, field, new ConstantExpr(field.Type, min)),
            max >= field.Range.Max ? Fold.True : Fold.Compare(ComparisonOperator.LessOrEqual, field, new ConstantExpr(field.Type, max)));
    }

    private string Say(FieldExpr field)
    {
        var (range, by) = _fields[field.Field];
        string Show(long value) => TypeNames.Show(field.Type, value);
        var value = field.Type == ValueType.Bool ? range.Min != 0 ? "true" : "false"
            : range.Min == range.Max ? $"at {Show(range.Min)}"
            : range.Max >= field.Range.Max ? $"at least {Show(range.Min)}"
            : range.Min <= field.Range.Min ? $"at most {Show(range.Max)}" : $"at {Show(range.Min)}..{Show(range.Max)}";
        return $"`{by.Source.TrimEnd(';')}` runs before the rules and leaves `{LeafNames.Of(_plan, field)}` {value}";
    }

    private void Run(Stmt statement)
    {
        switch (statement)
        {
            case AssignStmt s:
                var field = _plan.Fields[s.Field].Range;
                var value = Range(s.Value);
                _fields[s.Field] = (new ValueRange(Math.Min(Math.Max(value.Min, field.Min), field.Max), Math.Max(Math.Min(value.Max, field.Max), field.Min)), s);
                break;
            default:
                // What runs only at times, or ages fields: they may be anything after it.
                var changes = Writes.Of(_plan, [statement]);
                foreach (var changed in _fields.Keys.Where(f => changes.Touch(new FieldExpr(ValueType.Count, ValueRange.Full, f))).ToArray()) _fields.Remove(changed);
                break;
        }
    }

    private ValueRange Range(Expr e) => e switch
    {
        FieldExpr f when _fields.TryGetValue(f.Field, out var known) => known.Range,
        AddExpr a when (Range(a.Left), Range(a.Right)) is var (x, y) => new ValueRange(Saturating.Add(x.Min, y.Min), Saturating.Add(x.Max, y.Max)),
        SubtractExpr a when (Range(a.Left), Range(a.Right)) is var (x, y) => new ValueRange(Saturating.Subtract(x.Min, y.Max), Saturating.Subtract(x.Max, y.Min)),
        ConstantExpr c => new ValueRange(c.Value, c.Value),
        _ => e.Range,
    };
}

using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Solving;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Proving;

/// <summary>What is known of times: they go on, and what a page remembers of them is past.</summary>
internal sealed class Times(PageWorld world)
{
    private readonly int[] _past = [.. PastFields(world.Plan)];

    /// <summary>What is done on arrival asks for the time, which is a later one than that of the decision: legs of a journey have one instant alone.</summary>
    public bool ArriveLater { get; } = world.Plan.Events.Where(e => e.Kind == EventKind.Arrive).SelectMany(e => e.Handlers)
        .Any(h => PlanExpressions.Of(h.Statements).SelectMany(PlanExpressions.Parts).Any(e => e is EventExpr { Property: EventProperty.Now }));

    /// <summary>Fields that are only ever set to <c>now</c>, to nothing, or to one another: no page has a later time in them than it is.</summary>
    public static IReadOnlyCollection<int> PastFields(PolicyPlan plan)
    {
        var past = Enumerable.Range(0, plan.Fields.Count).Where(f => plan.Fields[f] is { Type: ValueType.Time, Decay: < 0 }).ToHashSet();
        var assignments = plan.AllStatements().OfType<AssignStmt>().ToArray();
        while (past.RemoveWhere(f => assignments.Any(a => a.Field == f && !IsPast(a.Value))) > 0)
        {
        }

        return past;

        bool IsPast(Expr e) => e switch
        {
            ConstantExpr c => c.Value == 0,
            EventExpr x => x.Property == EventProperty.Now,
            FieldExpr f => past.Contains(f.Field),
            ConditionalExpr c => IsPast(c.WhenTrue) && IsPast(c.WhenFalse),
            _ => false,
        };
    }

    /// <summary>Of several instants, <c>now#1</c>, <c>now#2</c>: none is before the one before it, and what the page remembers is before all of them.</summary>
    public Term Pass(IEnumerable<Term> variables)
    {
        var (t, all) = (world.Terms, variables.ToArray());
        var instants = all.Where(v => v.Name.StartsWith("now#", StringComparison.Ordinal)).OrderBy(v => v.Name, StringComparer.Ordinal).ToArray();
        if (instants.Length == 0) return t.True;
        var remembered = _past.Select(f => world.Variables[world.FirstField + f]).Where(all.Contains);
        return t.And(t.All(instants.Zip(instants.Skip(1), t.AtMost)), t.All(remembered.Select(f => t.AtMost(f, instants[0]))));
    }

    /// <summary>
    /// Large numbers are only compared, with one another and, they or their differences, with constants. If there is a solution at all, there is then one
    /// in which none is above the sum of the constants and the number of the comparisons: among numbers that the solver works with, "none" is a proof.
    /// </summary>
    public static bool AreOnlyCompared(IEnumerable<Term> all)
    {
        var sum = 0L;
        foreach (var e in all)
        {
            // A constant counts in each comparison that it stands in.
            if (e.Op is Op.Same or Op.AtMost) sum = Math.Min(Encoding.Most, sum + 1 + Constants(e));
            if (e.Op is Op.Multiply or Op.Divide or Op.Log2 && (IsLarge(e) || e.Parts.Any(IsLarge))) return false;
            if (e.Op == Op.Add && IsLarge(e) && !e.Parts.Any(p => p.IsConstant)) return false;
            var isComparedWithConstant = e.Op is Op.Same or Op.AtMost && e.Parts.Any(p => p.IsConstant);
            if (!isComparedWithConstant && e.Parts.Any(p => p.Op == Op.Subtract && IsLarge(p))) return false;
        }

        return sum < Encoding.Most / 2;
    }

    private static long Constants(Term e)
    {
        var (sum, next) = (0L, new Stack<Term>([e]));
        while (next.Count > 0)
        {
            var part = next.Pop();
            if (part.IsConstant) sum = Math.Min(Encoding.Most, sum + Math.Min(Math.Abs(part.Constant), Encoding.Most));
            else if (part == e || part.Op is Op.Add or Op.Subtract or Op.Min or Op.Max or Op.If)
                foreach (var inner in part.Parts) next.Push(inner);
        }

        return sum;
    }

    private static bool IsLarge(Term e) => e.High > Encoding.Wide;
}

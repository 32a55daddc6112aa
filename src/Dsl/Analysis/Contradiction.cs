using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Why a condition can never hold, where the parts of it that speak of one thing exclude each other.</summary>
internal static class Contradiction
{
    private const string OneTier = "a page is always in one tier, and in no more than one";
    private const string OneAgent = "an access always has an agent, and only one";

    private static readonly (Func<Expr, bool> IsAbout, string Why)[] Reasons =
    [
        (e => e is PageExpr { Property: PageProperty.Tier }, OneTier),
        (e => e is PageExpr { Property: PageProperty.Kind }, "a page is of one kind"),
        (e => e is RequestExpr { Property: RequestProperty.Kind }, "a page is of one kind"),
        (e => e is EventExpr { Property: EventProperty.Agent }, OneAgent),
        (e => e is PageExpr { Property: PageProperty.Tenant } or RequestExpr { Property: RequestProperty.Tenant }, "a page has one tenant at most"),
        (e => e is RequestExpr { Property: RequestProperty.BoundTo }, "a request is bound to one tier at most"),
    ];

    /// <summary>As help says it, or null.</summary>
    public static string? Of(PolicyPlan plan, CheckedRule rule)
    {
        // What compares with an impossible constant is folded away before it comes here; the text still has it.
        if (Fold.IsFalse(rule.Plan.Condition)) return rule.Syntax.Condition is { } written ? OfNone(written) : null;
        var parts = Conjuncts.Of(rule.Plan.Condition).ToArray();
        foreach (var (isAbout, why) in Reasons)
        {
            var about = parts.Where(p => PlanExpressions.Parts(p).Where(IsLeaf).ToArray() is { Length: > 0 } leaves && leaves.All(isAbout)).ToArray();
            if (about.Length > 0 && Prover.Excludes(about)) return why;
        }

        return OfOne(plan, parts);
    }

    /// <summary>Parts that speak of one thing alone, of which a single one could hold.</summary>
    private static string? OfOne(PolicyPlan plan, Expr[] parts)
    {
        var alone = parts.Select(p => (Part: p, Leaves: PlanExpressions.Parts(p).Where(IsLeaf).Distinct().ToArray())).Where(p => p.Leaves.Length == 1)
            .GroupBy(p => p.Leaves[0], p => p.Part);
        foreach (var about in alone)
            if (about.Count() > 1 && about.All(p => !Prover.Excludes(p)) && Prover.Excludes(about))
                return $"no `{LeafNames.Of(plan, about.Key)}` satisfies all parts of it";
        return null;
    }

    /// <summary><c>agent == none</c> or <c>tier == none</c> among parts that all must hold.</summary>
    private static string? OfNone(ExpressionSyntax condition)
    {
        var next = new Stack<ExpressionSyntax>([condition]);
        while (next.Count > 0)
        {
            if (next.Pop() is not BinarySyntax b) continue;
            if (b.Operator == BinaryOperator.And)
            {
                next.Push(b.Right);
                next.Push(b.Left);
            }
            else if (b.Operator == BinaryOperator.Equal)
            {
                string[] words = [.. new[] { b.Left, b.Right }.OfType<WordSyntax>().Select(w => w.Text)];
                if (!words.Contains("none")) continue;
                if (words.Contains("agent")) return OneAgent;
                if (words.Contains("tier")) return OneTier;
            }
        }

        return null;
    }

    private static bool IsLeaf(Expr e) => e is FieldExpr or PageExpr or EventExpr or RequestExpr or TierExpr or StatExpr or PageStatExpr
        or BudgetExpr or ParameterExpr or CellExpr or FitExpr or MineExpr or LatencyExpr or TrafficExpr or MovesPendingExpr;
}

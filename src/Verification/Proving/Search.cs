using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Solving;
using CdmPolicy.Verification.Terms;
using Google.OrTools.Sat;
using Term = CdmPolicy.Verification.Terms.Term;

namespace CdmPolicy.Verification.Proving;

/// <summary>A way from the start to where a property is broken.</summary>
/// <param name="Steps">What happens, with the values of everything in it.</param>
internal sealed record Way(IReadOnlyList<(Happening Happening, TermValues Values)> Steps);

/// <summary>Looks for a shortest way to break a property, step by step (bounded model checking).</summary>
internal sealed class Search(PageWorld world, IReadOnlyList<Happening> happenings, IReadOnlyList<Term> lemmas)
{
    private const double Effort = 3.0, EffortForPlainness = 0.5;

    public (Way? Way, Answer Answer) Shortest(int property, int from, int most)
    {
        for (var steps = from; steps <= most; steps++)
        {
            // A way at the parameters' defaults is easier to believe.
            var (way, answer) = Of(property, steps, atDefaults: true);
            if (answer == Answer.No && world.Plan.Parameters.Count > 0) (way, answer) = Of(property, steps, atDefaults: false);
            if (answer != Answer.No) return (way, answer);
        }

        return (null, Answer.No);
    }

    private (Way? Way, Answer Answer) Of(int property, int steps, bool atDefaults)
    {
        var t = world.Terms;
        var query = new Query();
        var model = query.Model;
        var rigids = query.Frame();
        model.Add(rigids.Number(world.Always) == 1);
        for (var i = 0; atDefaults && i < world.Parameters.Length; i++)
            model.Add(rigids.Number(t.Same(world.Parameters[i], t.Constant(world.Plan.Parameters[i].Default))) == 1);
        var fixedTerms = world.Rigids.ToDictionary(r => r, rigids.Number);
        var frames = new List<(Encoding Frame, ILiteral[] Chosen)>();
        var now = new Dictionary<Term, LinearExpr>(fixedTerms);
        for (var step = 0; step <= steps; step++)
        {
            var frame = query.Frame(now);
            if (step == 0) model.Add(frame.Number(world.Start) == 1);
            foreach (var lemma in lemmas) model.Add(frame.Number(lemma) == 1);
            if (step == steps) break;

            var isLast = step == steps - 1;
            var possible = happenings.Where(h => !isLast || !h.Broken[property].IsFalse).ToArray();
            if (step == 0) possible = [.. possible.Where(h => h.Kind is HappeningKind.Access or HappeningKind.Pin)];
            var chosen = happenings.Select(h => (ILiteral)(possible.Contains(h) ? model.NewBoolVar("") : model.FalseLiteral())).ToArray();
            model.AddExactlyOne(chosen);
            var next = new Dictionary<Term, LinearExpr>(fixedTerms);
            foreach (var variable in world.Variables)
            {
                if (!variable.IsConstant && !isLast)
                    next[variable] = variable is { Low: 0, High: 1 } ? model.NewBoolVar("") : model.NewIntVar(variable.Low, Math.Min(variable.High, Encoding.Most), "");
            }

            for (var i = 0; i < happenings.Count; i++)
            {
                var happening = happenings[i];
                if (!possible.Contains(happening)) continue;
                model.AddImplication(chosen[i], frame.Literal(happening.Can));
                if (isLast)
                {
                    model.AddImplication(chosen[i], frame.Literal(happening.Broken[property]));
                    continue;
                }

                for (var v = 0; v < world.Variables.Count; v++)
                    if (next.TryGetValue(world.Variables[v], out var then)) model.Add(then == frame.Number(happening.Next[v])).OnlyEnforceIf(chosen[i]);
            }

            frames.Add((frame, chosen));
            if (isLast) break;
            now = next;
        }

        var answer = query.Solve(Effort);
        if (answer != Answer.Yes) return (null, answer);
        // Then the plainest that is found soon; where none is, the first way was one as well.
        model.Minimize(Strangeness(rigids, frames));
        if (query.Solve(EffortForPlainness) != Answer.Yes)
        {
            model.Model.Objective = null;
            query.Solve(Effort);
        }

        return (new([.. frames.Select(f => (happenings[Array.FindIndex(f.Chosen, c => query.Value((LinearExpr)c) == 1)], query.Values(f.Frame)))]), answer);
    }

    /// <summary>Of two ways the plainer one: an access rather than an outage, a request for nothing, and nothing by chance.</summary>
    private LinearExpr Strangeness(Encoding rigids, IEnumerable<(Encoding Frame, ILiteral[] Chosen)> frames)
    {
        var sum = new List<LinearExpr>();
        var t = world.Terms;
        foreach (var asked in new[] { t.Same(world.Bound, t.Constant(-1)), t.Same(world.Preferred, t.Constant(-1)), t.Same(world.Kind, t.Constant(0)), t.Same(world.Tenant, t.Constant(-1)) })
            sum.Add((LinearExpr)rigids.Literal(t.Not(asked)) * 4);
        foreach (var named in world.Named) sum.Add((LinearExpr)rigids.Literal(named) * 6);
        foreach (var (frame, chosen) in frames)
        {
            for (var i = 0; i < chosen.Length; i++) sum.Add((LinearExpr)chosen[i] * Weight(happenings[i].Kind));
            foreach (var flag in frame.Chances) sum.Add(flag);
        }

        return LinearExpr.Sum(sum);
    }

    private static int Weight(HappeningKind kind) => kind switch
    {
        HappeningKind.Access or HappeningKind.Landing => 2,
        HappeningKind.Pass or HappeningKind.Scan or HappeningKind.Hint => 3,
        HappeningKind.Pin or HappeningKind.Unpin => 4,
        HappeningKind.Reclaim => 8,
        HappeningKind.Offline => 12,
        _ => 20,
    };
}

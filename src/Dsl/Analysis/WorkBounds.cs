using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// Bounds the work of every handler from its plan. A language without recursion and unbounded loops has such bounds: the limits of
/// passes, the bounds of scans, the number of rules. They are upper bounds; a run may well do less.
/// </summary>
public static class WorkBounds
{
    /// <summary>Pages that background reclaim takes at most after one event.</summary>
    public const int BackgroundPages = 32;

    /// <summary>Victims that an exchange looks at, and pages that <c>keep</c> may hold back in one search.</summary>
    private const int Searched = 32;

    /// <summary>A policy's handlers and sections, in the order in which a page meets them.</summary>
    /// <param name="trees">The files, for the loops, which the plan has written out.</param>
    public static IReadOnlyList<HandlerWork> Of(PolicyPlan plan, IReadOnlyList<SyntaxTree> trees)
    {
        var result = new List<HandlerWork>();
        // A page that is placed was nowhere before.
        if (plan.Placement.Count > 0) result.Add(Section(plan, "placement", plan.Placement) with { MovedBytes = 0 });
        foreach (var handler in plan.Handlers)
            result.Add(Work(plan, handler.Source, handler.Origin, 1, Conditions(handler.Latch), handler.Statements, handler.Rules, 0, HandlerLoops.At(trees, handler.Origin)));
        foreach (var tick in plan.Ticks) result.Add(Pass(plan, tick, trees));
        foreach (var section in plan.Reclaim)
        {
            result.Add(Reclaim(plan, section));
            result.AddRange(Hooks(plan, section));
        }

        if (plan.Pin.Count > 0) result.Add(Section(plan, "pin", plan.Pin));
        return result;
    }

    private static HandlerWork Section(PolicyPlan plan, string name, EquatableArray<int> rules) =>
        Work(plan, name, plan.Rules[rules[0]].Origin, 1, 0, [], rules, 0, []);

    private static HandlerWork Pass(PolicyPlan plan, TickPlan tick, IReadOnlyList<SyntaxTree> trees)
    {
        // A walk goes round its tiers once at most.
        var all = tick.Over.Aggregate(0L, (sum, tier) => Saturating.Add(sum, Frames(plan, tier)));
        var pages = tick.Over.Count == 0 ? 1 : Math.Min(tick.LimitPages.Range.Max, all);
        var work = Work(plan, tick.Source, tick.Origin, pages, Conditions(tick.Latch), tick.Statements, tick.Rules, tick.BestBy is null ? 0 : all,
            HandlerLoops.At(trees, tick.Origin));
        // The limit counts base pages; only the last page may reach beyond it.
        var most = Saturating.Add(Saturating.Multiply(pages, plan.Hierarchy.PageBytes, 1), plan.Hierarchy.HugeBytes);
        var ways = tick.Rules.Any(n => plan.Rules[n].Exchanges) ? 2 : 1;
        return work with { MovedBytes = Math.Min(work.MovedBytes, Saturating.Multiply(most, ways, 1)) };
    }

    /// <summary>A victim is looked for, its rules are tried, and it leaves: for each page of one run of background reclaim.</summary>
    private static HandlerWork Reclaim(PolicyPlan plan, ReclaimPlan section)
    {
        var pages = section.Below is null && section.Starts is null ? 1 : BackgroundPages;
        var frames = Frames(plan, section.Tier);
        var scanned = section.OrderBy is not null ? frames : Scanned(section.Reclaimer.Victim, frames);
        if (section.Keep is not null) scanned = Saturating.Add(scanned, Searched);
        var keeps = section.Keep is null ? 0 : Saturating.Multiply(scanned, pages, 1);
        var work = Work(plan, section.Source, section.Origin, pages, Conditions(section.Starts), [], section.Rules, 0, []);
        // A section without rules evicts.
        return work with
        {
            Conditions = Saturating.Add(work.Conditions, keeps),
            Scanned = Saturating.Add(work.Scanned, Saturating.Multiply(scanned, pages, 1)),
            MovedBytes = Saturating.Multiply(pages, LargestPage(plan), 1),
        };
    }

    /// <summary>What the reclaimer does beside the search: each hook by itself, for one page or, by the clock, for none.</summary>
    private static IEnumerable<HandlerWork> Hooks(PolicyPlan plan, ReclaimPlan section)
    {
        var r = section.Reclaimer;
        var frames = Frames(plan, section.Tier);
        var hooks = new (string Name, EquatableArray<Stmt> Statements)[] { ("miss", r.Miss), ("insert", r.Insert), ("access", r.Access), ("trim", r.Trim), ("remove", r.Remove) };
        return hooks.Concat(r.Every.Select(e => (e.Source, e.Statements))).Where(h => h.Item2.Count > 0).Select(h => new HandlerWork(
            $"{section.Source}: {h.Item1}", section.Origin, 1, 0, Count(h.Item2), Scanned(h.Item2, frames), h.Item1 == "trim" ? LargestPage(plan) : 0, []));
    }

    private static HandlerWork Work(
        PolicyPlan plan, string source, SourceRange origin, long pages, long latch, EquatableArray<Stmt> statements, EquatableArray<int> numbers,
        long looked, EquatableArray<string> loops)
    {
        var rules = numbers.Select(n => plan.Rules[n]).ToArray();
        var tried = rules.Count(r => r.Condition is not ConstantExpr);
        // One outcome is applied to a page, so one exchange searches.
        var exchanged = rules.Where(r => r.Exchanges).Select(r => r.Tiers.Count * Searched).DefaultIfEmpty(0).Max();
        var asked = rules.Any(r => r.Exchanges && r.ExchangeWhen is not null) ? exchanged : 0;
        var consequence = rules.Select(r => Math.Max(Count(r.Accepted), Count(r.Refused))).DefaultIfEmpty(0).Max();
        return new HandlerWork(
            source, origin, pages, Saturating.Add(latch, Saturating.Multiply(pages, tried + asked, 1)),
            Saturating.Multiply(pages, Count(statements) + consequence, 1), Saturating.Add(looked, Saturating.Multiply(pages, exchanged, 1)),
            Moved(plan, rules, pages), loops);
    }

    /// <summary>One outcome for each page, both ways for an exchange, and no more than the budgets allow where all moves have one.</summary>
    private static long Moved(PolicyPlan plan, RulePlan[] rules, long pages)
    {
        var moves = rules.Where(r => r.Outcome is OutcomeKind.Move or OutcomeKind.Evict).ToArray();
        if (moves.Length == 0) return 0;
        var bytes = Saturating.Multiply(pages, LargestPage(plan) * (moves.Any(r => r.Exchanges) ? 2 : 1), 1);
        if (moves.Any(r => r.Budget < 0 || plan.Budgets[r.Budget].InTime)) return bytes;
        var budgets = moves.Select(r => r.Budget).Distinct().Aggregate(0L, (sum, b) => Saturating.Add(sum, plan.Budgets[b].Amount.Range.Max));
        return Math.Min(bytes, budgets);
    }

    private static long Conditions(LatchPlan? latch) => latch is null ? 0 : latch.Until is null ? 1 : 2;

    private static long Frames(PolicyPlan plan, int tier) => plan.Hierarchy.Tiers[tier].CapacityBytes / plan.Hierarchy.PageBytes;

    private static long LargestPage(PolicyPlan plan) => Math.Max(plan.Hierarchy.PageBytes, plan.Hierarchy.HugeBytes);

    /// <summary>The bounds of a hook's scans, each with all pages of the tier on its queue.</summary>
    private static long Scanned(EquatableArray<Stmt> statements, long frames) => statements.Aggregate(0L, (sum, s) => Saturating.Add(sum, s switch
    {
        ScanStmt scan => Steps(scan.Body, frames, scan.StepFactor, scan.AtMost),
        GhostScanStmt scan => Steps(scan.Body, frames, scan.StepFactor, scan.AtMost),
        IfStmt i => Math.Max(Scanned(i.Then, frames), Scanned(i.Otherwise, frames)),
        _ => 0,
    }));

    private static long Steps(EquatableArray<Stmt> body, long frames, long factor, Expr? atMost) =>
        Ends(body) ? 1 : Math.Min(Saturating.Multiply(frames, factor, 1), atMost?.Range.Max ?? long.MaxValue);

    /// <summary>The first step of the scan is the last one.</summary>
    private static bool Ends(EquatableArray<Stmt> body) =>
        body.Any(s => s is EvictStmt or StopStmt || s is IfStmt i && Ends(i.Then) && Ends(i.Otherwise));

    private static long Count(EquatableArray<Stmt> statements) =>
        statements.Sum(s => s is IfStmt i ? 1 + Math.Max(Count(i.Then), Count(i.Otherwise)) : 1L);
}

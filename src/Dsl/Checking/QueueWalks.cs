using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Passes along a queue: <c>every 50ms over ram.order from back limit 64</c>.</summary>
internal static class QueueWalks
{
    /// <summary>The tier whose reclaimer has the queue: one alone.</summary>
    public static List<int> Tier(PolicyContext context, EverySyntax every)
    {
        if (every.Over.Count == 1) return context.Resolver.Tier(every.Over[0]) is { } tier ? [tier] : [];
        context.File.ReportWithHelp(DiagnosticRules.MisplacedConstruct, every.Queue!.Span, "a queue is one tier's; write a pass for each",
            "." + every.Queue.Queue.Text, "a list of tiers");
        return [];
    }

    public static QueueWalkPlan? Find(PolicyContext context, IReadOnlyList<ReclaimPlan> sections, int tier, QueueWalkSyntax walk)
    {
        var (name, file) = (context.Hierarchy.Tiers[tier].Name, context.File);
        if (walk.Queue.Text.Length == 0 || context.BrokenOrders.Contains(tier)) return null;
        if (sections.FirstOrDefault(s => s.Tier == tier) is not { OrderBy: null } section)
        {
            file.ReportWithHelp(DiagnosticRules.UnknownQueue, walk.Queue.Span,
                $"`{name}` has no reclaimer with queues; add `reclaim {name} {{ order Lru; … }}`", walk.Queue.Text);
            return null;
        }

        var queues = section.Reclaimer.Queues;
        var wanted = walk.Queue.Text;
        if (walk.Index is not null)
        {
            if (context.Expressions(Sight.Constant, "the number of a queue").Constant(walk.Index, ValueType.Count) is not { } number) return null;
            wanted += number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var index = queues.ToList().IndexOf(wanted);
        if (index >= 0) return End(context, section.Reclaimer, index, walk);
        file.ReportWithHelp(DiagnosticRules.UnknownQueue, walk.Queue.Span,
            Help.DidYouMeanOneOf(wanted, queues, $"those of `{section.Reclaimer.Display}`"), file.Source(walk.Queue.Span));
        return null;
    }

    /// <summary>From the front unless it says something else; buckets only from the lowest up.</summary>
    private static QueueWalkPlan? End(PolicyContext context, ReclaimerPlan reclaimer, int queue, QueueWalkSyntax walk)
    {
        string[] ends = reclaimer.BucketsOf(queue) is null ? ["front", "back"] : ["lowest"];
        var from = walk.From?.Text ?? ends[0];
        if (Array.IndexOf(ends, from) >= 0) return new QueueWalkPlan(queue, from != "front");
        context.File.ReportWithHelp(DiagnosticRules.UnknownPlace, walk.From!.Span, Help.DidYouMeanOneOf(from, ends, "it starts from"), from);
        return null;
    }
}

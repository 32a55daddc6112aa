using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks what a policy observes with.</summary>
internal sealed class ObserverChecker(PolicyContext context)
{
    private readonly List<ObserverPlan> _plans = [];
    private readonly ExpressionChecker _constants = context.Expressions(Sight.Parameters, "an observer");
    private bool _isWhole = true;

    /// <summary>None where all accesses are seen: the same as a policy that says nothing about it.</summary>
    public static ObservedAccesses Check(PolicyContext context, IEnumerable<ObserveSyntax> observers)
    {
        var checker = new ObserverChecker(context);
        foreach (var observer in observers) checker.Check(observer);
        var all = checker._plans.Count == 0
            || checker._plans is [{ Kind: ObserverKind.Everything } single] && single.TierMask == context.AllTiers;
        return new ObservedAccesses(all ? [] : checker._plans.ToEquatableArray(), checker._isWhole);
    }

    private void Check(ObserveSyntax observe)
    {
        var name = observe.What.Text;
        if (Observers.Find(name) is not { } observer)
        {
            _isWhole = false;
            if (name.Length > 0)
            {
                context.File.ReportWithHelp(DiagnosticRules.UnknownObserver, observe.What.Span,
                    Help.DidYouMean(name, Observers.Names, "write `observe everything;`"), name);
            }

            return;
        }

        var period = observe.Every is null
            ? 0
            : Positive.Constant(_constants, context.File, observe.Every, ValueType.Time, "a period");
        var amount = observe.Scan is null ? 0 : Pages(observe.Scan);
        var tiers = observe.Over.Count == 0 ? context.AllTiers : Mask(context.Resolver.Tiers(observe.Over));
        if (period is null || amount is null || tiers == 0)
        {
            _isWhole = false;
            return;
        }

        Once(observe, observer, tiers);
        var source = context.File.Source(observe.Span);
        _plans.Add(new ObserverPlan(
            observer.Kind, source.Substring(0, source.Length - 1).Replace("observe ", ""), context.File.Origin(observe.Span), tiers)
        {
            PeriodNs = period.Value,
            Amount = amount.Value,
        });
    }

    private long? Pages(ExpressionSyntax bytes)
    {
        if (_constants.Constant(bytes, ValueType.Bytes) is not { } value) return null;
        if (value >= context.Hierarchy.PageBytes) return value / context.Hierarchy.PageBytes;
        context.File.ReportWithHelp(DiagnosticRules.MustBePositive, bytes.Span, "a scan looks at whole pages", "a scan");
        return null;
    }

    /// <summary>Two observers of one kind over a tier would take each other's accesses away, or count them twice.</summary>
    private void Once(ObserveSyntax observe, ObserverInfo observer, long tiers)
    {
        var twice = _plans.Where(p => p.Kind == observer.Kind).Aggregate(0L, (mask, p) => mask | p.TierMask) & tiers;
        if (twice == 0) return;
        var names = context.Hierarchy.Tiers.Where((_, tier) => (twice >> tier & 1) != 0).Select(t => t.Name);
        context.File.ReportWithHelp(DiagnosticRules.ObservedTwice, observe.Span,
            "give each of them its own tiers with `over`", Help.List(names), observer.Name);
    }

    private static long Mask(IEnumerable<int> tiers) => tiers.Aggregate(0L, (mask, tier) => mask | 1L << tier);
}

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
        checker.LeaveOutBlindTiers();
        var all = checker._plans.Count == 0
            || checker._plans is [{ Kind: ObserverKind.Everything } single] && single.TierMask == context.AllTiers;
        return new ObservedAccesses(all ? [] : checker._plans.ToEquatableArray(), checker._isWhole);
    }

    /// <summary>
    /// What is not observable is over no tier of any observer. Without an observer everything else is observed, which is an observer
    /// then: the machine need not know of blind tiers.
    /// </summary>
    private void LeaveOutBlindTiers()
    {
        var blind = context.BlindTiers;
        if (blind == 0) return;
        if (_plans.Count == 0 && _isWhole)
            _plans.Add(new ObserverPlan(ObserverKind.Everything, "everything", context.File.Origin(default), context.AllTiers));
        for (var i = 0; i < _plans.Count; i++) _plans[i] = _plans[i] with { TierMask = _plans[i].TierMask & ~blind };
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
                    Elsewhere.Observer(name) ?? Help.DidYouMean(name, Observers.Names, "write `observe everything;`"), name);
            }

            return;
        }

        var period = observe.Every is null
            ? 0
            : Positive.Constant(_constants, context.File, observe.Every, ValueType.Time, "a period");
        var amount = observe.Scan is null ? 0 : Pages(observe.Scan);
        var tiers = observe.Over.Count == 0 ? context.AllTiers : Mask(context.Resolver.Tiers(observe.Over));
        var agent = observe.Agent is null ? -1 : Device(observe.Agent);
        if (period is null || amount is null || agent is null || tiers == 0)
        {
            _isWhole = false;
            return;
        }

        var plan = new ObserverPlan(
            observer.Kind, Source(observe), context.File.Origin(observe.Span), tiers) { PeriodNs = period.Value, Amount = amount.Value, Agent = agent.Value };
        if (observe.Regions is not null)
        {
            if (WithRegions(plan, observe.Regions, observe.Sample!) is not { } whole)
            {
                _isWhole = false;
                return;
            }

            plan = whole;
        }

        if (observe.Rates.Count == 0) Add(plan, observe.Span, observe.Agent is null ? observer.Name : $"device counters of {observe.Agent.Text}");
        foreach (var rate in observe.Rates) Sample(plan, rate, observe);
    }

    /// <summary>The kernel's monitor too wants three regions at least.</summary>
    private const long FewestRegions = 3;

    /// <summary>The plan with its bounds; what was its period is the time of an aggregation.</summary>
    private ObserverPlan? WithRegions(ObserverPlan plan, RangeSetSyntax bounds, ExpressionSyntax sample)
    {
        var (least, most) = (_constants.Constant(bounds.Low, ValueType.Count), _constants.Constant(bounds.High, ValueType.Count));
        var between = Positive.Constant(_constants, context.File, sample, ValueType.Time, "a period");
        if (least is null || most is null || between is null) return null;
        if (least < FewestRegions || least > most || most > int.MaxValue)
        {
            context.File.ReportWithHelp(DiagnosticRules.RegionBounds, bounds.Span,
                least > most ? "the lower number comes first" : $"there are {FewestRegions} at least, and less than 2^31", context.File.Source(bounds.Span));
            return null;
        }

        if (plan.PeriodNs % between != 0)
        {
            context.File.ReportWithHelp(DiagnosticRules.RegionPeriods, sample.Span, "the time behind `every` is a multiple of the one behind `sample`",
                TypeNames.Show(ValueType.Time, plan.PeriodNs), context.File.Source(sample.Span));
            return null;
        }

        return plan with { LeastRegions = least.Value, MostRegions = most.Value, AggregationNs = plan.PeriodNs, PeriodNs = between.Value };
    }

    /// <summary>The agent with counters, or null after a diagnostic.</summary>
    private int? Device(NameSyntax name)
    {
        if (context.Resolver.Agent(name) is not { } agent) return null;
        if (context.Hierarchy.Agents[agent].PageStats.Count > 0) return agent;
        context.File.ReportWithHelp(DiagnosticRules.NoPageStats, name.Span,
            "a device that does is declared with `page stat NAME : count;`", name.Text);
        return null;
    }

    /// <summary>The words between <c>observe</c> and the semicolon.</summary>
    private string Source(ObserveSyntax observe) =>
        context.File.Source(TextSpan.FromBounds(observe.What.Span.Start, Math.Max(observe.What.Span.End, observe.Span.End - 1)));

    /// <summary>Reads and writes that are sampled apart are observed by two observers, each with a counter of its own.</summary>
    private void Sample(ObserverPlan plan, RateSyntax rate, ObserveSyntax observe)
    {
        var directions = rate.Which.Text switch { "sample" => 3, "reads" => 1, "writes" => 2, _ => 0 };
        var one = _constants.Constant(rate.One, ValueType.Count);
        var interval = Positive.Constant(_constants, context.File, rate.Interval, ValueType.Count, "an interval of samples");
        if (directions == 0 && rate.Which.Text.Length > 0)
        {
            context.File.ReportWithHelp(DiagnosticRules.UnknownObserver, rate.Which.Span,
                Help.DidYouMeanOneOf(rate.Which.Text, ["reads", "writes"], "sampled are"), rate.Which.Text);
        }

        if (one is not (null or 1))
        {
            context.File.ReportWithHelp(DiagnosticRules.UnknownWord, rate.One.Span, "write `1 in 64` for one sample of 64 accesses",
                context.File.Source(rate.One.Span), "the number of samples");
        }

        if (directions == 0 || one != 1 || interval is null) _isWhole = false;
        else
        {
            var source = observe.Rates.Count == 1 ? plan.Source : context.File.Source(rate.Span) + OverText(observe);
            Add(plan with { Amount = interval.Value, Directions = directions, Source = source }, rate.Span, rate.Which.Text);
        }
    }

    private string OverText(ObserveSyntax observe) =>
        observe.Over.Count == 0 ? "" : " over " + string.Join(", ", observe.Over.Select(n => n.Text));

    private long? Pages(ExpressionSyntax bytes)
    {
        if (_constants.Constant(bytes, ValueType.Bytes) is not { } value) return null;
        if (value >= context.Hierarchy.PageBytes) return value / context.Hierarchy.PageBytes;
        context.File.ReportWithHelp(DiagnosticRules.MustBePositive, bytes.Span, "a scan looks at whole pages", "a scan");
        return null;
    }

    /// <summary>Two observers of one kind over a tier would take each other's accesses away, or count them twice.</summary>
    private void Add(ObserverPlan plan, TextSpan span, string name)
    {
        var same = _plans.Where(p => p.Kind == plan.Kind && p.Agent == plan.Agent && (p.Directions & plan.Directions) != 0);
        var twice = same.Aggregate(0L, (mask, p) => mask | p.TierMask) & plan.TierMask;
        _plans.Add(plan);
        if (twice == 0) return;
        var names = context.Hierarchy.Tiers.Where((_, tier) => (twice >> tier & 1) != 0).Select(t => t.Name);
        context.File.ReportWithHelp(DiagnosticRules.ObservedTwice, span,
            "give each of them its own tiers with `over`", Help.List(names), name);
    }

    private static long Mask(IEnumerable<int> tiers) => tiers.Aggregate(0L, (mask, tier) => mask | 1L << tier);
}

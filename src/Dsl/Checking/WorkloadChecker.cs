using System.Numerics;
using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks one <c>workload</c> against its hierarchy.</summary>
internal sealed class WorkloadChecker
{
    private readonly FileContext _file;
    private readonly WorkloadSyntax _syntax;
    private readonly HierarchyPlan _hierarchy;
    private readonly SymbolTable _names;
    private readonly NameResolver _resolver;
    private readonly ExpressionChecker _constants;
    private readonly Wishes _wishes;
    private readonly DriverChecker _drivers;
    private readonly StreamChecker _streams;
    private readonly HappeningChecker _happenings;
    private readonly List<WorkloadRegionPlan?> _regions = [];
    private readonly int _before;
    private long _elapsed;

    private WorkloadChecker(FileContext file, WorkloadSyntax syntax, CheckedHierarchy hierarchy)
    {
        (_file, _syntax, _hierarchy, _before) = (file, syntax, hierarchy.Plan, file.Bag.Items.Count);
        _names = new SymbolTable(hierarchy.Names);
        _resolver = new NameResolver(file, _names);
        _constants = new ExpressionChecker(new Scope(file, new SymbolTable(), Sight.Constant, "a workload"));
        _wishes = new Wishes(file, _resolver, _hierarchy);
        _drivers = new DriverChecker(file, _resolver, _hierarchy, _constants);
        _streams = new StreamChecker(file, _names, _resolver, _constants);
        _happenings = new HappeningChecker(file, _names, _resolver, _hierarchy, _streams.Region);
    }

    /// <summary>The plan, or null after a diagnostic.</summary>
    public static WorkloadPlan? Check(FileContext file, WorkloadSyntax syntax, CheckedHierarchy hierarchy)
    {
        var before = file.Bag.Items.Count;
        var plan = new WorkloadChecker(file, syntax, hierarchy).Check();
        var isRight = hierarchy.IsRight && !HierarchyChecker.HasSyntaxErrors(file, syntax.Span)
            && !file.Bag.Items.Skip(before).Any(d => d.Severity == Severity.Error);
        return isRight ? plan : null;
    }

    private WorkloadPlan Check()
    {
        // A region may stand below the phase that uses it.
        foreach (var region in _syntax.Members.OfType<RegionSyntax>()) Region(region);
        var phases = new List<PhasePlan>();
        foreach (var member in _syntax.Members)
        {
            if (member is PhaseSyntax phase) phases.Add(Phase(phase));
            else if (member is not RegionSyntax) Nodes.Misplaced(_file, member, "a workload");
        }

        var plan = new WorkloadPlan(
            _file.Namespace, _syntax.Name.Text, _syntax.Doc, _hierarchy, _regions.OfType<WorkloadRegionPlan>().ToEquatableArray(),
            phases.ToEquatableArray());
        if (HierarchyChecker.HasSyntaxErrors(_file, _syntax.Span) || _file.Bag.Items.Skip(_before).Any(d => d.Severity == Severity.Error)) return plan;
        CheckSizes(plan);
        foreach (var region in _names.Own.OfType<RegionSymbol>().Where(r => !_names.IsUsed(r.Name)))
            _file.Report(DiagnosticRules.UnusedName, region.Declaration.Span, region.Name, "the region");
        return plan;
    }

    private void Region(RegionSyntax region)
    {
        if (region.Name.Text.Length == 0 || !_names.Declare(new RegionSymbol(region.Name, _file, _regions.Count))) return;
        var size = Positive.Constant(_constants, _file, region.Size, ValueType.Bytes, "the size of a region");
        var kind = _wishes.Kind(region.Kind);
        var tenant = region.Tenant is { Text.Length: > 0 } of ? _resolver.Tenant(of) : null;
        var wish = _wishes.Check(region.Wish);
        var isWhole = size is { } bytes && _drivers.WholePages(region.Size.Span, bytes);
        if (wish is { Bound: >= 0 } bound && kind is { } k && (_hierarchy.Tiers[bound.Bound].PageKinds >> k & 1) == 0)
        {
            _file.Report(DiagnosticRules.KindNotTaken, region.Wish!.Tiers[0].Span,
                _hierarchy.Tiers[bound.Bound].Name, TypeNames.Kinds[k]);
            wish = null;
        }

        _regions.Add(isWhole && kind is not null && wish is not null
            ? new WorkloadRegionPlan(region.Name.Text, size!.Value / _hierarchy.PageBytes, kind.Value, wish)
            {
                Huge = IsHuge(region, size.Value), Tenant = tenant ?? -1,
            }
            : null);
    }

    private bool IsHuge(RegionSyntax region, long bytes)
    {
        if (region.Huge is not { } word) return false;
        if (_hierarchy.HugeBytes == 0)
            _file.ReportWithHelp(DiagnosticRules.NoHugePages, word.Span, Help.DeclareHuge, word.Text, _hierarchy.Name);
        else if (bytes < _hierarchy.HugeBytes)
            _file.ReportWithHelp(DiagnosticRules.RegionTooSmallForHuge, region.Size.Span, "only whole huge pages of a region can be placed as such",
                region.Name.Text, TypeNames.Show(ValueType.Bytes, _hierarchy.HugeBytes));
        return true;
    }

    private PhasePlan Phase(PhaseSyntax phase)
    {
        if (phase.Name.Text.Length > 0) _names.Declare(new PhaseSymbol(phase.Name, _file));
        var duration = Positive.Constant(_constants, _file, phase.Duration, ValueType.Time, "the time of a phase");
        var (streams, stats, requests) = (new List<StreamPlan>(), new List<StatSettingPlan>(), new List<DriverRequestPlan>());
        var happenings = new List<HappeningPlan>();
        var set = new Dictionary<(string, string), StatSettingSyntax>();
        foreach (var member in phase.Members)
        {
            switch (member)
            {
                case StreamSyntax stream:
                    if (_streams.Check(stream) is { } checkedStream) streams.Add(checkedStream);
                    break;
                case StatSettingSyntax setting:
                    if (set.TryGetValue((setting.Agent.Text, setting.Stat.Text), out var first))
                    {
                        _file.ReportWithHelp(DiagnosticRules.DuplicateProperty, setting.Agent.Span.Cover(setting.Stat.Span),
                            $"the first one is {_file.PlaceOf(_file, first.Span)}", $"{setting.Agent.Text}.{setting.Stat.Text}").Relate(_file, first.Span, "the first one");
                        break;
                    }

                    set.Add((setting.Agent.Text, setting.Stat.Text), setting);
                    if (_drivers.Setting(setting) is { } stat) stats.Add(stat);
                    break;
                case HappeningSyntax happening:
                    happenings.AddRange(_happenings.Check(happening));
                    break;
                case DriverRequestSyntax request:
                    if (_drivers.Request(request) is { } asked) requests.Add(asked);
                    break;
                default:
                    Nodes.Misplaced(_file, member, "a phase");
                    break;
            }
        }

        _elapsed = Saturating.Add(_elapsed, duration ?? 1);
        if (_elapsed == long.MaxValue && duration is not null)
            _file.Report(DiagnosticRules.TooLarge, phase.Duration.Span, _file.Source(phase.Duration.Span), "a time, with the phases before it");
        var head = TextSpan.FromBounds(phase.Span.Start, Math.Max(phase.Span.Start, phase.Duration.Span.End));
        return new PhasePlan(
            phase.Name.Text, _file.Source(head), duration ?? 1, streams.ToEquatableArray(), stats.ToEquatableArray(),
            requests.ToEquatableArray()) { Happenings = happenings.ToEquatableArray() };
    }

    private void CheckSizes(WorkloadPlan plan)
    {
        var name = _syntax.Name;
        if (!plan.Phases.Any(p => p.Streams.Count > 0))
        {
            _file.ReportWithHelp(DiagnosticRules.NoAccesses, name.Span,
                "write a phase with accesses: `phase serve 2s { cpu reads data random at 1M/s; }`", name.Text);
        }

        var pages = plan.Regions.Aggregate(0L, (sum, r) => Saturating.Add(sum, r.Pages));
        if (pages > Limits.Frames)
        {
            _file.ReportWithHelp(DiagnosticRules.RegionsTooLarge, name.Span, "choose a larger `page`, or smaller regions",
                name.Text, $"{pages}", $"{Limits.Frames}");
        }

        var accesses = plan.Phases.SelectMany(p => p.Streams.Select(s => Accesses(p, s))).Aggregate(0L, Saturating.Add);
        if (accesses > Limits.Accesses)
        {
            _file.ReportWithHelp(DiagnosticRules.TooManyAccesses, name.Span, "choose shorter phases, or lower paces",
                name.Text, $"{accesses}", $"{Limits.Accesses}");
        }
    }

    /// <summary>Access k happens at k / pace; those before the end of the phase count.</summary>
    private static long Accesses(PhasePlan phase, StreamPlan stream)
    {
        var count = (new BigInteger(phase.DurationNs) * stream.Pace + Fold.Billion - 1) / Fold.Billion;
        return count > long.MaxValue ? long.MaxValue : (long)count;
    }
}

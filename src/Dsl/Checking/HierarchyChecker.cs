using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>A hierarchy with its names, for the policies that are written for it.</summary>
/// <param name="Plan">Complete enough to check policies against, even where something was wrong.</param>
/// <param name="IsRight">Nothing was wrong.</param>
internal sealed record CheckedHierarchy(HierarchySyntax Syntax, HierarchyPlan Plan, SymbolTable Names, bool IsRight);

/// <summary>Checks one <c>hierarchy</c>.</summary>
internal sealed class HierarchyChecker
{
    private const long SmallestPage = 256, LargestPage = 1L << 30, DefaultPage = 4096;

    private readonly FileContext _file;
    private readonly HierarchySyntax _syntax;
    private readonly SymbolTable _names = new();
    private readonly NameResolver _resolver;
    private readonly List<AgentSyntax> _agents = [];
    private readonly List<TierSyntax> _tiers = [];
    private readonly List<TenantSyntax> _tenants = [];
    private readonly List<SyntaxNode> _again = [];
    private StoreSyntax? _store, _swap;

    private HierarchyChecker(FileContext file, HierarchySyntax syntax)
    {
        _file = file;
        _syntax = syntax;
        _resolver = new NameResolver(file, _names);
    }

    public static CheckedHierarchy Check(FileContext file, HierarchySyntax syntax)
    {
        var before = file.Bag.Items.Count;
        var plan = new HierarchyChecker(file, syntax).Check();
        var wrong = file.Bag.Items.Skip(before).Any(d => d.Severity == Severity.Error);
        return new CheckedHierarchy(syntax, plan.Plan, plan.Names, !wrong && !HasSyntaxErrors(file, syntax.Span));
    }

    /// <summary>A declaration with an error of the grammar inside has no plan, and its lacks are not reported twice.</summary>
    internal static bool HasSyntaxErrors(FileContext file, TextSpan span) =>
        file.Tree.Diagnostics.Any(d =>
            d.Severity == Severity.Error && d.Span.Start <= span.End && d.Span.End >= span.Start
            || d.Rule == DiagnosticRules.UnterminatedComment && d.Span.Start >= span.Start
            || d.Rule == DiagnosticRules.NotClosed && d.Span.Start >= span.Start && IsBlank(file.Text.Content, span.End, d.Span.Start));

    private static bool IsBlank(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        return start >= end;
    }

    private (HierarchyPlan Plan, SymbolTable Names) Check()
    {
        Declare();
        var reader = new PropertyReader(_file, _syntax.Members, "a hierarchy", Elsewhere.HierarchyProperty, [], "page", "huge");
        var page = PageSize(reader);
        var huge = Multiple.Of(_file, reader, "huge", page, LargestPage, DiagnosticRules.BadHugeSize);
        foreach (var group in _syntax.Members.OfType<GroupSyntax>()) Group(group);
        var agents = _agents.Select(a => AgentChecker.Check(_file, _resolver, a)).ToArray();
        var tiers = _tiers.Select(t => new TierChecker(_file, _resolver, t, _agents.Count, page).Check()).ToArray();
        foreach (var again in _again.Where(a => !HasSyntaxErrors(_file, a.Span))) CheckAgain(again, page);
        CheckSizes(tiers, page);
        CheckHuge(reader, tiers, huge);
        var plan = new HierarchyPlan(
            _file.Namespace, _syntax.Name.Text, _syntax.Doc, page, new(agents), new(tiers),
            _store is null ? null : Store(_store), LinkChecker.Check(_file, _resolver, _syntax.Members),
            FallbackChecker.Check(_file, _resolver, _syntax.Members, agents, tiers))
        {
            HugeBytes = huge,
            Swap = _swap is null ? null : SwapChecker.Check(_file, _swap, page),
            Tenants = new TenantChecker(_file, _resolver, tiers, page).Check(_tenants),
        };
        return (plan, _names);
    }

    /// <summary>What is declared under a name that another has is read for its own mistakes.</summary>
    private void CheckAgain(SyntaxNode member, long page)
    {
        if (member is AgentSyntax agent) AgentChecker.Check(_file, _resolver, agent);
        else if (member is TierSyntax tier) new TierChecker(_file, _resolver, tier, _agents.Count, page).Check();
    }

    /// <summary>A tier smaller than a huge page may stand beside others; a hierarchy of such tiers never has one.</summary>
    private void CheckHuge(PropertyReader reader, TierPlan[] tiers, long huge)
    {
        if (reader.Find("huge") is not { } property || tiers.Length == 0 || _file.HasErrors || tiers.Any(t => t.CapacityBytes >= huge)) return;
        var largest = tiers.OrderByDescending(t => t.CapacityBytes).First();
        _file.ReportWithHelp(DiagnosticRules.HugePagesFitNowhere, property.Span,
            $"the largest, `{largest.Name}`, holds `{TypeNames.Show(ValueType.Bytes, largest.CapacityBytes)}`", _syntax.Name.Text,
            TypeNames.Show(ValueType.Bytes, huge));
    }

    private void Declare()
    {
        foreach (var member in _syntax.Members)
        {
            switch (member)
            {
                case AgentSyntax a when _names.Declare(new AgentSymbol(a.Name, _file, _agents.Count, a)):
                    _agents.Add(a);
                    if (_agents.Count == Limits.Agents + 1)
                        _file.Report(DiagnosticRules.TooManyAgents, a.Name.Span, a.Name.Text, $"{_agents.Count}", $"{Limits.Agents}");
                    break;
                case TierSyntax t when NotAnOutcome(t.Name, "a tier")
                                       && _names.Declare(new TierSymbol(t.Name, _file, _tiers.Count, t)):
                    _tiers.Add(t);
                    if (_tiers.Count == Limits.Tiers + 1)
                        _file.Report(DiagnosticRules.TooManyTiers, t.Name.Span, t.Name.Text, $"{_tiers.Count}", $"{Limits.Tiers}");
                    break;
                case AgentSyntax or TierSyntax:
                    _again.Add(member);
                    break;
                case TenantSyntax t when _names.Declare(new TenantSymbol(t.Name, _file, _tenants.Count)):
                    _tenants.Add(t);
                    if (_tenants.Count == Limits.Tenants + 1)
                        _file.Report(DiagnosticRules.TooManyTenants, t.Name.Span, t.Name.Text, $"{_tenants.Count}", $"{Limits.Tenants}");
                    break;
                case StoreSyntax { Keyword.Text: "store" } s:
                    DeclareStore(s, ref _store);
                    break;
                case StoreSyntax s:
                    DeclareStore(s, ref _swap);
                    break;
                case UnsupportedSyntax u:
                    Nodes.Misplaced(_file, u, "a hierarchy");
                    break;
            }
        }

        if (HasSyntaxErrors(_file, _syntax.Span)) return;
        if (!_syntax.Members.OfType<AgentSyntax>().Any())
            _file.ReportWithHelp(DiagnosticRules.NoAgent, _syntax.Name.Span, "add `agent cpu;`", _syntax.Name.Text);
        if (!_syntax.Members.OfType<TierSyntax>().Any())
            _file.ReportWithHelp(DiagnosticRules.NoTier, _syntax.Name.Span,
                "add `tier ram : ram { capacity 8GiB; read 80ns; write 80ns; bandwidth 100GB/s; }`", _syntax.Name.Text);
    }

    private bool NotAnOutcome(NameSyntax name, string what)
    {
        if (!Words.IsOutcome(name.Text)) return true;
        _names.Break(new BrokenSymbol(name, _file, what));
        _file.ReportWithHelp(DiagnosticRules.TierCalledLikeOutcome, name.Span, "choose another name", name.Text, what);
        return false;
    }

    private void DeclareStore(StoreSyntax s, ref StoreSyntax? place)
    {
        if (place is { } first)
        {
            if (HasSyntaxErrors(_file, first.Span)) return;
            _file.ReportWithHelp(DiagnosticRules.DuplicateStore, (s.Name ?? s.Keyword).Span,
                $"the first one is {_file.PlaceOf(_file, first.Span)}", s.Name?.Text ?? s.Keyword.Text).Relate(_file, first.Span, "the first one");
            return;
        }

        place = s;
        if (s.Name is { } name) _names.Declare(new StoreSymbol(name, _file));
    }

    private void Group(GroupSyntax g)
    {
        var tiers = _resolver.Tiers(g.Tiers);
        if (NotAnOutcome(g.Name, "a group")) _names.Declare(new GroupSymbol(g.Name, _file, tiers.ToEquatableArray()));
    }

    private long PageSize(PropertyReader reader)
    {
        if (reader.Value("page", ValueType.Bytes) is not { } bytes) return DefaultPage;
        if (bytes is >= SmallestPage and <= LargestPage && (bytes & (bytes - 1)) == 0) return bytes;
        var value = reader.Find("page")!.Values[0].Span;
        _file.ReportWithHelp(DiagnosticRules.BadPageSize, value, "a page is a power of two from 256B to 1GiB: `4KiB`",
            _file.Source(value));
        return DefaultPage;
    }

    private void CheckSizes(TierPlan[] tiers, long page)
    {
        var pages = tiers.Aggregate(0L, (sum, t) => Saturating.Add(sum, t.CapacityBytes / page));
        if (pages > Limits.Frames)
            _file.ReportWithHelp(DiagnosticRules.TooManyPages, _syntax.Name.Span, "choose a larger `page`",
                _syntax.Name.Text, $"{pages}", $"{Limits.Frames}");
    }

    private StorePlan Store(StoreSyntax s)
    {
        var name = s.Name?.Text ?? "store";
        var reader = new PropertyReader(_file, s.Properties, "a store", "read", "write", "bandwidth");
        var required = new RequiredProperties(_file, reader, "the store", name, (s.Name ?? s.Keyword).Span);
        var plan = new StorePlan(name, required.Value("read", ValueType.Time), required.Value("write", ValueType.Time),
            required.Value("bandwidth", ValueType.Rate));
        required.ReportMissing(s.Span);
        return plan;
    }
}

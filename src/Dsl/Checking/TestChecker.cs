using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>A policy without errors, which a test can be for.</summary>
internal sealed record TestedPolicy(CheckedPolicy Checked, PolicyPlan Plan);

/// <summary>Checks one <c>test</c> against its policy.</summary>
internal sealed class TestChecker
{
    private readonly FileContext _file;
    private readonly TestSyntax _syntax;
    private readonly TestedPolicy _policy;
    private readonly IReadOnlyList<WorkloadPlan> _workloads;
    private readonly Declarations _declarations;
    private readonly SymbolTable _names;
    private readonly NameResolver _resolver;
    private readonly DriverChecker _drivers;
    private readonly ExpectationChecker _expectations;
    private readonly GivenChecker _given;
    private readonly HappeningChecker _happenings;

    private TestChecker(
        FileContext file, TestSyntax syntax, TestedPolicy policy, IReadOnlyList<WorkloadPlan> workloads, Declarations declarations)
    {
        (_file, _syntax, _policy, _workloads, _declarations) = (file, syntax, policy, workloads, declarations);
        _names = new SymbolTable(policy.Checked.Names);
        _resolver = new NameResolver(file, _names);
        var constants = new ExpressionChecker(new Scope(file, _names, Sight.Constant, "a test", policy.Plan.Hierarchy));
        Constants = constants;
        _drivers = new DriverChecker(file, _resolver, policy.Plan.Hierarchy, constants);
        _expectations = new ExpectationChecker(file, policy, _names);
        _given = new GivenChecker(file, policy.Plan, _names, constants);
        _happenings = new HappeningChecker(file, _names, _resolver, policy.Plan.Hierarchy, Page);
    }

    private ExpressionChecker Constants { get; }

    public static EquatableArray<TestPlan> CheckAll(
        Declarations declarations, IReadOnlyList<TestedPolicy> policies, IReadOnlyList<WorkloadPlan> workloads)
    {
        var plans = new List<TestPlan>();
        var first = new Dictionary<(string, string), (FileContext File, TestSyntax Syntax)>();
        foreach (var (file, syntax) in declarations.Tests)
        {
            if (!IsKnown(declarations, file, syntax.Policy)) continue;
            var name = file.Text.Slice(syntax.Name);
            if (syntax.Name.Length > 0 && first.TryGetValue((syntax.Policy.Text, name), out var other))
            {
                file.ReportWithHelp(DiagnosticRules.DuplicateName, syntax.Name,
                    $"the first one is a test {file.PlaceOf(other.File, other.Syntax.Name)}", name.Trim('"')).Relate(other.File, other.Syntax.Name, "the first one");
                continue;
            }

            first[(syntax.Policy.Text, name)] = (file, syntax);
            // A policy with errors has none but its own to show.
            if (policies.FirstOrDefault(p => p.Plan.Name == syntax.Policy.Text) is not { } policy) continue;
            var before = file.Bag.Items.Count;
            var plan = new TestChecker(file, syntax, policy, workloads, declarations).Check();
            if (!HierarchyChecker.HasSyntaxErrors(file, syntax.Span) && !file.Bag.Items.Skip(before).Any(d => d.Severity == Severity.Error))
                plans.Add(plan);
        }

        return plans.ToEquatableArray();
    }

    private static bool IsKnown(Declarations declarations, FileContext file, NameSyntax policy)
    {
        if (policy.Text.Length == 0) return false;
        var names = declarations.Policies.Select(p => p.Syntax.Name.Text).ToArray();
        if (Array.IndexOf(names, policy.Text) >= 0) return true;
        file.ReportWithHelp(DiagnosticRules.UnknownPolicy, policy.Span, Help.DidYouMeanOneOf(policy.Text, names, "the policies"), policy.Text);
        return false;
    }

    private TestPlan Check()
    {
        var steps = _syntax.Steps.SelectMany(Steps).ToEquatableArray();
        if (!_syntax.Steps.Any(s => s is ExpectSyntax or ErrorSyntax) && !HierarchyChecker.HasSyntaxErrors(_file, _syntax.Span))
            _file.ReportWithHelp(DiagnosticRules.NothingExpected, _syntax.Name, "end it with what must hold: `expect p in ram;`", _file.Text.Slice(_syntax.Name));
        return new TestPlan(
            _file.Text.Slice(_syntax.Name).Trim('"'), _file.Origin(_syntax.Name), _policy.Plan, _given.Parameters.ToEquatableArray(),
            _given.Pages.ToEquatableArray(), steps);
    }

    private IEnumerable<TestStep> Steps(SyntaxNode node) => node is HappeningSyntax happening
        ? _happenings.Check(happening).Select(h => new HappeningStep(_file.Source(node.Span), _file.Origin(node.Span), h))
        : Step(node) is { } step ? [step] : [];

    private TestStep? Step(SyntaxNode node)
    {
        var (source, origin) = (_file.Source(node.Span), _file.Origin(node.Span));
        switch (node)
        {
            case GivenPageSyntax page:
                return _given.Page(page);
            case GivenFillSyntax fill:
                return _given.Fill(fill);
            case GivenParameterSyntax parameter:
                return _given.Value(parameter);
            case StatSettingSyntax setting:
                return _drivers.Setting(setting) is { } stat ? new StatStep(source, origin, stat) : null;
            case DriverRequestSyntax request:
                return _drivers.Request(request) is { } asked ? new RequestStep(source, origin, asked) : null;
            case AfterSyntax after:
                return Positive.Constant(Constants, _file, after.Time, ValueType.Time, "a time to wait") is { } ns
                    ? new WaitStep(source, origin, ns)
                    : null;
            case TestAccessSyntax access:
                return Access(access, source, origin);
            case RunSyntax run:
                return Workload(run) is { } workload ? new WorkloadStep(source, origin, workload) : null;
            case ExpectSyntax expect:
                return _expectations.Check(expect);
            default:
                Nodes.Misplaced(_file, node, "a test");
                return null;
        }
    }

    private TestAccessStep? Access(TestAccessSyntax access, string source, SourceRange origin)
    {
        var agent = _resolver.Agent(access.Agent);
        var times = access.Times is null ? 1 : Positive.Constant(Constants, _file, access.Times, ValueType.Count, "a number of times");
        if (access.Page.Text.Length == 0 || Page(access.Page) is not { } page || agent is null || times is null) return null;
        return new TestAccessStep(source, origin, agent.Value, access.Verb.Text == "writes", page, times.Value);
    }

    private int? Page(NameSyntax name)
    {
        if (_names.Use(name.Text) is TestPageSymbol page) return page.Index;
        _file.ReportWithHelp(DiagnosticRules.UnknownPage, name.Span,
            Help.DidYouMean(name.Text, _names.Names<TestPageSymbol>(), $"say so before: `given page {name.Text};`"), name.Text);
        return null;
    }

    private WorkloadPlan? Workload(RunSyntax run)
    {
        var name = run.Workload;
        if (name.Text.Length == 0) return null;
        var names = _declarations.Workloads.Select(w => w.Syntax.Name.Text).ToArray();
        if (Array.IndexOf(names, name.Text) < 0)
        {
            _file.ReportWithHelp(DiagnosticRules.UnknownWorkload, name.Span, Help.DidYouMeanOneOf(name.Text, names, "the workloads"), name.Text);
            return null;
        }

        if (_workloads.FirstOrDefault(w => w.Name == name.Text) is not { } plan) return null;
        if (plan.Hierarchy.Name == _policy.Plan.Hierarchy.Name) return plan;
        _file.Report(DiagnosticRules.OtherHierarchy, name.Span, name.Text, plan.Hierarchy.Name, _policy.Plan.Name, _policy.Plan.Hierarchy.Name);
        return null;
    }
}

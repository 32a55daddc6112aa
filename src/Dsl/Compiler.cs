using CdmPolicy.Dsl.Analysis;
using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Lowering;
using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl;

/// <summary>Texts in; trees, plans and diagnostics out. The same input gives the same output, and nothing throws.</summary>
public static class Compiler
{
    /// <summary>Compiles files as one: a name of one can be used in all.</summary>
    public static Compilation Compile(IReadOnlyList<SourceText> files) => Compile(files.Select(Parser.Parse).ToArray());

    /// <summary>Compiles files that are parsed already.</summary>
    public static Compilation Compile(IReadOnlyList<SyntaxTree> trees)
    {
        var files = trees.Select(t => new FileContext(t)).ToArray();
        var declarations = Declarations.Collect(files, LibraryText.Trees.Select(t => new FileContext(t)));
        declarations.Reclaimers.CheckAuthors();
        var policies = new List<PolicyPlan>();
        var analysed = new List<CheckedPolicy>();
        var testable = new List<TestedPolicy>();
        foreach (var (file, syntax) in declarations.Policies)
        {
            if (declarations.FindHierarchy(file, syntax.Hierarchy) is not { } hierarchy) continue;
            var before = file.Bag.Items.Count;
            var policy = PolicyChecker.Check(file, syntax, hierarchy, declarations.Reclaimers);
            Analyses.Run(policy);
            analysed.Add(policy);
            var isRight = hierarchy.IsRight && !HierarchyChecker.HasSyntaxErrors(file, syntax.Span)
                && !file.Bag.Items.Skip(before).Any(d => d.Severity == Severity.Error);
            if (!isRight) continue;
            var plan = PolicyLowering.Lower(policy.Plan);
            if (!StateLimit.IsKept(file, syntax.Name, plan.StateBytes)) continue;
            policies.Add(plan);
            testable.Add(new TestedPolicy(policy, plan));
        }

        var workloads = declarations.Workloads
            .Select(w => declarations.FindHierarchy(w.File, w.Syntax.Hierarchy) is { } hierarchy
                ? WorkloadChecker.Check(w.File, w.Syntax, hierarchy)
                : null)
            .OfType<WorkloadPlan>().ToEquatableArray();
        var tests = TestChecker.CheckAll(declarations, testable, workloads);
        foreach (var policy in analysed)
        {
            UnusedNames.Run(policy);
            UnsetNames.Run(policy, tests);
        }

        return new Compilation(
            trees, declarations.Hierarchies.Where(h => h.IsRight).Select(h => h.Plan).ToEquatableArray(),
            policies.ToEquatableArray(),
            declarations.Reclaimers.Built.Select(ReclaimerLowering.Lower).Select(r => r with { Walked = Walked(r, policies) }).ToEquatableArray(), workloads, tests,
            AllDiagnostics(files));
    }

    /// <summary>Compiles one reclaimer with arguments, written as in <c>order</c>: <c>Clock(bits: 2)</c>.</summary>
    /// <param name="files">The author's reclaimers, if any; their diagnostics come along.</param>
    /// <returns>No plan exactly if a diagnostic is an error.</returns>
    public static (ReclaimerPlan? Plan, EquatableArray<Diagnostic> Diagnostics) CompileOrder(
        string order, IReadOnlyList<SourceText> files)
    {
        var contexts = files.Select(f => new FileContext(Parser.Parse(f))).ToArray();
        var declarations = Declarations.Collect(contexts, LibraryText.Trees.Select(t => new FileContext(t)));
        declarations.Reclaimers.CheckAuthors();
        var (plan, diagnostics) = OrderText.Instantiate(order, declarations.Reclaimers);
        var all = diagnostics.Concat(AllDiagnostics(contexts)).ToEquatableArray();
        return all.Any(d => d.Severity == Severity.Error) || plan is null
            ? (null, all)
            : (ReclaimerLowering.Lower(plan), all);
    }

    /// <summary>The queues of a reclaimer that some policy walks: only these can be seen from outside.</summary>
    private static int Walked(ReclaimerPlan reclaimer, IEnumerable<PolicyPlan> policies) => policies
        .SelectMany(p => p.Ticks.Where(t => t.Queue is not null).Select(t => (t.Queue!.Queue, p.Reclaim.First(r => r.Tier == t.Over[0]).Reclaimer)))
        .Where(w => w.Reclaimer.Namespace == reclaimer.Namespace && w.Reclaimer.InstanceName == reclaimer.InstanceName)
        .Aggregate(0, (mask, w) => mask | 1 << w.Queue);

    private static EquatableArray<Diagnostic> AllDiagnostics(IReadOnlyList<FileContext> files)
    {
        var consequences = new Consequences(files.Select(f => f.Tree));
        return files.SelectMany(f => ShownDiagnostics.Of(Allowances.Apply(f, consequences))).ToEquatableArray();
    }
}

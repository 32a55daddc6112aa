using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Generator.Emit;

/// <summary>The tests of a policy as a second part of its struct, which so reaches the accessors of its fields.</summary>
internal sealed class TestWriter
{
    private const string Testing = "global::CdmPolicy.Testing.";

    private readonly CodeWriter _writer;
    private readonly PolicyPlan _policy;
    private readonly PolicyNames _names;
    private readonly string _bench;

    /// <summary>Of the test that is being written.</summary>
    private EquatableArray<TestPagePlan> _pages = [];

    private TestWriter(CodeWriter writer, PolicyPlan policy)
    {
        _writer = writer;
        _policy = policy;
        _names = new PolicyNames(policy);
        _bench = $"{Testing}TestBench<{_names.Type}>";
    }

    /// <summary>The name of the static property that has the tests.</summary>
    public static string Property(PolicyPlan policy) => new PolicyNames(policy).Scope.Take("PolicyTests");

    public static void Write(CodeWriter writer, PolicyPlan policy, IReadOnlyList<TestPlan> tests) =>
        new TestWriter(writer, policy).Write(tests);

    private void Write(IReadOnlyList<TestPlan> tests)
    {
        var property = _names.Scope.Take("PolicyTests");
        var methods = tests.Select((_, i) => _names.Scope.Take($"Test{i}")).ToArray();
        using (_writer.Block($"public partial struct {_names.Type}"))
        {
            _writer.Line($"public static {Testing}IPolicyTest[] {property} {{ get; }} =");
            _writer.Line("[");
            using (_writer.Indent())
                for (var i = 0; i < tests.Count; i++) WriteEntry(tests[i], methods[i]);
            _writer.Line("];");
            for (var i = 0; i < tests.Count; i++) WriteTest(tests[i], methods[i]);
        }
    }

    private void WriteEntry(TestPlan test, string method)
    {
        var parameters = test.Parameters.Select(p => $"({p.Parameter}, {CSharpText.Number(p.Value)})");
        var pages = test.Pages.Select(p =>
            $"new((global::CdmPolicy.Frames.PageKind){p.Kind}, {CSharpText.Number(p.IsHuge ? _policy.Hierarchy.HugeBytes : _policy.Hierarchy.PageBytes)}, "
            + $"{CSharpText.Number(p.Wish.Bound)}, {CSharpText.Number(p.Wish.Named)}, {CSharpText.Number(p.Wish.Preferred)}{(p.Tenant < 0 ? "" : $", Tenant: {p.Tenant}")}){(p.IsHuge ? " { HugePages = 1 }" : "")}");
        var fills = test.Steps.OfType<FillStep>().Select(f => $"({_names.Tiers[f.Tier]}, {CSharpText.Number(f.Share)})");
        _writer.Line($"new {Testing}PolicyTest<{_names.Type}>(");
        using (_writer.Indent())
        {
            _writer.Line($"{CSharpText.Literal(test.Name)}, {CSharpText.Literal(test.Origin.Path)}, {test.Origin.Start.Line},");
            _writer.Line($"parameters: [{string.Join(", ", parameters)}],");
            _writer.Line($"pages: [{string.Join(", ", pages)}],");
            _writer.Line($"pageNames: [{string.Join(", ", test.Pages.Select(p => CSharpText.Literal(p.Name)))}],");
            _writer.Line($"fills: [{string.Join(", ", fills)}],");
            _writer.Line($"workloads: [{string.Join(", ", Workloads(test).Select(w => PolicyNames.TypeOf(w) + ".Model"))}],");
            _writer.Line($"{method}),");
        }
    }

    private static List<WorkloadPlan> Workloads(TestPlan test) =>
        [.. test.Steps.OfType<WorkloadStep>().Select(s => s.Workload).GroupBy(w => w.Name).Select(g => g.First())];

    private void WriteTest(TestPlan test, string method)
    {
        var expectations = new List<(ExpectStep Step, string Method)>();
        _pages = test.Pages;
        _writer.Line();
        _writer.Comment($"test \"{test.Name}\"");
        using (_writer.Block($"private static void {method}({_bench} bench)"))
        {
            foreach (var step in test.Steps)
            {
                _writer.Comment(step.Source);
                if (step is ExpectStep expect)
                {
                    expectations.Add((expect, _names.Scope.Take($"{method}Expects{expectations.Count}")));
                    WriteExpect(expect, expectations[expectations.Count - 1].Method);
                }
                else WriteStep(step, Workloads(test));
            }
        }

        foreach (var (step, name) in expectations) WriteCondition(step, name);
    }

    /// <summary>The number of a page that the test names; a huge page takes the numbers of all its base pages.</summary>
    private int Number(int page) =>
        page + _pages.Take(Math.Max(0, page)).Count(p => p.IsHuge) * (int)(_policy.Hierarchy.HugeBytes / _policy.Hierarchy.PageBytes - 1);

    private void WriteStep(TestStep step, List<WorkloadPlan> workloads)
    {
        switch (step)
        {
            case PutStep put:
                WritePut(put);
                break;
            case FillStep fill:
                _writer.Line($"bench.Fill({_names.Tiers[fill.Tier]}, {CSharpText.Number(fill.Share)});");
                break;
            case CellStep cell:
                _writer.Line($"bench.Machine.Policy.{_names.State.Fields[cell.Cell]} = {new ExpressionWriter(new PolicyScope(_policy, _names, null)).Write(cell.Value)};");
                break;
            case TestAccessStep access:
                _writer.Line($"bench.Access({_names.Agents[access.Agent]}, {CSharpText.Bool(access.Write)}, {Number(access.Page)}, {CSharpText.Number(access.Times)});");
                break;
            case WaitStep wait:
                _writer.Line($"bench.Wait({CSharpText.Number(wait.Ns)});");
                break;
            case StatStep { Setting: var stat }:
                _writer.Line($"bench.Machine.SetStat({_names.Agents[stat.Agent]}, {stat.Stat}, {CSharpText.Number(stat.Value)});");
                break;
            case RequestStep { Request: var request }:
                _writer.Line($"bench.Machine.ReclaimForDriver({_names.Tiers[request.Tier]}, {CSharpText.Number(request.Bytes)});");
                break;
            case HappeningStep { Happening: var h }:
                _writer.Line(h.Kind switch
                {
                    HappeningKind.PinShort or HappeningKind.PinLong =>
                        $"bench.Machine.Pin({Number(h.Target)}, {_names.Agents[h.Agent]}, isLong: {CSharpText.Bool(h.Kind == HappeningKind.PinLong)});",
                    HappeningKind.Unpin => $"bench.Machine.Unpin({Number(h.Target)}, {_names.Agents[h.Agent]});",
                    HappeningKind.Hint => $"bench.Machine.Hint({Number(h.Target)}, {_names.Agents[h.Agent]}, {CSharpText.Literal(h.Hint)});",
                    HappeningKind.Offline => $"bench.Machine.SetOffline({_names.Tiers[h.Target]});",
                    _ => $"bench.Machine.SetOnline({_names.Tiers[h.Target]});",
                });
                break;
            case WorkloadStep run:
                _writer.Line($"bench.Play({workloads.FindIndex(w => w.Name == run.Workload.Name)});");
                break;
            default:
                throw new InvalidOperationException($"no C# for {step.GetType().Name}");
        }
    }

    private void WritePut(PutStep put)
    {
        using (_writer.Braces())
        {
            _writer.Line($"var frame = bench.Put({Place(put)}, {Number(put.Page)}, {_names.Tiers[put.Tier]}, {CSharpText.Bool(put.Dirty)});");
            var expressions = new ExpressionWriter(new PolicyScope(_policy, _names, null));
            // A decaying field is set as of now.
            foreach (var clock in put.Fields.Select(f => _policy.Fields[f.Field].Decay).Where(d => d >= 0).Distinct())
                _writer.Line($"bench.Machine.Policy.{_names.Fields.Settle[clock]}(bench.Machine.Frames, frame);");
            foreach (var field in put.Fields)
            {
                var value = expressions.Write(field.Value);
                foreach (var histogram in _names.State.HistogramsOf(field.Field, _names.Tiers[put.Tier], "bench.Machine"))
                    _writer.Line($"bench.Machine.Policy.{histogram}.Change({_names.Fields.Stored[field.Field]}(bench.Machine.Frames, frame), {value});");
                _writer.Line($"{_names.Fields.Setters[field.Field]}(bench.Machine.Frames, frame, {value});");
            }
        }
    }

    private void WriteExpect(ExpectStep expect, string method)
    {
        var rule = expect.Rules.Count == 0 ? -1 : expect.Rules[0];
        using (_writer.Braces())
        {
            _writer.Line($"var seen = new long[{expect.Seen.Count}];");
            _writer.Line($"var holds = bench.Machine.Policy.{method}(bench.Machine, bench.FrameOf({Number(expect.Page)}), seen);");
            var seen = expect.Seen.Select((s, i) =>
                $"new({CSharpText.Literal(s.Source)}, {CSharpText.Literal(s.Value.Type.ToString().ToLowerInvariant())}, seen[{i}])");
            _writer.Line($"bench.Expect({Place(expect)}, {Number(expect.Page)}, {rule}, holds, [{string.Join(", ", seen)}]);");
        }
    }

    private void WriteCondition(ExpectStep expect, string name)
    {
        var expressions = new ExpressionWriter(
            new PolicyScope(_policy, _names, null) { TierOfPage = "(frame == 0 ? -1 : frames[frame].Tier)" });
        _writer.Line();
        using (_writer.Block($"private bool {name}({_names.Machine} machine, int frame, long[] seen)"))
        {
            _writer.Line("var frames = machine.Frames;");
            for (var i = 0; i < expect.Seen.Count; i++)
            {
                var value = expressions.Write(expect.Seen[i].Value);
                _writer.Line($"seen[{i}] = {(expect.Seen[i].Value.Type == ValueType.Bool ? $"{value} ? 1 : 0" : $"(long)({value})")};");
            }

            // What only a page in a tier has is nothing that can hold of one that is in none.
            if (LooksIntoPage(expect.Condition)) _writer.Line("if (frame == 0) return false;");
            _writer.Line($"return {expressions.Write(expect.Condition)};");
        }
    }

    private static bool LooksIntoPage(Expr expression) =>
        expression is FieldExpr or PageStatExpr or PageExpr { Property: not PageProperty.Tier } || expression.Children().Any(LooksIntoPage);

    private static string Place(TestStep step) =>
        $"new({step.Origin.Start.Line}, {step.Origin.Start.Column}, {step.Origin.End.Line}, {step.Origin.End.Column}, {CSharpText.Literal(step.Source)})";
}

using System.Collections;
using System.Reflection;
using CdmPolicy.Generator;
using CdmPolicy.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CdmPolicy.Tests.Generator;

/// <summary>The generator in a compiler, run twice each time: what did not change must not run again.</summary>
public class GeneratorTests
{
    private const string Box = """
        namespace Tests;
        hierarchy Box {
          page 4KiB;
          agent cpu;
          tier ram : ram { capacity 64KiB; read 80ns; write 80ns; bandwidth 1GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
        }
        """;

    private const string Keep = """
        namespace Tests;
        policy Keep for Box {
          placement { rest: otherwise => ram; }
          reclaim ram { order Fifo; drop: otherwise => evict; }
        }
        """;

    [Fact]
    public void Declarations_of_several_files_become_one_file_each()
    {
        var result = new Driver(("box.cdmp", Box), ("keep.cdmp", Keep), ("readme.md", "# no policy")).Run();

        Assert.Empty(result.Diagnostics);
        Assert.Equal(
            ["CdmPolicy.Library.Fifo.g.cs", "Tests.Box.g.cs", "Tests.Keep.g.cs"],
            result.GeneratedSources.Select(s => s.HintName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_of_one_name_in_two_folders_do_not_clash()
    {
        var result = new Driver(("a/policy.cdmp", Box), ("b/policy.cdmp", Keep), ("c/policy.cdmp", Keep.Replace("Keep", "keep"))).Run();

        Assert.Empty(result.Diagnostics);
        Assert.Equal(4, result.GeneratedSources.Select(s => s.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void A_mistake_is_reported_at_its_line_and_its_declaration_gives_names_alone()
    {
        var result = new Driver(("box.cdmp", Box), ("keep.cdmp", Keep.Replace("=> ram;", "=> rum;"))).Run();

        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal("keep.cdmp", diagnostic.Location.GetLineSpan().Path);
        Assert.Equal((2, 33), (diagnostic.Location.GetLineSpan().StartLinePosition.Line, diagnostic.Location.GetLineSpan().StartLinePosition.Character));
        Assert.Contains("`rum`", diagnostic.GetMessage());
        Assert.Contains("the .cdmp file has errors", Assert.Single(result.GeneratedSources, s => s.HintName.Contains("Keep")).SourceText.ToString());
        Assert.Contains(result.GeneratedSources, s => s.HintName.Contains("Box"));
    }

    [Theory]
    [InlineData("=> ram;", "=> rum;")]
    [InlineData("tier ram : ram", "tier ram : rum")]
    [InlineData("reads heap", "reads haep")]
    [InlineData("page 4KiB;", "page 4KiB")]
    [InlineData("placement {", "placement (")]
    public void A_mistake_makes_no_mistake_of_the_code_that_uses_what_it_stands_in(string right, string wrong)
    {
        const string more = """
            policy Tuned for Box {
              param hot_at : count = 4 in 1..60;
              param deep : bool = true;
              param near : tier = ram in ram;
              placement { a: when hot_at > 4 && deep => ram; rest: otherwise => near; }
            }
            workload Load for Box { region heap 64KiB anon; phase one 1ms { cpu reads heap sequential at 1M/s; } }
            """;
        const string use = """
            using CdmPolicy;
            using Tests;
            class Program
            {
                static Machine<Tuned>? Field = new(new Tuned { HotAt = 9, Deep = false, Near = Box.Tiers.Ram }, 16);
                static void Main() => System.Console.WriteLine((Load.Model, Box.Model, Keep.Model, Box.Agents.Cpu, Field!.CostNs, new Tuned().HotAt));
            }
            """;
        var text = Box + Keep.Replace("namespace Tests;", "") + more;
        foreach (var (source, errors) in new[] { (text, false), (text.Replace(right, wrong), true) })
        {
            var driver = new Driver(use, ("all.cdmp", source));
            Assert.Equal(errors, driver.Run().Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error));
            Assert.Empty(driver.Output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        }
    }

    [Fact]
    public void Other_places_that_a_mistake_is_about_are_told_too()
    {
        var twice = Keep.Replace("policy Keep for Box {", "policy Keep for Box { param hot : count = 1; param hot : count = 2;");
        var diagnostic = new Driver(("box.cdmp", Box), ("keep.cdmp", twice)).Run().Diagnostics.First(d => d.Id == "CDMP0202");

        var other = Assert.Single(diagnostic.AdditionalLocations).GetLineSpan();
        Assert.Equal("keep.cdmp", other.Path);
        Assert.Equal(diagnostic.Location.GetLineSpan().StartLinePosition.Line, other.StartLinePosition.Line);
        Assert.True(other.StartLinePosition.Character < diagnostic.Location.GetLineSpan().StartLinePosition.Character);
    }

    [Fact]
    public void Broken_text_gives_diagnostics_and_never_an_exception()
    {
        foreach (var text in new[] { "", "policy", "hierarchy {", new string('(', 100_000), "\0\u2028\uD800 }{", Box.Replace("4KiB", new string('(', 5000)) })
        {
            var result = new Driver(("broken.cdmp", text), ("box.cdmp", Box), ("keep.cdmp", Keep)).Run();
            Assert.Null(result.Exception);
            Assert.DoesNotContain(result.Diagnostics, d => d.Id == "CDMP0999");
        }
    }

    [Fact]
    public void A_change_in_one_policy_leaves_the_others_alone()
    {
        var driver = new Driver(("box.cdmp", Box), ("keep.cdmp", Keep), ("other.cdmp", Keep.Replace("Keep", "Other")));
        driver.Run();
        var result = driver.Replace("other.cdmp", Keep.Replace("Keep", "Other").Replace("Fifo", "Lru")).Run();

        var emissions = result.TrackedSteps[StepNames.Emission].SelectMany(s => s.Outputs).Select(o => o.Reason).ToArray();
        Assert.Equal(1, emissions.Count(r => r == IncrementalStepRunReason.Modified));
        Assert.Equal(3, emissions.Count(r => r == IncrementalStepRunReason.Cached));
        var trees = result.TrackedSteps[StepNames.Trees].SelectMany(s => s.Outputs).Select(o => o.Reason).ToArray();
        Assert.Equal(2, trees.Count(r => r == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_comment_changes_nothing_after_checking()
    {
        var driver = new Driver(("box.cdmp", Box), ("keep.cdmp", Keep + "// one"));
        driver.Run();
        var result = driver.Replace("keep.cdmp", Keep + "// another").Run();

        Assert.All(
            result.TrackedSteps[StepNames.Emission].SelectMany(s => s.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void Generated_files_compile_in_the_project()
    {
        var driver = new Driver(("box.cdmp", Box), ("keep.cdmp", Keep));
        driver.Run();
        Assert.DoesNotContain(driver.Output.GetDiagnostics(), d => d.Severity >= DiagnosticSeverity.Warning);
    }

    private sealed class Driver
    {
        private readonly CSharpCompilation _project;
        private readonly Dictionary<string, AdditionalText> _files;
        private GeneratorDriver _driver;

        public Driver(params (string Path, string Text)[] files)
            : this("class Program { static void Main() { } }", files)
        {
        }

        /// <param name="code">The C# of the project.</param>
        public Driver(string code, params (string Path, string Text)[] files)
        {
            _project = CompiledCode.Compile([], code);
            _files = files.ToDictionary(f => f.Path, f => (AdditionalText)new TextFile(f.Path, f.Text));
            _driver = CSharpGeneratorDriver.Create(
                [new CdmPolicyGenerator().AsSourceGenerator()],
                _files.Values,
                driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        }

        public Compilation Output { get; private set; } = null!;

        public Driver Replace(string path, string text)
        {
            var file = new TextFile(path, text);
            _driver = _driver.ReplaceAdditionalText(_files[path], file);
            _files[path] = file;
            return this;
        }

        /// <summary>Runs, and runs again after an edit of the C#: every step's value is of plain data and comes from the cache.</summary>
        public GeneratorRunResult Run()
        {
            _driver = _driver.RunGeneratorsAndUpdateCompilation(_project, out var output, out _);
            Output = output;
            var first = _driver.GetRunResult().Results.Single();
            AssertPlainData(first);

            var again = _driver.RunGenerators(_project.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Edit { }")));
            foreach (var (name, steps) in again.GetRunResult().Results.Single().TrackedSteps.Where(s => IsOurs(s.Key)))
                Assert.All(steps.SelectMany(s => s.Outputs), o => Assert.True(o.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, name));
            return first;
        }

        private static bool IsOurs(string step) =>
            step is StepNames.Texts or StepNames.Trees or StepNames.Compilation or StepNames.Emission or StepNames.Diagnostics;

        private static void AssertPlainData(GeneratorRunResult result)
        {
            var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
            foreach (var (name, steps) in result.TrackedSteps.Where(s => IsOurs(s.Key)))
                foreach (var (value, _) in steps.SelectMany(s => s.Outputs)) Walk(value, name, seen);
        }

        private static void Walk(object? value, string step, HashSet<object> seen)
        {
            if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum) return;
            if (!value.GetType().IsValueType && !seen.Add(value)) return;
            Assert.False(
                value.GetType().Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal),
                $"{step} holds a {value.GetType()}");
            if (value is IEnumerable items)
                foreach (var item in items) Walk(item, step, seen);
            foreach (var field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                Walk(field.GetValue(value), step, seen);
        }
    }

    private sealed class TextFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) =>
            Microsoft.CodeAnalysis.Text.SourceText.From(text);
    }
}

using System.Reflection;
using System.Runtime.Loader;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;
using Xunit.Abstractions;

namespace CdmPolicy.Tests.Differential;

/// <summary>
/// Generated code against the interpreter on random policies and random traces. <c>CDMP_SEEDS=from,count</c> runs others.
/// </summary>
public class DifferentialTests(ITestOutputHelper output)
{
    private const int Events = 1500;

    [Fact]
    public void Generated_code_does_what_the_interpreter_does()
    {
        var (first, count) = Seeds();
        var plans = new Dictionary<int, PolicyPlan>();
        var files = new Dictionary<string, string>();
        for (var seed = first; seed < first + count; seed++)
        {
            var compilation = Compile(seed);
            foreach (var error in compilation.Diagnostics.Where(d => d.Severity == Severity.Error))
                output.WriteLine($"{seed}: {error.Id} {error.Message}");
            if (compilation.HasErrors) continue;
            plans[seed] = compilation.Policies[0];
            foreach (var file in Emit(compilation)) files[file.HintName] = file.Text;
        }

        output.WriteLine($"{plans.Count} of {count} random policies are right");
        Assert.True(plans.Count >= count * 9 / 10, "too few of the random policies compile to test anything");

        var assembly = AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(RoslynCompiler.Compile("Differential", files.Values)));
        var differences = plans.Select(p => Run(assembly, p.Value, p.Key)).OfType<string>().ToArray();
        Assert.True(differences.Length == 0, string.Join('\n', differences));
    }

    /// <summary>A random rule may be one that can never match, which the compiler rightly refuses: such rules are left out.</summary>
    internal static Compilation Compile(int seed)
    {
        for (var text = RandomPolicy.Write(seed); ;)
        {
            var compilation = Compiler.Compile([new SourceText($"{seed}.cdmp", text)]);
            var refused = compilation.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => LineAt(text, d.Span.Start)).ToHashSet();
            var rest = string.Join('\n', text.Split('\n').Where((line, i) => !(refused.Contains(i) && RandomPolicy.IsConditional(line))));
            if (rest == text) return compilation;
            text = rest;
        }
    }

    private static int LineAt(string text, int position) => text.AsSpan(0, position).Count('\n');

    private static string? Run(Assembly assembly, PolicyPlan plan, int seed)
    {
        var policy = assembly.GetType($"{plan.Namespace}.{plan.Name}", throwOnError: true)!;
        var run = typeof(LockStep).GetMethod(nameof(LockStep.Run))!.MakeGenericMethod(policy);
        return (string?)run.Invoke(null, [plan, seed, Events]);
    }

    private static IEnumerable<EmittedFile> Emit(Compilation compilation)
    {
        var options = EmitOptions.Default with { MapLines = false };
        return compilation.Hierarchies.Select(h => CSharpEmitter.EmitHierarchy(h, options))
            .Concat(compilation.Policies.Select(p => CSharpEmitter.EmitPolicy(p, options)))
            .Concat(compilation.Reclaimers.Select(r => CSharpEmitter.EmitReclaimer(r, options)));
    }

    private static (int First, int Count) Seeds()
    {
        var parts = (Environment.GetEnvironmentVariable("CDMP_SEEDS") ?? "1,40").Split(',');
        return (int.Parse(parts[0]), int.Parse(parts[1]));
    }
}

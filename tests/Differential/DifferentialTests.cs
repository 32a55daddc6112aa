using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;
using CdmPolicy.Tests.Support;
using Xunit.Abstractions;

namespace CdmPolicy.Tests.Differential;

/// <summary>
/// Generated code against the interpreter on random policies and random traces. <c>CDMP_SEEDS=from,count</c> runs other
/// policies, <c>CDMP_TRACES=count</c> each of them on more or fewer traces.
/// </summary>
public class DifferentialTests(ITestOutputHelper output)
{
    /// <summary>Policies are compiled so many at a time, and those of one lot run side by side.</summary>
    private const int Lot = 40;

    [Fact]
    public void Generated_code_does_what_the_interpreter_does()
    {
        var (first, count) = Seeds();
        var traces = int.Parse(Environment.GetEnvironmentVariable("CDMP_TRACES") ?? "176");
        var (right, differences) = (0, new ConcurrentBag<string>());
        foreach (var seeds in Enumerable.Range(first, count).Chunk(Lot))
        {
            var plans = Plans(seeds, out var assembly);
            right += plans.Count;
            Parallel.ForEach(plans, p =>
            {
                if (LockStep.Run(assembly, p.Value, p.Key, traces) is { } difference) differences.Add(difference);
            });
        }

        output.WriteLine($"{right} of {count} random policies are right, and each ran on {traces} traces: {right * traces} pairs");
        output.WriteLine(Changes.Text);
        Assert.True(count < Lot || (Changes.Splits > 0 && Changes.Collapses > 0), Changes.Text);
        Assert.True(right >= count * 9 / 10, "too few of the random policies compile to test anything");
        Assert.True(differences.IsEmpty, string.Join('\n', differences));
    }

    private Dictionary<int, PolicyPlan> Plans(int[] seeds, out Assembly assembly)
    {
        var plans = new Dictionary<int, PolicyPlan>();
        var files = new Dictionary<string, string>();
        foreach (var seed in seeds)
        {
            var compilation = Compile(seed);
            foreach (var error in compilation.Diagnostics.Where(d => d.Severity == Severity.Error))
                output.WriteLine($"{seed}: {error.Id} {error.Message}");
            if (compilation.HasErrors) continue;
            plans[seed] = compilation.Policies[0];
            foreach (var file in Generated.Emit(compilation, new EmitOptions(MapLines: false))) 
            {
                // A library's reclaimer that some policy walks along has more to it, and serves all.
                if (!files.TryGetValue(file.HintName, out var known) || known.Length < file.Text.Length) files[file.HintName] = file.Text;
            }

        }

        assembly = AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(RoslynCompiler.Compile($"Differential{seeds[0]}", files.Values)));
        return plans;
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

    private static (int First, int Count) Seeds()
    {
        var parts = (Environment.GetEnvironmentVariable("CDMP_SEEDS") ?? "1,60").Split(',');
        return (int.Parse(parts[0]), int.Parse(parts[1]));
    }
}

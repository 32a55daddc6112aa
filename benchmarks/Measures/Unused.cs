using System.Reflection;
using System.Runtime.Loader;
using CdmPolicy.Benchmarks.Eviction;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;
using CdmPolicy.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CdmPolicy.Benchmarks.Measures;

/// <summary>
/// What a feature costs a run that does not use it: the same policy, `Tiering`, without it and with it declared and never exercised, in turn.
/// </summary>
/// <remarks>
/// A feature that is not even declared is left out by the JIT, since it asks constants of the policy: how long the machine code of the loop over
/// accesses is shows what each declaration adds to it. Run it with <c>DOTNET_TieredCompilation=0</c>, so that each policy is compiled fully at its first call.
/// </remarks>
internal static class Unused
{
    private static readonly Workload s_accesses = Workload.Zipf(50_000, 2_000_000, 0.9);

    /// <summary>Each with the pieces of `tiering.cdmp` that it stands behind.</summary>
    private static readonly (string Feature, string Behind, string Added)[] s_variants =
    [
        ("nothing", "", ""),
        ("a rule that never matches", "heat += 1;", " more: when in pmem && heat > far => stack;"),
        ("`keep shadow` in such a rule", "heat += 1;", " more: when in pmem && heat > far => stack keep shadow;"),
        ("`or exchange` in such a rule", "heat += 1;", " more: when in pmem && heat > far => stack or exchange;"),
        ("a second budget, of such a rule", "heat += 1;", " more: when in pmem && heat > far => stack within 1MB per 1s;"),
        ("`pin` rules, no pins", "sink: when heat == 0 && stack.fill > 90% => ram;\n    }\n  }", " pin { granted: when short => allow; }"),
        ("`on hint`, no hints", "migration {", " on hint cold { chill: otherwise => pmem; }"),
        ("`on pin`, `on unpin`, no pins", "migration {", " on pin { raise: otherwise => ram; } on unpin { lower: otherwise => pmem; }"),
        ("`on offline`, no tier goes", "migration {", " on offline { save: otherwise => ram, pmem; }"),
        ("`offline lose`, no tier goes", "bandwidth 100GB/s;", " offline lose;"),
        ("a link that nothing uses", "write 30us; bandwidth 2GB/s; }", " link stack <-> pmem { bandwidth 1GB/s; latency 1us; }"),
        ("a device with counters, not observed", "agent cpu;", " agent gpu : device { stat busy : ratio; page stat touches : count; }"),
        ("`contiguous`, nobody asks `whole`", "bandwidth 100GB/s;", " contiguous 2MiB;"),
        ("`huge`, no region asks for them", "page 4KiB;", " huge 2MiB;"),
        ("`tenant`, all pages of none", "agent cpu;", " tenant web { max ram 32MiB; }"),
        ("a contract that holds", "migration {", ""),
    ];

    public static void Print(int rounds)
    {
        Console.WriteLine($"Tiering, Zipf 0.9 over 50,000 pages, {rounds} rounds in turn; processor time, with the feature to without; machine code of the loop over accesses");
        Console.WriteLine();
        Console.WriteLine("| declared and not used | ns an access | ratio | lowest–highest | bytes of the loop |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        using var sizes = new LoopSizes();
        var plain = Load(0, "Plain");
        foreach (var variant in Enumerable.Range(0, s_variants.Length)) Compare(plain, variant, rounds, sizes);
    }

    private static void Compare(Type plain, int variant, int rounds, LoopSizes sizes)
    {
        var policy = Load(variant, $"Unused{variant}");
        Run(plain);
        Run(policy);
        var (time, ratio) = (new Samples(), new Samples());
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first takes turns too.
            var first = round % 2 == 0 ? Run(plain) : 0;
            var with = Run(policy);
            var without = round % 2 == 0 ? first : Run(plain);
            time.Add(with);
            ratio.Add(with / without);
        }

        Console.WriteLine($"| {s_variants[variant].Feature} | {time.Text("F1")} | {ratio.Text("F2")} | {ratio.Range("F2")} | {sizes.Of(policy)} |");
    }

    private static double Run(Type policy) =>
        (double)typeof(Unused).GetMethod(nameof(RunOne), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(policy).Invoke(null, null)!;

    private static double RunOne<TPolicy>()
        where TPolicy : struct, IPolicy<TPolicy>
    {
        using var machine = new Machine<TPolicy>(new TPolicy(), s_accesses.PageCount);
        var started = Environment.CpuUsage.TotalTime;
        s_accesses.Run(machine);
        return (Environment.CpuUsage.TotalTime - started).TotalNanoseconds / s_accesses.Pages.Length;
    }

    private static Type Load(int variant, string name)
    {
        var (_, behind, added) = s_variants[variant];
        var text = File.ReadAllText("benchmarks/Policies/tiering.cdmp").ReplaceLineEndings("\n")
            .Replace("namespace CdmPolicy.Benchmarks;", $"namespace {name};")
            .Replace("param hot", "param far : count = 255 in 1..255; param hot");
        if (s_variants[variant].Feature.StartsWith("a contract", StringComparison.Ordinal)) text = text.Replace("reclaim stack {", "never in pmem && heat > far;\n  reclaim stack {");
        else if (behind.Length > 0) text = Insert(text, behind, added);
        var compilation = Compiler.Compile([new SourceText("unused.cdmp", text)]);
        if (compilation.HasErrors) throw new InvalidOperationException($"{s_variants[variant].Feature}: {compilation.Diagnostics[0].Message}");
        var files = compilation.Hierarchies.Select(h => CSharpEmitter.EmitHierarchy(h, new(MapLines: false)))
            .Concat(compilation.Reclaimers.Select(r => CSharpEmitter.EmitReclaimer(r, new(MapLines: false))))
            .Concat(compilation.Policies.Select(p => CSharpEmitter.EmitPolicy(p, new(MapLines: false))));
        return Compile(name, files.Select(f => f.Text)).GetType($"{name}.Tiering", throwOnError: true)!;
    }

    private static string Insert(string text, string behind, string added)
    {
        var at = text.IndexOf(behind, StringComparison.Ordinal);
        if (at < 0) throw new InvalidOperationException($"`{behind}` is not in the policy");
        return text.Insert(at + behind.Length, added);
    }

    private static Assembly Compile(string name, IEnumerable<string> files)
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            name, files.Select(f => CSharpSyntaxTree.ParseText(f)), trusted.Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success) throw new InvalidOperationException($"{name}: {result.Diagnostics[0]}");
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }
}

using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CdmPolicy.Benchmarks.Measures;

/// <summary>Time from <c>.cdmp</c> text to C# text, warm, beside the time Roslyn takes to parse and bind that C# text.</summary>
internal static partial class CompileSpeed
{
    private const int Rounds = 15;
    private const int Lines = 2000;

    public static void Print()
    {
        var text = Enlarge(File.ReadAllText("examples/four-tiers.cdmp"));
        var lines = text.Count(c => c == '\n');
        var ours = new List<double>();
        var roslyn = new List<double>();
        var generated = Array.Empty<string>();
        for (var round = -5; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            generated = Generate(text);
            var middle = Stopwatch.GetTimestamp();
            Bind(generated);
            var end = Stopwatch.GetTimestamp();
            if (round < 0) continue;
            ours.Add(Stopwatch.GetElapsedTime(start, middle).TotalMilliseconds);
            roslyn.Add(Stopwatch.GetElapsedTime(middle, end).TotalMilliseconds);
        }

        ours.Sort();
        roslyn.Sort();
        Console.WriteLine($".cdmp to C# text, warm, median of {Rounds}: {lines} lines to {generated.Sum(g => g.Count(c => c == '\n'))} lines");
        Console.WriteLine($"  compile and emit {ours[Rounds / 2]:F1} ms; Roslyn, parse and bind that C# {roslyn[Rounds / 2]:F1} ms; ratio {ours[Rounds / 2] / roslyn[Rounds / 2]:F2}");
    }

    /// <summary>The example's declarations again and again, each time with names of their own, to the wanted length.</summary>
    private static string Enlarge(string text)
    {
        var declarations = text[text.IndexOf("hierarchy ", StringComparison.Ordinal)..];
        var names = string.Join('|', Declared().Matches(declarations).Select(m => m.Groups[1].Value));
        var all = new StringBuilder("namespace Large;\n");
        for (var copy = 0; all.ToString().Count(c => c == '\n') < Lines; copy++)
        {
            var renamed = Regex.Replace(declarations, $@"\b({names})\b", $"${{1}}{copy}");
            all.Append(renamed.Replace("test \"", $"test \"{copy}: ")).Append('\n');
        }

        return all.ToString();
    }

    [GeneratedRegex(@"^(?:hierarchy|policy|workload|reclaimer) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    private static string[] Generate(string text)
    {
        var compilation = Compiler.Compile([new SourceText("large.cdmp", text)]);
        if (compilation.HasErrors) throw new InvalidOperationException(compilation.Diagnostics[0].Message);
        return
        [
            .. compilation.Hierarchies.Select(h => CSharpEmitter.EmitHierarchy(h).Text),
            .. compilation.Policies.Select(p => CSharpEmitter.EmitPolicy(p).Text),
            .. compilation.Reclaimers.Select(r => CSharpEmitter.EmitReclaimer(r).Text),
        ];
    }

    private static void Bind(IEnumerable<string> files)
    {
        MetadataReference[] references =
        [
            MetadataReference.CreateFromFile(typeof(object).Assembly.Location),
            MetadataReference.CreateFromFile(Path.Join(Path.GetDirectoryName(typeof(object).Assembly.Location), "System.Runtime.dll")),
            MetadataReference.CreateFromFile(typeof(Policies.IKeep).Assembly.Location),
        ];
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var trees = files.Select(f => CSharpSyntaxTree.ParseText(f, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest)));
        var errors = CSharpCompilation.Create("large", trees, references, options).GetDiagnostics().Count(d => d.Severity == DiagnosticSeverity.Error);
        if (errors > 0) throw new InvalidOperationException($"{errors} errors in the generated text");
    }
}

using System.Diagnostics;
using System.Text;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Benchmarks.Measures;

/// <summary>Time to parse and to check policies of many rules, every analysis included: the first time in the process, and warm.</summary>
internal static class CheckSpeed
{
    private const int Warm = 9;

    private const string Node = """
        hierarchy Node {
          page 4KiB;
          agent cpu;
          agent gpu : device { stat busy : ratio; }
          tier ram : ram { capacity 1GiB; read 80ns; write 80ns; bandwidth 100GB/s; }
          tier pmem : persistent { capacity 4GiB; read 300ns; write 900ns; bandwidth 10GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
          fallback ram -> pmem;
        }

        """;

    private const string Rest = """

          reclaim ram { order Clock; down: otherwise => pmem; }
          reclaim pmem { order Lru; out: otherwise => evict; }
        }
        """;

    private static readonly (string Name, Func<int, string> Policy)[] Shapes =
    [
        ("either of two conjunctions", n => Migration(n, "on access", i =>
            $"in {Tier(i)} && heat == {i % 256} && big > {i * 2_654_435L % 4_000_000_000} && kind == anon && idle > {i + 1}ms || low == {i * 7 % 256} && agent == gpu", "")),
        ("products and quotients", n => Migration(n, "on access", i => $"in pmem && heat * low + big / (mid + {i + 1}) > {i} && (heat + low) * heat > {i}", "")),
        ("to and fro", n => Migration(n, "on access", i => $"in {Tier(i)} && heat + low == {i} && mid == {1000 * (i % 2)}", "big += 1;")),
        ("placement by size and kind", n =>
            $"policy P for Node {{\n  placement {{\n{Rules(n, i => $"kind == anon && size == {i}KiB || kind == file && size > {i}MiB && agent == gpu", _ => "ram")}    all: otherwise => ram, pmem;\n  }}{Rest}"),
    ];

    public static void Print(int rules)
    {
        Console.WriteLine($"{rules} rules, parsed and checked; the first time, and the median of {Warm} more, in ms");
        Console.WriteLine($"  {"rules",-30}{"first",8}{"parse",8}{"check",8}  diagnostics");
        foreach (var (name, policy) in Shapes)
        {
            var file = new SourceText("many.cdmp", Node + policy(rules));
            var (first, _, found) = Measure(file);
            var parse = new List<double>();
            var check = new List<double>();
            for (var round = 0; round < Warm; round++)
            {
                var (all, parsed, _) = Measure(file);
                parse.Add(parsed);
                check.Add(all - parsed);
            }
            parse.Sort();
            check.Sort();
            Console.WriteLine($"  {name,-30}{first,8:F0}{parse[Warm / 2],8:F0}{check[Warm / 2],8:F0}  {found}");
        }
    }

    private static (double All, double Parse, int Found) Measure(SourceText file)
    {
        var start = Stopwatch.GetTimestamp();
        var tree = Parser.Parse(file);
        var parse = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var found = Compiler.Compile([tree]).Diagnostics.Count;
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, parse, found);
    }

    private static string Migration(int rules, string handler, Func<int, string> condition, string first) =>
        "policy P for Node {\n  page { heat : u8; low : u8; mid : u16; big : u32; }\n  placement { all: otherwise => ram, pmem; }\n"
        + $"  migration {{\n  {handler} {{\n    {first}\n{Rules(rules, condition, i => i % 2 == 0 ? "ram" : "pmem")}  }}\n  }}{Rest}";

    private static string Rules(int rules, Func<int, string> condition, Func<int, string> target)
    {
        var text = new StringBuilder();
        for (var i = 0; i < rules; i++) text.Append($"    r{i}: when {condition(i)} => {target(i)};\n");
        return text.ToString();
    }

    private static string Tier(int i) => i % 2 == 0 ? "pmem" : "ram";
}

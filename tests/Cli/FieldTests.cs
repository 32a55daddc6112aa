using System.Text.RegularExpressions;
using CdmPolicy.Tests.Support;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

/// <summary>The orderings of published systems that <c>docs/field.md</c> says hold, on its workloads and at its scale.</summary>
public sealed partial class FieldTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("field", "Gups", "HeMem", "Numab2", "FirstTouch")]
    [InlineData("field", "Cache", "Tpp", "Numab2", "FirstTouch")]
    [InlineData("field", "Store", "Memtis", "HeMem", "FirstTouch")]
    [InlineData("field", "Graph", "Memtis", "HeMem", "FirstTouch")]
    [InlineData("field", "Pressure", "Memtis", "HeMem", "FirstTouch")]
    [InlineData("contention", "Contention", "Colloid", "Tpp")]
    [InlineData("contention", "Contention", "Colloid", "HeMem")]
    public void A_published_ordering_holds(string table, string workload, params string[] bestFirst) =>
        IsRising(bestFirst, Costs(Arguments(table, workload, bestFirst)));

    [Theory]
    [InlineData("mglru/mglru.cdmp", "Backup", "Mglru", "PlainLru")]
    [InlineData("weighted-interleave/weighted-interleave.cdmp", "Stream", "WeightedInterleave", "Interleave")]
    public void An_ordering_of_two_policies_of_a_file_holds(string file, string workload, params string[] bestFirst) =>
        IsRising(bestFirst, Costs([Repository.PathOf($"examples/{file}"), "--workload", workload]));

    [Fact]
    public void The_tables_are_of_policies_and_workloads_that_are_there()
    {
        foreach (var table in new[] { "field", "contention", "training" })
            Assert.All(Lines(table).Select(Located).Where(w => w.StartsWith(Repository.Root, StringComparison.Ordinal)), path => Assert.True(File.Exists(CutName(path)), path));
    }

    private static void IsRising(string[] bestFirst, Dictionary<string, double> costs)
    {
        var inOrder = bestFirst.Select(policy => costs[policy]).ToList();
        Assert.True(inOrder.Zip(inOrder.Skip(1)).All(pair => pair.First < pair.Second), string.Join(", ", bestFirst.Zip(inOrder)));
    }

    private static Dictionary<string, double> Costs(IEnumerable<string> arguments)
    {
        var result = Cdmp.Run(["compare", .. arguments, "--no-bound", "--json"]).IsCivil();
        Assert.True(result.Exit == 0, result.Error);
        return result.Json.GetProperty("policies").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("times_no_policy").GetDouble());
    }

    /// <summary>Those of the table's own arguments that are about these policies. Long phases are cut to 2/5, where the claim is not about the end.</summary>
    private IEnumerable<string> Arguments(string table, string workload, string[] policies)
    {
        var words = Lines(table).ToList();
        string[] options = ["--hierarchy", "--times", "--samples", "--set", "--workload"];
        for (var i = 0; i < words.Count; i++)
        {
            var option = options.Contains(words[i]) ? words[i] : null;
            var value = option is null ? words[i] : words[++i];
            var wanted = option switch
            {
                "--times" or "--samples" or "--set" => policies.Contains(Policy().Match(value).Value),
                "--workload" => value.EndsWith($":{workload}", StringComparison.Ordinal),
                "--hierarchy" => true,
                _ => policies.Any(p => value.EndsWith($":{p}", StringComparison.Ordinal) || File.Exists(Located(value)) && Repository.Read(value).Contains($"policy {p} for", StringComparison.Ordinal)),
            };
            if (!wanted) continue;
            if (option is not null) yield return option;
            yield return value.StartsWith("examples/workloads/", StringComparison.Ordinal) && workload != "Cache" ? Short(value) : Located(value);
        }
    }

    private string Short(string path)
    {
        var (file, text) = (CutName(path), Repository.Read(CutName(path)));
        return _folder.Write(Path.GetFileName(file), Long().Replace(text, "40$1 {")) + path[file.Length..];
    }

    private static IEnumerable<string> Lines(string table) => Repository.Read($"examples/workloads/{table}.args").Split('\n')
        .SelectMany(line => line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Located(string word) => word.StartsWith("examples/", StringComparison.Ordinal) ? Repository.PathOf(word) : word;

    private static string CutName(string path) => path[..(path.LastIndexOf(".cdmp", StringComparison.Ordinal) + ".cdmp".Length)];

    [GeneratedRegex(@"\b100(s|ms)\s+\{")]
    private static partial Regex Long();

    [GeneratedRegex("^[A-Za-z0-9]+")]
    private static partial Regex Policy();
}

using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Support;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Package;

/// <summary>Both packages, used from a fresh folder outside the repository by someone who has nothing but them.</summary>
public sealed partial class PackageTests : IDisposable
{
    // No package of this version was ever published, so that none can be taken for the one just made.
    private const string Version = "0.1.0-fresh";

    private const string Program = """
        using CdmPolicy;
        using Memory;

        using var machine = new Machine<First>(new First { Hot = 2 }, pages: 600);
        for (var time = 0; time < 5; time++)
            for (var page = 0; page < 600; page++) machine.Execute([page], [0], start: (time * 600L + page) * 1_000, interval: 0);
        Console.WriteLine($"promoted: {machine.Rules[1].Applied > 0}");
        """;

    private const string First = "policies/first.cdmp";

    /// <summary>With a parameter that nothing uses.</summary>
    private const string Spare = """
        namespace Memory;
        policy Spare for Box {
          param unused : count = 1 in 1..2;
          placement { rest: otherwise => ram, pmem; }
          reclaim ram  { order Fifo; sink: otherwise => pmem; }
          reclaim pmem { order Fifo; drop: otherwise => evict; }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_library_and_the_tool_work_from_their_packages_alone()
    {
        var home = Directory.CreateDirectory(_folder["stranger"]).FullName;
        DotNet.Pack("src/Runtime", Version, _folder["feed"], home);
        DotNet.Pack("src/Cli", Version, _folder["feed"], home);
        HoldsTheCompilerAndNothingOfTheBuild(Path.Combine(_folder["feed"], $"CdmPolicy.{Version}.nupkg"));
        File.WriteAllText(Path.Combine(home, "nuget.config"), Sources());

        AProjectBuildsAndRuns(home);
        TheToolInstallsAndRuns(home);
        MistakesAreReportedAtTheirLinesAndAlone(home);
    }

    [Fact]
    public void Packing_twice_gives_the_same_parts()
    {
        var packed = Enumerable.Range(1, 2).Select(i =>
        {
            DotNet.Pack("src/Runtime", Version, _folder[$"feed{i}"], Path.GetTempPath());
            return Parts(Path.Combine(_folder[$"feed{i}"], $"CdmPolicy.{Version}.nupkg"));
        }).ToArray();
        Assert.Equal(packed[0], packed[1]);
    }

    /// <summary>Every part with its bytes; only the times in the directory of the archive say when it was packed.</summary>
    private static (string Name, string Hash)[] Parts(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        return [.. zip.Entries.Select(e => (e.FullName, Hash(e)))];
    }

    private static string Hash(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return Convert.ToHexString(SHA256.HashData(stream));
    }

    private static void HoldsTheCompilerAndNothingOfTheBuild(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        Assert.Equal(
            [
                "README.md", "analyzers/dotnet/cs/CdmPolicy.Dsl.dll", "analyzers/dotnet/cs/CdmPolicy.Generator.dll",
                "analyzers/dotnet/cs/Sprache.dll", "buildTransitive/CdmPolicy.props", "buildTransitive/CdmPolicy.targets",
                "lib/net10.0/CdmPolicy.Runtime.dll", "lib/net10.0/CdmPolicy.Runtime.xml",
            ],
            zip.Entries.Select(e => e.FullName).Where(n => !IsOfTheFormat(n)).Order(StringComparer.Ordinal));
    }

    /// <summary>Parts that every package has.</summary>
    private static bool IsOfTheFormat(string entry) => entry.EndsWith(".nuspec", StringComparison.Ordinal)
        || entry.StartsWith("_rels/", StringComparison.Ordinal) || entry.StartsWith("package/", StringComparison.Ordinal) || entry == "[Content_Types].xml";

    private static void AProjectBuildsAndRuns(string home)
    {
        DotNet.Succeed(home, "new", "console", "--name", "App", "--output", ".", "--no-restore");
        DotNet.Succeed(home, "add", "package", "CdmPolicy", "--version", Version);
        // Files are found in folders too, and one may use what another declares.
        Directory.CreateDirectory(Path.Combine(home, "policies", "spare"));
        File.WriteAllText(Path.Combine(home, First), FirstPolicy());
        File.WriteAllText(Path.Combine(home, "policies", "spare", "spare.cdmp"), Spare);
        File.WriteAllText(Path.Combine(home, "Program.cs"), Program);
        WriteDownWhatIsGenerated(Path.Combine(home, "App.csproj"));
        var text = DotNet.Succeed(home, "run");
        Assert.Contains("promoted: True", text);
        Assert.Equal(["spare.cdmp(3,9): warning CDMP0219"], Finding().Matches(text).Select(m => m.Value).Distinct());
    }

    /// <summary>With the properties that the page for people who snapshot shows.</summary>
    private static void WriteDownWhatIsGenerated(string project)
    {
        var properties = Docs.Example.In("docs/snapshots.md").Single(e => e.Language == "xml").Text;
        File.WriteAllText(project, File.ReadAllText(project).Replace("</Project>", properties + "</Project>", StringComparison.Ordinal));
    }

    /// <summary>Two in one build, and no errors of the C# that uses what they stand in.</summary>
    private static void MistakesAreReportedAtTheirLinesAndAlone(string home)
    {
        var policy = FirstPolicy().Replace("heat += 1;", "heet += 1;", StringComparison.Ordinal).Replace("order Lru", "order Lur", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(home, First), policy);
        var (exit, text) = DotNet.Run(home, "dotnet", "build", "--no-restore");
        Assert.Equal(1, exit);
        var found = Finding().Matches(text).Select(m => m.Value).Where(f => f.Contains("error", StringComparison.Ordinal)).Distinct();
        Assert.Equal([$"first.cdmp({Place("heet")}): error CDMP0209", $"first.cdmp({Place("Lur")}): error CDMP0207"], found.Order(StringComparer.Ordinal));

        string Place(string word)
        {
            var before = policy[..policy.IndexOf(word, StringComparison.Ordinal)];
            return $"{before.Count(c => c == '\n') + 1},{before.Length - before.LastIndexOf('\n')}";
        }
    }

    private static void TheToolInstallsAndRuns(string home)
    {
        DotNet.Succeed(home, "tool", "install", "cdmp", "--version", Version, "--tool-path", "tools");
        var cdmp = Path.Combine(home, "tools", "cdmp");
        File.WriteAllText(Path.Combine(home, "bin", "mistaken.cdmp"), FirstPolicy().Replace("heat += 1;", "heet += 1;", StringComparison.Ordinal));
        var mistaken = DotNet.Run(home, cdmp, "check", "bin/mistaken.cdmp");
        Assert.Equal(1, mistaken.Exit);
        Assert.Contains("did you mean `heat`?", mistaken.Text);
        Assert.Equal((0, ""), DotNet.Run(home, cdmp, "check", First));
        var run = DotNet.Run(home, cdmp, "run", First, "--trace", Cdmp.Trace("ls"));
        Assert.True(run.Exit == 0, run.Text);
        Assert.Contains("promote", run.Text);
        TheBuildWroteDownWhatTheCommandEmits(home, cdmp);
    }

    private static void TheBuildWroteDownWhatTheCommandEmits(string home, string cdmp)
    {
        Assert.Equal(0, DotNet.Run(home, cdmp, "emit", First, "--output", "Generated").Exit);
        var emitted = Directory.GetFiles(Path.Combine(home, "Generated"));
        Assert.NotEmpty(emitted);
        foreach (var file in emitted)
        {
            var built = Path.Combine(home, "obj/generated/CdmPolicy.Generator/CdmPolicy.Generator.CdmPolicyGenerator", Path.GetFileName(file));
            Assert.Equal(File.ReadAllText(file), File.ReadAllText(built));
        }
    }

    private static string FirstPolicy() => Docs.Example.In("README.md").First(e => e.Language == "cdmp").Text;

    /// <summary>Only the packages just made; what they need besides comes from where this checkout restored it.</summary>
    private string Sources()
    {
        var restored = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return $"""
            <configuration>
              <packageSources><clear /><add key="fresh" value="{_folder["feed"]}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="restored" value="{restored}" /></fallbackPackageFolders>
            </configuration>
            """;
    }

    [GeneratedRegex(@"[^\s/\\]+\(\d+,\d+\): (error|warning) \w+")]
    private static partial Regex Finding();
}

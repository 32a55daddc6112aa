using System.Diagnostics;
using System.Text;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Package;

/// <summary>Runs a program as a stranger would: in a folder, with nothing of this test run in its environment.</summary>
internal static class DotNet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>What the tests were built as, and so what lies there to be packed.</summary>
    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    /// <param name="folder">Where it runs, and where it keeps its packages.</param>
    public static (int Exit, string Text) Run(string folder, string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // The test host's own SDK settings would reach into the stranger's build.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["NUGET_PACKAGES"] = Path.Combine(folder, "packages");
        start.Environment["CDMP_CACHE"] = Path.Combine(folder, "cache");
        // Nothing may go on running when the test is over.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";

        using var process = Process.Start(start)!;
        var text = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(text, line.Data);
        process.ErrorDataReceived += (_, line) => Append(text, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Patience)) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (process.ExitCode, text.ToString());
    }

    /// <summary>Runs <c>dotnet</c>, which must succeed.</summary>
    public static string Succeed(string folder, params string[] args)
    {
        var (exit, text) = Run(folder, "dotnet", args);
        Assert.True(exit == 0, $"dotnet {string.Join(' ', args)}\n{text}");
        return text;
    }

    /// <summary>Packs a project as it was built for this test run, so that the tests' own files stay as they are.</summary>
    public static void Pack(string project, string version, string feed, string folder)
    {
        // The restore of this checkout must not move to the stranger's packages.
        var info = new ProcessStartInfo("dotnet",
        [
            "pack", Repository.PathOf(project), "-c", Configuration, "--no-build", "-o", feed, "-v", "q", "-nodeReuse:false",
            $"-p:PackageVersion={version}",
        ]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(info)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, text);
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.Append(line).Append('\n');
    }
}

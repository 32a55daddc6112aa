using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CdmPolicy.Benchmarks.Eviction;

/// <summary>What one run of a simulator said.</summary>
/// <param name="Rate">Million requests a second, by its own account.</param>
internal readonly record struct Said(double Rate, string MissRatio);

/// <summary>libCacheSim's <c>cachesim</c>, built elsewhere.</summary>
internal sealed partial class Peer(string executable)
{
    public static string NameOf(string order) => order.ToLowerInvariant();

    /// <param name="trace">It takes a hash table of 2^16 buckets where the path contains <c>data/trace.</c>, else one of 2^24.</param>
    public Said Simulate(string trace, string order, int size)
    {
        var text = Command.Run(executable, Arguments(trace, NameOf(order), $"{size}", threads: 1)).Output;
        var match = Line().Match(text);
        return match.Success
            ? new(double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), match.Groups[1].Value)
            : throw new InvalidOperationException($"{executable} said no throughput: {text}");
    }

    public double Seconds(string trace, IEnumerable<string> orders, IEnumerable<int> sizes, int threads) =>
        Command.Run(executable, Arguments(trace, string.Join(',', orders.Select(NameOf)), string.Join(',', sizes), threads)).Seconds;

    private static string[] Arguments(string trace, string orders, string sizes, int threads) =>
        [trace, "oracleGeneral", orders, sizes, "--ignore-obj-size", "1", $"--num-thread={threads}"];

    [GeneratedRegex(@"miss ratio ([\d.]+), throughput ([\d.]+) MQPS")]
    private static partial Regex Line();
}

/// <summary>A run of another program.</summary>
internal static class Command
{
    public static (string Output, double Seconds) Run(string file, params string[] arguments)
    {
        var info = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (output, Stopwatch.GetElapsedTime(started).TotalSeconds)
            : throw new InvalidOperationException($"{file} ended with {process.ExitCode}: {errors.Result}");
    }
}

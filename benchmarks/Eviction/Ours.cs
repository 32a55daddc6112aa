using System.Globalization;
using System.Text.Json;

namespace CdmPolicy.Benchmarks.Eviction;

/// <summary><c>cdmp cache</c>, as it was built beside this program.</summary>
internal static class Ours
{
    private static readonly string Executable = Path.Join(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "cdmp.exe" : "cdmp");

    public static Said Simulate(string trace, string order, int size)
    {
        var text = Command.Run(Executable, "cache", trace, "--order", order, "--size", $"{size}", "--json").Output;
        using var json = JsonDocument.Parse(text);
        var result = json.RootElement.GetProperty("results")[0];
        var (requests, misses) = (result.GetProperty("requests").GetInt64(), result.GetProperty("misses").GetInt64());
        return new(
            requests / result.GetProperty("seconds").GetDouble() / 1e6,
            ((double)misses / requests).ToString("F4", CultureInfo.InvariantCulture));
    }

    public static double Seconds(string trace, IEnumerable<string> orders, IEnumerable<int> sizes) =>
        Command.Run(Executable, "cache", trace, "--order", string.Join(',', orders), "--size", string.Join(',', sizes), "--json").Seconds;
}

using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CdmPolicy.Tests.Cli;

/// <summary>A test that needs a real browser: Chromium of the system, or the one that <c>CDMP_BROWSER</c> names. Without one it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (CompareBrowser.Path is null) Skip = "no Chromium on this machine; `apt-get install chromium`, or name one in CDMP_BROWSER";
    }
}

/// <summary>Loads a page in headless Chromium and asks it what it drew.</summary>
internal static partial class CompareBrowser
{
    // Generous: machines that build beside it are slow.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static string? Path { get; } = Find();

    /// <param name="script">An expression over the loaded page, whose value is given back.</param>
    public static JsonElement Ask(string html, string script, bool dark, int width, string folder)
    {
        var page = System.IO.Path.Join(folder, $"page-{dark}-{width}.html");
        File.WriteAllText(page, html.Replace(
            "</body>", $"<pre id=\"answer\"></pre><script>document.getElementById('answer').textContent = JSON.stringify({script});</script></body>", StringComparison.Ordinal));
        var dom = Run(
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", $"--user-data-dir={System.IO.Path.Join(folder, "profile")}",
            $"--window-size={width},900", $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}", "--dump-dom", new Uri(page).AbsoluteUri);
        var answer = Answer().Match(dom);
        Assert.True(answer.Success, $"the browser gave no answer, but: {dom[..Math.Min(400, dom.Length)]}");
        return JsonDocument.Parse(WebUtility.HtmlDecode(answer.Groups[1].Value)).RootElement;
    }

    private static string Run(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(Path!, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEndAsync();
        if (process.WaitForExit(Patience)) return output.GetAwaiter().GetResult();
        process.Kill(entireProcessTree: true);
        throw new TimeoutException("the browser did not end");
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CDMP_BROWSER") is { Length: > 0 } named) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator);
        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        return names.SelectMany(name => folders.Select(folder => System.IO.Path.Join(folder, name))).FirstOrDefault(File.Exists);
    }

    [GeneratedRegex("<pre id=\"answer\">(.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Answer();
}

using System.Runtime.CompilerServices;

namespace CdmPolicy.Tests.Support;

/// <summary>
/// Compares a text with a file beside the test, as Verify does: <c>Class.Method.verified.txt</c> is what a person approved;
/// a text that differs is written to <c>Class.Method.received.txt</c>, to be looked at and renamed.
/// </summary>
/// <remarks>
/// Verify itself takes over with <c>-p:SnapshotEngine=Verify</c> where its packages can be restored; this class is the only
/// one that knows which of the two runs.
/// </remarks>
internal static class Snapshot
{
    /// <param name="extension">Of the snapshot file: <c>txt</c>, <c>cs</c>.</param>
    /// <param name="file">The test's source file, called like its class.</param>
    public static Task Verify(
        string text, string extension = "txt", [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
#if SNAPSHOT_ENGINE_VERIFY
        return VerifyXunit.Verifier.Verify(target: Scrub(text), extension: extension, sourceFile: file);
#else
        return Compare(Scrub(text), Path.Combine(FolderOf(file), $"{Path.GetFileNameWithoutExtension(file)}.{method}"), extension);
#endif
    }

    /// <summary>Line feeds only, and no path of this machine.</summary>
    private static string Scrub(string text) => text
        .Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace(Path.Combine(Repository.Root, "tests") + Path.DirectorySeparatorChar, "{ProjectDirectory}", StringComparison.Ordinal)
        .Replace(Repository.Root + Path.DirectorySeparatorChar, "{SolutionDirectory}", StringComparison.Ordinal);

#if !SNAPSHOT_ENGINE_VERIFY
    private static async Task Compare(string text, string name, string extension)
    {
        var verified = $"{name}.verified.{extension}";
        var received = $"{name}.received.{extension}";
        var expected = File.Exists(verified) ? await File.ReadAllTextAsync(verified) : "";
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, text);
        Assert.Fail($"{Path.GetFileName(verified)} differs from {Path.GetFileName(received)} beside it: {FirstDifference(expected, text)}");
    }

    private static string FirstDifference(string expected, string text)
    {
        var (old, now) = (expected.Split('\n'), text.Split('\n'));
        var line = 0;
        while (line < old.Length && line < now.Length && old[line] == now[line]) line++;
        return $"line {line + 1} was `{old.ElementAtOrDefault(line)}` and is `{now.ElementAtOrDefault(line)}`";
    }

    /// <summary>A deterministic build puts <c>/_/</c> in place of the checkout's folder.</summary>
    private static string FolderOf(string file) => Path.GetDirectoryName(
        file.StartsWith("/_/", StringComparison.Ordinal) ? Repository.PathOf(file[3..]) : file)!;
#endif
}

using System.Text;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Loading;

/// <summary>Reads what the user named; a file that is no text is read all the same, and the compiler says so in place.</summary>
internal static class SourceFiles
{
    private const long MaxBytes = 16 << 20;

    /// <exception cref="CommandException">A file is missing, a directory, unreadable, or beyond any text's size.</exception>
    public static IReadOnlyList<SourceText> Read(IEnumerable<string> paths) =>
        [.. paths.Distinct(StringComparer.Ordinal).Select(Read)];

    private static SourceText Read(string path)
    {
        if (Directory.Exists(path))
            throw CommandException.Misuse($"`{path}` is a directory", $"name its files: `{Path.Join(path, "*.cdmp")}`");
        if (!File.Exists(path)) throw CommandException.Misuse($"there is no file `{path}`", Nearest(path));
        try
        {
            if (IsTrace(path))
                throw CommandException.Misuse(
                    $"`{path}` is a recorded trace and no policy", $"a policy runs on it with `cdmp run POLICY.cdmp --trace {path}`; alone it is for `cdmp cache`");
            if (new FileInfo(path).Length > MaxBytes)
                throw CommandException.Findings($"`{path}` is larger than 16 MiB, too large for a policy");
            return new SourceText(path, File.ReadAllText(path, Encoding.UTF8));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Misuse($"`{path}` cannot be read");
        }
    }

    /// <summary>How the project's own traces begin; those of others are text, or are said to be none.</summary>
    private static bool IsTrace(string path)
    {
        Span<byte> start = stackalloc byte[4];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("CDMT"u8)
            && file.ReadByte() == '\r';
    }

    private static string? Nearest(string path)
    {
        var directory = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        if (!Directory.Exists(directory)) return null;
        var neighbours = Directory.EnumerateFiles(directory, "*.cdmp").Select(Path.GetFileName).OfType<string>();
        return Suggestions.Nearest(Path.GetFileName(path), neighbours.Order(StringComparer.Ordinal)) is { } near
            ? $"did you mean `{Path.Join(Path.GetDirectoryName(path), near)}`?"
            : null;
    }
}

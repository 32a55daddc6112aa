using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Loading;

/// <summary>Reads what the user named; what is UTF-8 and no policy is read all the same, and the compiler says so in place.</summary>
internal static class SourceFiles
{
    /// <summary>The argument that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>What it is called in messages.</summary>
    public const string InputName = "standard input";

    private const long MaxBytes = 16 << 20;

    /// <param name="input">What <see cref="StandardInput"/> is, for verbs that read their files once.</param>
    /// <exception cref="CommandException">A file is missing, a directory, unreadable, or beyond any text's size.</exception>
    /// <exception cref="FindingsException">Files are not UTF-8.</exception>
    public static IReadOnlyList<SourceText> Read(IEnumerable<string> paths, Stream? input = null)
    {
        var texts = new List<SourceText>();
        var foreign = new List<Rendering.Finding>();
        foreach (var path in paths.DistinctBy(Identity))
        {
            try
            {
                var text = path == StandardInput && input is not null ? Utf8Text.Decode(InputName, Bytes(input)) : Utf8Text.Decode(path, Bytes(path));
                texts.Add(new(text.Path, text.Content.TrimStart('\uFEFF')));
            }
            catch (FindingsException e)
            {
                foreign.AddRange(e.Findings);
            }
        }

        return foreign.Count == 0 ? texts : throw new FindingsException(foreign);
    }

    /// <exception cref="CommandException">The file is missing, a directory, unreadable, or beyond any text's size.</exception>
    public static byte[] Bytes(string path)
    {
        if (Directory.Exists(path))
            throw CommandException.Misuse($"`{path}` is a directory", $"name its files: `{Path.Join(path, "*.cdmp")}`");
        if (!File.Exists(path))
            throw CommandException.Misuse($"there is no file `{path}`", path == StandardInput ? "standard input is read by `check`, `fmt`, `emit`, `run`, `test`, `verify` and `explain`" : Nearest(path));
        try
        {
            if (IsTrace(path))
                throw CommandException.Misuse(
                    $"`{path}` is a recorded trace and no policy", $"a policy runs on it with `cdmp run POLICY.cdmp --trace {path}`; alone it is for `cdmp cache`");
            if (new FileInfo(path).Length > MaxBytes) throw TooLarge(path);
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Misuse($"`{path}` cannot be read");
        }
    }

    /// <exception cref="CommandException">There is more of it than of any text.</exception>
    public static byte[] Bytes(Stream input)
    {
        using var all = new MemoryStream();
        var part = new byte[1 << 16];
        while (input.Read(part) is > 0 and var read)
        {
            all.Write(part, 0, read);
            if (all.Length > MaxBytes) throw TooLarge(InputName);
        }

        return all.ToArray();
    }

    private static CommandException TooLarge(string name) => CommandException.Findings($"`{name}` is larger than 16 MiB, too large for a policy");

    /// <summary>The file itself, however it was named.</summary>
    private static string Identity(string path)
    {
        try
        {
            if (path == StandardInput) return path;
            return File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : Path.GetFullPath(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return path;
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

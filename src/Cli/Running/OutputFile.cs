namespace CdmPolicy.Cli.Running;

/// <summary>A file that is written after long work, so whether it can be is found out before.</summary>
internal static class OutputFile
{
    /// <exception cref="CommandException">It cannot be written; nothing of what it held is lost.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path)) throw CommandException.Misuse($"`{path}` is a directory", "name a file in it");
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw CommandException.Misuse($"there is no folder `{folder}` for `{path}`");
        var isNew = !File.Exists(path);
        try
        {
            File.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
            if (isNew) File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CommandException.Misuse($"`{path}` cannot be written");
        }
    }

    /// <exception cref="CommandException">Two of them are the same file, and one would overwrite the other.</exception>
    public static void CheckDistinct(IEnumerable<string> paths)
    {
        var twice = paths.GroupBy(Path.GetFullPath, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw CommandException.Misuse($"`{twice.First()}` is named twice, and would be overwritten");
    }
}

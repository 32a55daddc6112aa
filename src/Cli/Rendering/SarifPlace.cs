namespace CdmPolicy.Cli.Rendering;

/// <summary>A file as SARIF names it.</summary>
/// <param name="IsBelow">It lies below the working directory, and the URI is relative to it.</param>
internal readonly record struct SarifPlace(string Uri, bool IsBelow)
{
    /// <summary>What the working directory is called in a log.</summary>
    public const string Base = "%SRCROOT%";

    public static string BaseUri => Absolute(Path.Join(Directory.GetCurrentDirectory(), "/"));

    public static SarifPlace Of(string file)
    {
        // Standard input lies nowhere.
        if (file == Loading.SourceFiles.InputName) return new(Escape(file), IsBelow: false);
        var full = Path.GetFullPath(file);
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), full);
        var isBelow = !Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isBelow ? new(Escape(relative), true) : new(Absolute(full), false);
    }

    /// <summary>A letter of a drive is a folder like any other, with its colon.</summary>
    private static string Absolute(string path)
    {
        var escaped = Escape(path).Replace("%3A", ":", StringComparison.Ordinal);
        return "file://" + (escaped.StartsWith('/') ? "" : "/") + escaped;
    }

    private static string Escape(string path) =>
        System.Uri.EscapeDataString(path.Replace(Path.DirectorySeparatorChar, '/')).Replace("%2F", "/", StringComparison.Ordinal);
}

namespace CdmPolicy.Cli.Recording;

/// <summary>Finds programs as a shell does.</summary>
internal static class Programs
{
    /// <summary>The file that a name means, or null: with a slash a path, without one a file of the PATH.</summary>
    public static string? Find(string name)
    {
        if (name.Contains('/')) return IsProgram(name) ? name : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Join(folder, name)).FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Execute) != 0);
    }
}

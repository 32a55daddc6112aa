using System.Security.Cryptography;

namespace CdmPolicy.Cli.Loading;

/// <summary>
/// Compiled policies in the user's cache folder, by key. The folder is never trusted and never needed: what is missing,
/// damaged or cannot be written is simply compiled again.
/// </summary>
/// <param name="folder">Null: keep nothing.</param>
internal sealed class AssemblyCache(string? folder)
{
    private const int MaxEntries = 200;
    private const string Ending = ".cdmpc";

    /// <summary><c>CDMP_CACHE</c>, or <c>cdmp</c> in the folder where the system keeps caches.</summary>
    public static AssemblyCache OfUser()
    {
        if (Environment.GetEnvironmentVariable("CDMP_CACHE") is { Length: > 0 } chosen) return new(chosen);
        var root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return new(root.Length > 0 ? Path.Join(root, "cdmp") : null);
    }

    /// <summary>What was kept under the key, if it is whole.</summary>
    public byte[]? Read(string key)
    {
        if (folder is null) return null;
        try
        {
            var path = PathOf(key);
            if (!File.Exists(path)) return null;
            var content = File.ReadAllBytes(path);
            if (content.Length <= SHA256.HashSizeInBytes) return null;
            var image = content.AsSpan(SHA256.HashSizeInBytes);
            return SHA256.HashData(image).AsSpan().SequenceEqual(content.AsSpan(0, SHA256.HashSizeInBytes))
                ? image.ToArray()
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Keeps an assembly, whole or not at all.</summary>
    public void Write(string key, byte[] image)
    {
        if (folder is null) return;
        try
        {
            Directory.CreateDirectory(folder);
            Prune(folder);
            // Renamed when complete, so that another process never sees half of it.
            var temporary = Path.Join(folder, Path.GetRandomFileName());
            File.WriteAllBytes(temporary, [.. SHA256.HashData(image), .. image]);
            File.Move(temporary, PathOf(key), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // A cache that cannot be written costs time, nothing else.
        }
    }

    private static void Prune(string folder)
    {
        var entries = new DirectoryInfo(folder).GetFiles("*" + Ending);
        if (entries.Length < MaxEntries) return;
        foreach (var old in entries.OrderBy(f => f.LastWriteTimeUtc).Take(entries.Length - MaxEntries / 2)) old.Delete();
    }

    private string PathOf(string key) => Path.Join(folder, key + Ending);
}

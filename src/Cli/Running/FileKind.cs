using System.Formats.Tar;

namespace CdmPolicy.Cli.Running;

/// <summary>Tells files from what only has a name like one: a device, a pipe, a socket.</summary>
internal static class FileKind
{
    /// <summary>It is there and no regular file, at the end of all links. Nothing is opened, since that may wait or do something.</summary>
    public static bool IsSpecial(string path)
    {
        if (!File.Exists(path)) return false;
        try
        {
            var file = new FileInfo(path);
            if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) file = target;
            // A link that leads to an open pipe, as `/dev/stdout` may be, names nothing that is there.
            return !file.Exists || (file.Length == 0 && TypeOf(file.FullName) is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or FileNotFoundException || (e is IOException failure && OutputFile.IsTaken(failure)))
        {
            return false; // an empty file that may not be read, has gone by now, or has another writer
        }
        catch (IOException)
        {
            return true; // a socket, which no archive can hold
        }
    }

    // The framework has no plain question for this, but its archives keep what an entry is. What is special has a size of 0, so nothing is copied.
    private static TarEntryType? TypeOf(string path)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true)) writer.WriteEntry(path, "file");
        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()?.EntryType;
    }
}

using System.Text;

namespace CdmPolicy.Cli.Running;

/// <summary>A file that is written after long work, so whether it can be is found out before.</summary>
internal static class OutputFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="CommandException">It cannot be written; nothing of what it held is lost.</exception>
    public static void Check(string path)
    {
        CheckFolder(path);
        // Opening a pipe waits for its reader, and closing it ends what that reads.
        if (FileKind.IsSpecial(path)) return;
        var isNew = !File.Exists(path);
        try
        {
            File.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
            if (isNew) File.Delete(path);
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Unwritable(path, e);
        }
    }

    /// <summary>Of a file that several may be about to make, so that whether it can be is found out when it is opened.</summary>
    /// <exception cref="CommandException">It is no file that keeps what is written.</exception>
    public static void CheckKept(string path)
    {
        CheckFolder(path);
        CheckRegular(path);
    }

    private static void CheckFolder(string path)
    {
        if (Directory.Exists(path)) throw CommandException.Misuse($"`{path}` is a directory", "name a file in it");
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw CommandException.Misuse($"there is no folder `{folder}` for `{path}`");
    }

    /// <summary>Of what is read again, or replaced by another file when that is complete.</summary>
    /// <exception cref="CommandException">It is a device or a pipe, which keeps nothing, and which a file must not replace.</exception>
    public static void CheckRegular(string path)
    {
        if (FileKind.IsSpecial(path)) throw CommandException.Misuse($"`{path}` is no regular file", "a device or a pipe keeps nothing; name a file");
    }

    /// <exception cref="CommandException">Two of them are the same file, and one would overwrite the other.</exception>
    public static void CheckDistinct(IEnumerable<string> paths)
    {
        var twice = paths.GroupBy(Path.GetFullPath, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw CommandException.Misuse($"`{twice.First()}` is named twice, and would be overwritten");
    }

    /// <summary>Writes a text in place of what a file held; what a device or a pipe is given goes through.</summary>
    /// <exception cref="CommandException">It cannot be written, or nobody reads from the pipe.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        try
        {
            using var file = FileKind.IsSpecial(path) ? Through(path) : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
            using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            write(writer);
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Unwritable(path, e);
        }
    }

    // Opening a pipe waits until somebody reads from it, which may be never.
    private static FileStream Through(string path)
    {
        try
        {
            return Task.Run(() => new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)).WaitAsync(Patience).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            throw CommandException.Misuse($"nobody reads from the pipe `{path}`", "start what reads from it first");
        }
    }

    /// <summary>A file or its disk is at fault, not the command. That it grows beyond a limit of the system is told as an argument out of range.</summary>
    public static bool IsFailure(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>Another process has the file: EWOULDBLOCK of Linux and of macOS, and a sharing violation of Windows.</summary>
    public static bool IsTaken(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    public static CommandException Unwritable(string path, Exception e, string? help = null)
    {
        const int NoSpace = 28; // ENOSPC
        var why = e switch
        {
            UnauthorizedAccessException => "writing there is not permitted",
            ArgumentOutOfRangeException => "it would grow beyond what the system lets a file have",
            IOException { HResult: NoSpace or unchecked((int)0x80070070) } => "the disk is full",
            _ => null,
        };
        return CommandException.Misuse(why is null ? $"`{path}` cannot be written" : $"`{path}` cannot be written: {why}", help);
    }
}

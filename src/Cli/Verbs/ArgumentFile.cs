namespace CdmPolicy.Cli.Verbs;

/// <summary>A long comparison kept in a file: <c>cdmp compare @FILE</c> reads more arguments from it, separated by white space; what follows a <c>#</c> is a comment.</summary>
internal static class ArgumentFile
{
    private const long MaxBytes = 1 << 20;

    /// <exception cref="CommandException">There is no such file, or it is no list of arguments.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> args) =>
        args is ["compare", ..] ? [args[0], .. args.Skip(1).SelectMany(Expand)] : args;

    private static IEnumerable<string> Expand(string arg)
    {
        if (!arg.StartsWith('@') || File.Exists(arg)) return [arg];
        var path = arg[1..];
        if (!File.Exists(path)) throw CommandException.Misuse($"there is no file `{path}`", "`@FILE` stands for the arguments in a file");
        if (new FileInfo(path).Length > MaxBytes) throw CommandException.Misuse($"`{path}` is larger than 1 MiB, too large for a list of arguments");
        return File.ReadLines(path).SelectMany(line => line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}

using System.CommandLine;
using CdmPolicy.Cli.Loading;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp new NAME</c>: a policy to begin with, its workload and its test, in a file of that name.</summary>
internal static class NewVerb
{
    public static Command Create(CommandIo io)
    {
        var name = new Argument<string>("NAME") { Description = "Of the policy; the file is NAME.cdmp." };
        var command = new Command("new", "Write a policy to begin with, with a workload and a test.") { name };
        command.SetAction(parsed => Run(parsed.GetValue(name)!, io));
        return command;
    }

    private static int Run(string name, CommandIo io)
    {
        var path = name.EndsWith(".cdmp", StringComparison.OrdinalIgnoreCase) ? name : name + ".cdmp";
        var starter = Starter.For(Path.GetFileNameWithoutExtension(path));
        Write(path, starter.Text);
        io.Output.WriteLine($"{path} holds the policy {starter.Policy}. What to do next:");
        var file = Quoted(path);
        io.Output.WriteLine($"  cdmp check {file}");
        io.Output.WriteLine($"  cdmp test {file}");
        io.Output.WriteLine($"  cdmp run {file} --workload {starter.Workload}");
        io.Output.WriteLine($"  cdmp run {file} --workload {starter.Workload} --set hot=16");
        return ExitCode.Fine;
    }

    private static void Write(string path, string text)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw CommandException.Misuse($"there is no folder `{folder}` for `{path}`", "make it first");
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew);
            using var writer = new StreamWriter(file);
            writer.Write(text);
        }
        catch (IOException) when (File.Exists(path) || Directory.Exists(path))
        {
            throw CommandException.Misuse($"`{path}` is there already, and stays as it is", "give another name");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CommandException.Misuse($"`{path}` cannot be written", e is UnauthorizedAccessException ? "writing there is not permitted" : null);
        }
    }

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}

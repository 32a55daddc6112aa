using System.CommandLine;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Running;
using CdmPolicy.Generator.Emit;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp emit FILE…</c>: the C# that a build would generate.</summary>
internal static class EmitVerb
{
    public static Command Create(CommandIo io)
    {
        var files = Options.Files();
        var output = Options.Single("--output", "DIR", "Write one file per declaration into this folder instead of printing.");
        var command = new Command("emit", "Print the generated C#.") { files, output };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(output), io));
        return command;
    }

    private static int Run(string[] files, string? folder, CommandIo io)
    {
        var (compilation, findings) = PolicyCompiler.Check(SourceFiles.Read(files, io.Input));
        FindingText.WriteAll(findings, io.Error);
        if (findings.Any(f => f.IsError)) return ExitCode.Findings;
        // What is read, compared and committed does not change with the lines above it.
        var emitted = PolicyCompiler.Emit(compilation, new EmitOptions(MapLines: false));
        if (folder is null) Print(emitted, io);
        else Write(emitted, folder, io);
        return ExitCode.Fine;
    }

    private static void Print(IReadOnlyList<EmittedFile> files, CommandIo io)
    {
        foreach (var file in files)
        {
            if (files.Count > 1) io.Output.WriteLine($"// ---- {file.HintName}");
            io.Output.Write(file.Text);
        }
    }

    private static void Write(IReadOnlyList<EmittedFile> files, string folder, CommandIo io)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in files)
            {
                var path = Path.Join(folder, file.HintName);
                OutputFile.CheckRegular(path);
                File.WriteAllText(path, file.Text);
                io.Output.WriteLine(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Misuse($"the files cannot be written into `{folder}`");
        }
    }
}

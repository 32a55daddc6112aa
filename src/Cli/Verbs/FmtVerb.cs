using System.CommandLine;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Dsl.Formatting;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp fmt FILE…</c>: lays files out in the one style; <c>-</c> is standard input, laid out to standard output.</summary>
internal static class FmtVerb
{
    public static Command Create(CommandIo io)
    {
        var files = Options.Files();
        files.Description = "Policy files (.cdmp), each laid out by itself; `-` for standard input.";
        var check = new Option<bool>("--check") { Description = "Change nothing; list the files that are laid out otherwise, and exit with 1 if there are any." };
        var command = new Command("fmt", "Lay out policy files in the one style of the language.") { files, check };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(check), io));
        return command;
    }

    private static int Run(string[] files, bool checks, CommandIo io)
    {
        // Every file is found before the first one is changed.
        foreach (var file in files.Where(f => f != SourceFiles.StandardInput)) SourceFiles.Bytes(file);
        var isFine = true;
        foreach (var file in files.Distinct(StringComparer.Ordinal)) isFine &= Format(file, checks, io);
        return isFine ? ExitCode.Fine : ExitCode.Findings;
    }

    private static bool Format(string file, bool checks, CommandIo io)
    {
        if (Read(file, io) is not { } source) return false;
        var formatted = Formatter.Format(source);
        if (formatted.Text is not { } text)
        {
            if (formatted.Errors.Count > 0) FindingText.WriteAll(Finding.Of(formatted.Errors, [source]), io.Error);
            else io.WriteError($"`{source.Path}` would not mean the same when it is laid out anew, and stays as it is", "this is a mistake of `cdmp`, not yours; please report it with the file");
            return false;
        }
        if (checks)
        {
            if (text == source.Content) return true;
            io.Output.WriteLine(source.Path);
            return false;
        }
        if (file == SourceFiles.StandardInput) io.Output.Write(text);
        else if (text != source.Content) Write(file, text);
        return true;
    }

    private static SourceText? Read(string file, CommandIo io)
    {
        try
        {
            return file == SourceFiles.StandardInput ? Utf8Text.Decode(SourceFiles.InputName, SourceFiles.Bytes(io.Input)) : Utf8Text.Decode(file, SourceFiles.Bytes(file));
        }
        catch (FindingsException e)
        {
            FindingText.WriteAll(e.Findings, io.Error);
            return null;
        }
    }

    private static void Write(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Misuse($"`{file}` cannot be written");
        }
    }
}

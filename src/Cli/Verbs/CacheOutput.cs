using System.Runtime.CompilerServices;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Verbs;

/// <summary>The forms in which a study is wanted: one on standard output, and files beside it.</summary>
/// <param name="Csv">A file, or <c>-</c> for standard output.</param>
internal sealed record CacheOutput(bool Json, string? Csv, string? Plot)
{
    private const string Stdout = "-";
    private const string Picture = ".svg";

    private IEnumerable<string> Files => new[] { Csv == Stdout ? null : Csv, Plot }.OfType<string>();

    /// <exception cref="CommandException">The forms exclude each other, or a picture's ending is unknown.</exception>
    public static CacheOutput Of(bool json, string? csv, string? plot)
    {
        if (json && csv == Stdout)
            throw CommandException.Misuse("`--json` and `--csv -` would both write to standard output", "give `--csv` a file");
        if (csv is "") throw CommandException.Misuse("`--csv` needs a file", "or `-`, which is standard output");
        if (plot is not null && !plot.EndsWith(Picture, StringComparison.OrdinalIgnoreCase))
            throw CommandException.Misuse($"`{plot}` has no ending of a picture that can be drawn", $"`--plot` draws `{Picture}`");
        return new(json, csv, plot);
    }

    /// <summary>Finds out before the work whether its results can be written.</summary>
    public void Check(IEnumerable<string> inputs)
    {
        OutputFile.CheckDistinct([.. inputs.Where(path => path.Length > 0).Distinct(), .. Files]);
        foreach (var file in Files) OutputFile.Check(file);
    }

    // Standard output comes first: should a disk be full by now, the work is not lost.
    public void Write(CacheStudy study, CommandIo io)
    {
        if (Json) CacheJson.Write(study, io.Output);
        else if (Csv == Stdout) CacheCsv.Write(study, io.Output);
        else CacheTable.Write(study, io);
        if (Csv is not null and not Stdout) OutputFile.Write(Csv, file => CacheCsv.Write(study, file));
        if (Plot is not null) Draw(Plot, study);
    }

    // On its own, since compiling a method loads what it calls: only a picture loads the plotting library.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Draw(string path, CacheStudy study) => OutputFile.Write(path, file => file.Write(CachePlot.Svg(study)));
}

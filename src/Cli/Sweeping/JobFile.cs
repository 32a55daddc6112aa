using System.Text;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>A result, and where it stands.</summary>
internal sealed record JobLine(string File, int Line, JobResult Result)
{
    public string Place => $"line {Line} of `{File}`";
}

/// <summary>What a file of results says: a header, and then a line for each job.</summary>
internal sealed class JobFile
{
    private const string Again = "remove that line, and its job is run again";

    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;
    private readonly string[] _lines;

    /// <exception cref="CommandException">It is no file of results.</exception>
    public JobFile(string path, string text)
    {
        (_path, _lines) = (path, text.Split('\n'));
        Header = JobHeader.OfLine(_lines[0]) ?? throw CommandException.Misuse($"`{path}` has no results of `sweep` or `tune`", "name another file");
        var known = new[] { false, true }.Any(tails => Measure.Of(tails).Select(m => m.Name).SequenceEqual(Header.Measures));
        if (!known) throw CommandException.Misuse($"`{path}` has results with other measures than those of this `cdmp`", "name another file");
    }

    public JobHeader Header { get; }

    /// <exception cref="CommandException">It is not there, cannot be read, or has no results.</exception>
    public static JobFile Read(string path)
    {
        if (!File.Exists(path)) throw CommandException.Misuse($"there is no file `{path}`");
        OutputFile.CheckRegular(path);
        try
        {
            return new(path, File.ReadAllText(path, Utf8));
        }
        catch (IOException e) when (OutputFile.IsTaken(e))
        {
            throw JobLog.Taken(path);
        }
    }

    /// <summary>The results. A last line of which only a part is there is none.</summary>
    /// <exception cref="CommandException">A line is no result, or not of a job that there is.</exception>
    public IReadOnlyList<JobLine> Results()
    {
        var grid = Header.Verb == "sweep" ? new Grid(Header.Axes).Checked() : null;
        var results = new List<JobLine>();
        for (var i = 1; i < _lines.Length; i++)
        {
            if (JobResult.OfLine(_lines[i], Header.Measures) is { } result) results.Add(Checked(new(_path, i + 1, result), grid));
            else if (i < _lines.Length - 1) throw CommandException.Misuse($"line {i + 1} of `{_path}` is no result", Again);
        }

        return results;
    }

    private static JobLine Checked(JobLine line, Grid? grid)
    {
        var (job, options) = (line.Result.Job, line.Result.Options);
        if (job < 1 || job > grid?.Count)
            throw CommandException.Misuse($"{line.Place} is of job {job}, and there is none{(grid is null ? "" : $": the grid has {grid.Count:N0} jobs")}", Again);
        if (grid is not null && grid.At(job).Text != options)
            throw CommandException.Misuse($"{line.Place} has `{options}` as job {job}, which is `{grid.At(job).Text}`", Again);
        return line;
    }
}

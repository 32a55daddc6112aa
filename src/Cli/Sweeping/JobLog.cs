using System.Text;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>
/// Results, each written to a file as its run ends, so that work that was stopped goes on where it was. When all are there they
/// are put in order: the file is then the same however the work was spread and how often it was stopped.
/// </summary>
internal sealed class JobLog : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, JobResult> _done = new(StringComparer.Ordinal);
    private readonly string? _path;
    private FileStream? _file;

    private JobLog(string? path, JobHeader header) => (_path, Header) = (path, header);

    public JobHeader Header { get; }

    public int Count => _done.Count;

    /// <param name="path">Null: nothing is kept. A file that is there must hold results of the same work.</param>
    /// <exception cref="CommandException">It holds something else.</exception>
    public static JobLog Open(string? path, JobHeader header)
    {
        var log = new JobLog(path, header);
        if (path is null) return log;
        if (File.Exists(path) && new FileInfo(path).Length > 0)
        {
            var (found, results) = Read(path);
            if (found.DifferenceFrom(header) is { } difference)
                throw CommandException.Misuse($"`{path}` has results {difference}", "name another file with `--out`, or remove this one");
            log.Take(results);
        }

        // What was there is written anew: of a last line only the beginning may be there.
        log.Rewrite(results: log._done.Values);
        // Nobody else may write to it meanwhile.
        log._file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None);
        return log;
    }

    /// <exception cref="CommandException">It is no file of results.</exception>
    public static (JobHeader Header, IReadOnlyList<JobResult> Results) Read(string path)
    {
        if (!File.Exists(path)) throw CommandException.Misuse($"there is no file `{path}`");
        var lines = File.ReadAllText(path, Utf8).Split('\n');
        if (JobHeader.OfLine(lines[0]) is not { } header) throw CommandException.Misuse($"`{path}` has no results of `sweep` or `tune`", "name another file");
        var results = new List<JobResult>();
        for (var i = 1; i < lines.Length; i++)
        {
            if (JobResult.OfLine(lines[i], header.Measures) is { } result) results.Add(result);
            else if (i < lines.Length - 1) throw CommandException.Misuse($"line {i + 1} of `{path}` is no result", "remove that line, and its job is run again");
        }

        return (header, results);
    }

    public JobResult? Find(string options) => _done.GetValueOrDefault(options);

    /// <summary>Any thread may.</summary>
    public void Add(JobResult result)
    {
        lock (_lock)
        {
            _done[result.Options] = result;
            if (_file is null) return;
            // Whole lines only, each at once: what is stopped leaves at most one that is not whole.
            _file.Write(Utf8.GetBytes(result.ToLine(Header.Measures) + "\n"));
            _file.Flush();
        }
    }

    public void Take(IEnumerable<JobResult> results)
    {
        foreach (var result in results) _done[result.Options] = result;
    }

    /// <summary>By number of the job.</summary>
    public IReadOnlyList<JobResult> InOrder() => [.. _done.Values.OrderBy(r => r.Job)];

    /// <summary>Puts the file in order.</summary>
    public void Finish()
    {
        Dispose();
        Rewrite(InOrder());
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private void Rewrite(IEnumerable<JobResult> results)
    {
        if (_path is null) return;
        var text = new StringBuilder(Header.ToLine()).Append('\n');
        foreach (var result in results) text.Append(result.ToLine(Header.Measures)).Append('\n');
        File.WriteAllText(_path + ".new", text.ToString(), Utf8);
        File.Move(_path + ".new", _path, overwrite: true);
    }
}

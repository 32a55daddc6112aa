using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>
/// Results, each written to a file as its run ends, so that work that was stopped goes on where it was. When all are there they
/// are put in order: the file is then the same however the work was spread and how often it was stopped.
/// </summary>
internal sealed class JobLog : IDisposable
{
    private const string Kept = "the results that are in it stay, and the same command goes on from there";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, JobResult> _done = new(StringComparer.Ordinal);

    /// <summary>Where a result was read, for those that were.</summary>
    private readonly Dictionary<string, JobLine> _read = new(StringComparer.Ordinal);
    private readonly string? _path;
    private FileStream? _file;

    private JobLog(string? path, JobHeader header) => (_path, Header) = (path, header);

    public JobHeader Header { get; }

    public int Count => _done.Count;

    /// <param name="path">Null: nothing is kept. A file that is there must hold results of the same work.</param>
    /// <exception cref="CommandException">It holds something else, or is being written by another.</exception>
    public static JobLog Open(string? path, JobHeader header)
    {
        var log = new JobLog(path, header);
        if (path is null) return log;
        OutputFile.CheckRegular(path);
        try
        {
            // Nobody else may write to it meanwhile. Unbuffered: what is written is in the file, or it is known that it is not.
            log._file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            log.Resume(path);
            return log;
        }
        catch (IOException e) when (OutputFile.IsTaken(e))
        {
            throw Taken(path);
        }
        catch (Exception e)
        {
            log.Dispose();
            if (OutputFile.IsFailure(e)) throw OutputFile.Unwritable(path, e);
            throw;
        }
    }

    public static CommandException Taken(string path) => CommandException.Misuse($"another `cdmp` is writing `{path}`", "wait until it has ended, or name another file");

    public JobResult? Find(string options) => _done.GetValueOrDefault(options);

    /// <summary>Any thread may.</summary>
    public void Add(JobResult result)
    {
        lock (_lock)
        {
            _done[result.Options] = result;
            // Whole lines only, each at once: what is stopped leaves at most one that is not whole.
            if (_file is not null) Write(result.ToLine(Header.Measures));
        }
    }

    /// <exception cref="CommandException">Two of them are of the same job, and not the same.</exception>
    public void Take(IEnumerable<JobLine> lines)
    {
        foreach (var line in lines)
        {
            var (job, options, values) = line.Result;
            if (_read.TryGetValue(options, out var known) && (known.Result.Job != job || !known.Result.Values.SequenceEqual(values)))
                throw CommandException.Misuse(
                    $"job {job}, `{options}`, has one result in {known.Place} and another in {line.Place}", "the same run has the same result: remove the wrong line");
            _read[options] = line;
            _done[options] = line.Result;
        }
    }

    /// <summary>By number of the job.</summary>
    public IReadOnlyList<JobResult> InOrder() => [.. _done.Values.OrderBy(r => r.Job)];

    /// <summary>Puts the file in order.</summary>
    public void Finish()
    {
        if (_file is null || _path is null) return;
        // A link stays one: what it leads to is replaced.
        var target = File.ResolveLinkTarget(_path, returnFinalTarget: true)?.FullName ?? _path;
        var beside = target + ".new";
        try
        {
            File.Delete(beside);
            File.WriteAllText(beside, string.Concat(InOrder().Select(r => r.ToLine(Header.Measures)).Prepend(Header.ToLine()).Select(line => line + "\n")), JobFile.Utf8);
            Dispose();
            File.Move(beside, target, overwrite: true);
        }
        catch (Exception e) when (OutputFile.IsFailure(e))
        {
            File.Delete(beside);
            throw OutputFile.Unwritable(_path, e, Kept);
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <summary>Takes what is there, and leaves the file's end where the next line begins.</summary>
    private void Resume(string path)
    {
        var bytes = new byte[_file!.Length];
        _file.ReadExactly(bytes);
        var header = JobFile.Utf8.GetBytes(Header.ToLine());
        if (bytes.Length <= header.Length && header.AsSpan().StartsWith(bytes))
        {
            // New, or stopped within its first line.
            Cut(0);
            Write(Header.ToLine());
            return;
        }

        var file = new JobFile(path, JobFile.Utf8.GetString(bytes));
        if (file.Header.DifferenceFrom(Header) is { } difference)
            throw CommandException.Misuse($"`{path}` has results {difference}", "name another file with `--out`, or remove this one");
        Take(file.Results());
        // Of a last line only the beginning may be there; if only its end is missing, it is written again.
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        Cut(whole);
        if (whole == 0) Write(Header.ToLine());
        else if (JobResult.OfLine(JobFile.Utf8.GetString(bytes.AsSpan(whole)), Header.Measures) is { } last) Write(last.ToLine(Header.Measures));
    }

    private void Cut(long length)
    {
        _file!.SetLength(length);
        _file.Position = length;
    }

    private void Write(string line)
    {
        try
        {
            _file!.Write(JobFile.Utf8.GetBytes(line + "\n"));
        }
        catch (Exception e) when (OutputFile.IsFailure(e))
        {
            throw OutputFile.Unwritable(_path!, e, Kept);
        }
    }
}

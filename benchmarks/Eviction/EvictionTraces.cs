using CdmPolicy.Traces;

namespace CdmPolicy.Benchmarks.Eviction;

/// <summary>The traces as raw files that both sides read, in a folder of the system's for temporary files.</summary>
internal sealed class EvictionTraces : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cdmp-eviction-").FullName;

    /// <summary>Zipf(1.0) over a million pages in random order, twenty million requests.</summary>
    public string Zipf() => Save("zipf20m", target => TraceConverter.Save(ZipfMillion.Model.Generate(0).Trace, target));

    /// <param name="name">One of the recorded traces.</param>
    public string Recorded(string name) =>
        Save(name, target => TraceConverter.Convert($"examples/traces/{name}.cdmt", target));

    /// <summary>The same file under a path that makes the peer take its small table.</summary>
    public string ForSmallTable(string path)
    {
        var link = Path.Join(_folder, "data", "trace." + Path.GetFileNameWithoutExtension(path));
        if (File.Exists(link)) return link;
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.CreateSymbolicLink(link, path);
        return link;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Save(string name, Action<string> save)
    {
        var path = Path.Join(_folder, name + ".oracleGeneral");
        if (!File.Exists(path)) save(path);
        return path;
    }
}

using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Docs;

/// <summary>A folder of the corpus, <c>CDMP0204-unknown-tier</c>: a file with one mistake, and the same file mended.</summary>
internal readonly record struct Mistake(string Folder)
{
    private const string Root = "tests/Corpus/invalid";

    public static IEnumerable<Mistake> All => Directory.EnumerateDirectories(Repository.PathOf(Root))
        .Select(path => new Mistake(Path.GetFileName(path)))
        .OrderBy(m => m.Folder, StringComparer.Ordinal);

    public string Id => Folder.Split('-')[0];

    public string Bad => $"{Root}/{Folder}/bad.cdmp";

    public string Good => $"{Root}/{Folder}/good.cdmp";

    public string Overlay => $"{Root}/{Folder}/bad.verified.txt";
}

using CdmPolicy.Cli.Loading;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

/// <summary>The cache saves time and can do nothing else: not even a damaged one changes what happens.</summary>
public sealed class AssemblyCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_second_start_does_not_compile()
    {
        Assert.False(WasCached());
        Assert.True(WasCached());
    }

    [Fact]
    public void Another_text_or_another_path_is_another_entry()
    {
        Assert.False(WasCached());
        Assert.False(WasCached(text: Texts.Policy + "// changed\n"));
        Assert.False(WasCached(path: "other.cdmp"));
    }

    [Fact]
    public void A_damaged_entry_is_compiled_again()
    {
        WasCached();
        var entry = Assert.Single(Directory.GetFiles(_folder["cache"]));
        File.WriteAllBytes(entry, File.ReadAllBytes(entry)[..^100]);
        Assert.False(WasCached());
        Assert.True(WasCached());
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_no_obstacle()
    {
        var file = _folder.Write("file", "");
        Assert.False(WasCached(folder: file));
        Assert.False(WasCached(folder: file));
    }

    private bool WasCached(string? text = null, string path = "small.cdmp", string? folder = null)
    {
        var library = PolicyLibrary.Load(
            [new SourceText(path, text ?? Texts.Policy)], new AssemblyCache(folder ?? _folder["cache"]));
        Assert.Equal("Small.Sink", library.Find("Sink").TypeName);
        return library.WasCached;
    }
}

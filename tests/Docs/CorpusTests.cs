using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Docs;

/// <summary>One mistake for every diagnostic: it says this and nothing else, at this place, in these words.</summary>
public class CorpusTests
{
    /// <summary>What no text of a file brings about alone: a file without a declaration is fine in a project, the
    /// second comes behind a hundred others, an order comes from the command line, and the last one is the compiler's own
    /// mistake.</summary>
    private static readonly string[] NotInFiles = ["CDMP0010", "CDMP0011", "CDMP0012", "CDMP0616", "CDMP0999"];

    public static TheoryData<string> Folders => [.. Mistake.All.Select(m => m.Folder)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_mistake_gives_one_diagnostic_in_its_place(string folder)
    {
        var (bad, diagnostics) = Compile(new Mistake(folder).Bad);
        Assert.Equal([new Mistake(folder).Id], diagnostics.Select(d => d.Id));
        VerifiedFile.Compare(Path.ChangeExtension(new Mistake(folder).Bad, null), Overlay.Of(bad, diagnostics));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_mended_file_has_no_diagnostic(string folder)
    {
        var (good, diagnostics) = Compile(new Mistake(folder).Good);
        Assert.True(diagnostics.Count == 0, Overlay.Of(good, diagnostics));
    }

    [Fact]
    public void Every_diagnostic_has_one_mistake() =>
        Assert.Equal(
            DiagnosticRules.All.Select(r => r.Id).Except(NotInFiles),
            Mistake.All.Select(m => m.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void No_number_is_used_twice() =>
        Assert.Equal(DiagnosticRules.All.Count, DiagnosticRules.All.Select(r => r.Id).Distinct(StringComparer.Ordinal).Count());

    /// <summary>The house form, as far as a machine can see it.</summary>
    [Fact]
    public void Messages_are_one_lower_case_sentence() =>
        Assert.DoesNotContain(DiagnosticRules.All, r =>
            char.IsUpper(r.Message[0]) || r.Message.EndsWith('.') || r.Message.Contains('\'') || !char.IsUpper(r.Title[0]));

    private static (SourceText, IReadOnlyCollection<Diagnostic>) Compile(string path)
    {
        var text = new SourceText(Path.GetFileName(path), Repository.Read(path));
        return (text, Compiler.Compile([text]).Diagnostics.ToArray());
    }
}

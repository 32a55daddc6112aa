using System.Text.RegularExpressions;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Architecture;

/// <summary>House rules that a reviewer should not have to repeat.</summary>
public partial class TidyTests
{
    private const int MaxLines = 400;

    [Fact]
    public void Files_stay_small() =>
        Assert.DoesNotContain(Sources(), file => Repository.Read(file).Count(c => c == '\n') > MaxLines);

    [Fact]
    public void Nothing_is_left_for_later() =>
        Assert.DoesNotContain(Sources(), file => Unfinished().IsMatch(Repository.Read(file)));

    [Fact]
    public void Lines_end_with_a_line_feed_alone() =>
        Assert.DoesNotContain(Sources(), file => Repository.Read(file).Contains('\r'));

    private static IEnumerable<string> Sources() =>
        Repository.Files("src", "*.cs").Concat(Repository.Files("benchmarks", "*.cs"));

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b")]
    private static partial Regex Unfinished();
}

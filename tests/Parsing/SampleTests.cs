using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Tests.Parsing;

public class SampleTests
{
    [Fact]
    public void TheWholeLanguageParsesWithoutErrors()
    {
        foreach (var sample in Samples.All)
            Assert.Equal("", Report(sample));
    }

    internal static string Report(string content)
    {
        var text = new SourceText("a.cdmp", content);
        return string.Join("\n", Parser.Parse(text).Diagnostics.Select(d =>
        {
            var at = text.GetPosition(d.Span.Start);
            return $"{at.Line},{at.Column} {d.Id} {d.Message}{(d.Help == null ? "" : $" ({d.Help})")}";
        }));
    }
}

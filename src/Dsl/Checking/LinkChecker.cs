using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the <c>link</c>s of a hierarchy; one both ways becomes two.</summary>
internal static class LinkChecker
{
    public static EquatableArray<LinkPlan> Check(FileContext file, NameResolver names, IEnumerable<SyntaxNode> members)
    {
        var links = new List<LinkPlan>();
        foreach (var link in members.OfType<LinkSyntax>())
        {
            var reader = new PropertyReader(file, link.Properties, "a link", "bandwidth", "latency");
            var required = new RequiredProperties(file, reader, "the link to", link.To.Text, link.To.Span);
            var bandwidth = required.Value("bandwidth", ValueType.Rate);
            var latency = reader.Value("latency", ValueType.Time) ?? 0;
            required.ReportMissing(link.Span);
            var (from, to) = (names.Tier(link.From), names.Tier(link.To));
            if (from is null || to is null) continue;
            if (from == to)
            {
                file.Report(DiagnosticRules.LinkToItself, link.To.Span, link.To.Text);
                continue;
            }

            Add(new LinkPlan(from.Value, to.Value, bandwidth, latency), link.From, link.To, link.To);
            if (link.BothWays) Add(new LinkPlan(to.Value, from.Value, bandwidth, latency), link.To, link.From, link.To);
        }

        return links.ToEquatableArray();

        void Add(LinkPlan link, NameSyntax from, NameSyntax to, NameSyntax place)
        {
            if (links.Any(l => l.From == link.From && l.To == link.To))
                file.ReportWithHelp(DiagnosticRules.DuplicateLink, place.Span,
                    "`->` is one way, `<->` is both ways", from.Text, to.Text);
            else links.Add(link);
        }
    }
}

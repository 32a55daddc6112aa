using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Reads an order that stands alone, as on a command line.</summary>
internal static class OrderText
{
    public const string Path = "order";

    private const string Before = "policy P for H { reclaim T { order ", After = "; } }";

    /// <summary>The reclaimer, and diagnostics whose places are in the order itself.</summary>
    public static (ReclaimerPlan? Plan, IReadOnlyList<Diagnostic> Diagnostics) Instantiate(
        string order, ReclaimerCatalog reclaimers)
    {
        var tree = Parser.Parse(new SourceText(Path, Before + order + After));
        var file = new FileContext(tree);
        if (tree.Diagnostics.Count > 0 || Find(tree) is not { } syntax)
        {
            var bag = new DiagnosticBag(Path);
            bag.AddWithHelp(DiagnosticRules.BadOrder, new TextSpan(0, order.Length),
                "an order is written `Lru` or `Clock(bits: 2)`", order);
            return (null, bag.Items);
        }

        var plan = reclaimers.Instantiate(syntax, file);
        return (plan, file.Bag.Items.Select(d => d with { Span = Within(d.Span, order.Length) }).ToArray());
    }

    /// <summary>The one order, if the text is nothing but that.</summary>
    private static OrderSyntax? Find(SyntaxTree tree) =>
        tree.Root.Members is { Count: 1 } declarations && declarations[0] is PolicySyntax { Members: { Count: 1 } sections }
        && sections[0] is ReclaimSyntax { Members: { Count: 1 } members }
            ? members[0] as OrderSyntax
            : null;

    private static TextSpan Within(TextSpan span, int length) => TextSpan.FromBounds(
        Math.Max(0, Math.Min(length, span.Start - Before.Length)), Math.Max(0, Math.Min(length, span.End - Before.Length)));
}

using System.Globalization;
using System.Text;
using CdmPolicy.Cli.Running;
using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Comparing;

/// <summary>
/// Writes a policy anew at another scale of time: policies are often written down faster than published, so that a short run shows
/// them, and each by a factor of its own. Nothing else of it changes.
/// </summary>
/// <param name="Times">What all times in it are multiplied by, in parts per 10^9; rates and paces are divided by it.</param>
/// <param name="Samples">What the periods of its samplers are multiplied by, in parts per 10^9.</param>
internal sealed record PolicyScale(long Times, long Samples)
{
    private const long One = 1_000_000_000;

    public bool IsOne => Times == One && Samples == One;

    /// <summary>What <c>--times POLICY=RATIO</c> and <c>--samples POLICY=RATIO</c> say of a policy.</summary>
    public static PolicyScale Of(CompareOptions options, string policy) => new(Of(options.Times, policy), Of(options.Samples, policy));

    private static long Of(IReadOnlyList<Assignment> factors, string policy)
    {
        var factor = One;
        foreach (var each in factors.Where(f => f.Name == policy))
        {
            factor = Value.Parse(each.Value, ValueType.Ratio, $"{each.Option} {each.Text}");
            if (factor == 0) throw CommandException.Misuse($"nothing can be scaled by `{each.Value}`", $"write `{each.Option} {policy}=1/100` or `={policy}=100`");
        }

        return factor;
    }

    /// <summary>The file with the policy at this scale, and the reclaimers in it too; every line stays where it was.</summary>
    public SourceText Apply(SyntaxTree tree, string policy)
    {
        var spans = tree.Root.Members.Where(m => m is ReclaimerSyntax || (m is PolicySyntax p && p.Name.Text == policy)).Select(m => m.Span).ToList();
        var samplers = tree.Root.Members.OfType<PolicySyntax>().Where(p => p.Name.Text == policy).SelectMany(p => p.Members.OfType<ObserveSyntax>())
            .SelectMany(o => o.Rates).Select(rate => rate.Interval.Span.Start).ToHashSet();
        var content = tree.Text.Content;
        var (text, at) = (new StringBuilder(), 0);
        foreach (var token in tree.Tokens.Where(t => t.Kind == TokenKind.Number && spans.Any(s => s.Start <= t.Span.Start && t.Span.End <= s.End)))
        {
            var number = content[token.Span.Start..token.Span.End];
            var scaled = samplers.Contains(token.Span.Start) ? Scaled(number, ValueType.Count, Samples, "") : Timed(number);
            text.Append(content, at, token.Span.Start - at).Append(scaled);
            at = token.Span.End;
        }

        return new(tree.Text.Path, text.Append(content, at, content.Length - at).ToString());
    }

    private string Timed(string number)
    {
        if (number.EndsWith("B/s", StringComparison.Ordinal)) return Scaled(number, ValueType.Rate, Inverse(Times), "B/s");
        if (number.EndsWith("/s", StringComparison.Ordinal)) return Scaled(number, ValueType.Pace, Inverse(Times), "/s");
        return number[^1] is 's' or 'h' || number.EndsWith("min", StringComparison.Ordinal) ? Scaled(number, ValueType.Time, Times, "ns") : number;
    }

    private static long Inverse(long factor) => (long)((Int128)One * One / factor);

    /// <summary>Rounded to the unit, and never to nothing; what is nothing stays so.</summary>
    private static string Scaled(string number, ValueType type, long factor, string unit)
    {
        if (factor == One || ConstantText.Parse(number, type).Value is not { } value) return number;
        var scaled = ((Int128)value * factor + One / 2) / One;
        return (value == 0 ? 0 : Int128.Max(1, scaled)).ToString(CultureInfo.InvariantCulture) + unit;
    }
}

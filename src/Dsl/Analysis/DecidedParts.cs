using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>No part of a condition is without a say in it because it comes out the same for every page.</summary>
internal static class DecidedParts
{
    /// <summary>What the other analyses report of the whole condition, or of a rule below, has this as its cause.</summary>
    private static readonly DiagnosticRule[] OfTheWhole =
        [DiagnosticRules.RuleNeverMatches, DiagnosticRules.HandlerNeverRuns, DiagnosticRules.NeverHolds, DiagnosticRules.NeverStarts];

    public static void Run(CheckedPolicy policy)
    {
        if (policy.Decided.Count == 0) return;
        var file = policy.File;
        var whole = file.Bag.Items.Where(d => OfTheWhole.Contains(d.Rule)).Select(d => d.Span).ToArray();
        var related = file.Bag.Items.Where(d => d.Rule == DiagnosticRules.RuleShadowed).SelectMany(d => d.Related).Select(r => r.Place).ToArray();
        // A `let` is looked at from each place that sees something else.
        foreach (var part in policy.Decided.Where(d => d.IsPart).GroupBy(d => d.Span).Select(g => g.First()).OrderBy(d => d.Span.Start).ToArray())
        {
            var rule = policy.Rules.FirstOrDefault(r => Contains(r.Syntax.Span, part.Span));
            if (whole.Any(s => s == part.Within || s == rule?.Syntax.Label.Span)) continue;
            if (rule is not null && part.Span == First(policy, rule)?.Span && related.Contains(file.Origin(rule.Syntax.Label.Span))) continue;
            file.ReportWithHelp(DiagnosticRules.PartDecided, part.Span, part.Why, file.Source(part.Span), Comes(part));
        }
    }

    /// <summary>Behind "`a` matches first": ", and `heat &gt;= 0` always holds"; nothing where the rule has no such part.</summary>
    public static string Why(CheckedPolicy policy, CheckedRule rule) =>
        First(policy, rule) is { } part ? $", and `{policy.File.Source(part.Span)}` {Comes(part)} holds" : "";

    /// <summary>Of a condition with several parts the one that never holds: "`ram.fill &gt; 900%` never holds: `ram.fill` is 0%..100%".</summary>
    public static string? Against(CheckedPolicy policy, CheckedRule rule)
    {
        if (rule.Syntax.Condition is not BinarySyntax { Operator: BinaryOperator.And } whole) return null;
        var parts = new List<ExpressionSyntax>();
        Collect(whole);
        return parts.Select(p => policy.Decided.FirstOrDefault(d => !d.Holds && d.Span == p.Span)).FirstOrDefault(d => d is not null) is { } never
            ? $"`{policy.File.Source(never.Span)}` never holds: {never.Why}" : null;

        void Collect(ExpressionSyntax e)
        {
            if (e is not BinarySyntax { Operator: BinaryOperator.And } and) parts.Add(e);
            else
            {
                Collect(and.Left);
                Collect(and.Right);
            }
        }
    }

    private static DecidedPart? First(CheckedPolicy policy, CheckedRule rule) =>
        policy.Decided.Where(d => d.IsPart && d.Holds && Contains(rule.Syntax.Span, d.Span)).OrderBy(d => d.Span.Start).FirstOrDefault();

    private static string Comes(DecidedPart part) => part.Holds ? "always" : "never";

    private static bool Contains(Text.TextSpan outer, Text.TextSpan inner) => outer.Start <= inner.Start && inner.End <= outer.End;
}

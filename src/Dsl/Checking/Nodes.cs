using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>What to say of nodes that a body does not take.</summary>
internal static class Nodes
{
    /// <summary>Reports a construct that stands in the wrong body.</summary>
    public static void Misplaced(FileContext file, SyntaxNode node, string where, IEnumerable<string>? known = null)
    {
        switch (node)
        {
            case ErrorSyntax:
                return;
            case PropertySyntax p:
                file.ReportWithHelp(DiagnosticRules.UnknownProperty, p.Name.Span,
                    Help.DidYouMean(p.Name.Text, known ?? []), p.Name.Text, where);
                return;
        }

        var (span, word) = Head(file, node);
        var help = node is WordStatementSyntax { Word.Text: "evict" }
            ? "a page is evicted by the rules of its tier's `reclaim` section"
            : node is CallStatementSyntax { Call.Target: null } call && Elsewhere.Choice(call.Call.Function.Text) is not null
            ? "what moves a page is a rule: `NAME: when CONDITION => TIER;`"
            : node is WordStatementSyntax statement ? Elsewhere.Head(statement.Word.Text) : null;
        file.ReportWithHelp(DiagnosticRules.StatementMisplaced, span, help, word, where);
    }

    private static (Text.TextSpan, string) Head(FileContext file, SyntaxNode node)
    {
        var text = file.Text.Content;
        var end = node.Span.Start;
        while (end < node.Span.End && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.')) end++;
        var span = Text.TextSpan.FromBounds(node.Span.Start, Math.Max(end, Math.Min(node.Span.Start + 1, node.Span.End)));
        return (span, file.Source(span));
    }
}

using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Which rules of <c>migration</c> can be suspended: known before they are checked, since a statement may stand anywhere.</summary>
internal static class Suspensions
{
    /// <summary>The labels of the rules of all handlers.</summary>
    public static IReadOnlyList<string> Labels(PolicySyntax policy) =>
    [
        .. policy.Members.OfType<MigrationSyntax>().SelectMany(m => m.Handlers).OfType<HandlerSyntax>()
            .SelectMany(h => h.Body).OfType<RuleSyntax>().Select(r => r.Label.Text).Where(l => l.Length > 0),
    ];

    /// <summary>Those that some statement names.</summary>
    public static HashSet<string> In(PolicySyntax policy) => new(
        policy.Members.SelectMany(Inside).OfType<SuspendSyntax>().Select(s => s.Label.Text), StringComparer.Ordinal);

    private static IEnumerable<SyntaxNode> Inside(SyntaxNode node) => node switch
    {
        MigrationSyntax m => m.Handlers.SelectMany(Inside),
        HandlerSyntax h => h.Body.SelectMany(Inside),
        ReclaimSyntax r => r.Members.SelectMany(Inside),
        RuleSyntax { Outcome.Extras: { } extras } => extras.Accepted.Concat(extras.Refused).SelectMany(Inside),
        IfSyntax i => i.Then.Concat(i.Otherwise).SelectMany(Inside),
        ForSyntax f => f.Body.SelectMany(Inside),
        _ => [node],
    };
}

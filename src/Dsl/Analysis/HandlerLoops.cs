using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>The loops of a handler, as the author wrote them: <c>i in 0..3</c>, an inner one behind the outer.</summary>
internal static class HandlerLoops
{
    /// <param name="trigger">Where the handler's head stands.</param>
    public static EquatableArray<string> At(IReadOnlyList<SyntaxTree> trees, SourceRange trigger)
    {
        foreach (var tree in trees.Where(t => t.Text.Path == trigger.Path))
            foreach (var handler in Handlers(tree))
                if (tree.Text.GetRange(handler.Trigger.Span).Equals(trigger)) return In(handler.Body, tree.Text).ToEquatableArray();
        return [];
    }

    private static IEnumerable<HandlerSyntax> Handlers(SyntaxTree tree) => tree.Root.Members.OfType<PolicySyntax>()
        .SelectMany(p => p.Members.OfType<MigrationSyntax>()).SelectMany(m => m.Handlers.OfType<HandlerSyntax>());

    private static IEnumerable<string> In(IEnumerable<SyntaxNode> nodes, SourceText text) => nodes.SelectMany(node => node switch
    {
        ForSyntax loop => In(loop.Body, text).Prepend($"{loop.Name} in {FoldedText.Of(text.Content, loop.Bounds.Span)}"),
        IfSyntax choice => In(choice.Then.Concat(choice.Otherwise), text),
        _ => Enumerable.Empty<string>(),
    });
}

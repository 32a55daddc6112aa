using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CdmPolicy.Cli.Loading;

/// <summary>
/// Asks the JIT to compile a policy's methods fully at their first call. A build leaves that to the runtime, which finds
/// out in time; a command that plays a million events is over before.
/// </summary>
internal sealed class EagerOptimization : CSharpSyntaxRewriter
{
    private const string Attribute = "global::System.Runtime.CompilerServices.MethodImpl";
    private const string Options = "global::System.Runtime.CompilerServices.MethodImplOptions";

    public static SyntaxTree Apply(SyntaxTree tree) =>
        tree.WithRootAndOptions(new EagerOptimization().Visit(tree.GetRoot()), tree.Options);

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        // What has an expression for a body is small, and inlined.
        if (node.Body is null) return node;
        var present = node.AttributeLists.SelectMany(list => list.Attributes)
            .FirstOrDefault(a => a.Name.ToString().EndsWith("MethodImpl", StringComparison.Ordinal));
        if (present is null) return node.AddAttributeLists(List($"{Options}.{Wish(node)}"));

        var options = present.ArgumentList!.Arguments[0].Expression.ToString();
        if (options.Contains("AggressiveInlining", StringComparison.Ordinal)) return node;
        return node.ReplaceNode(present, List($"{options} | {Options}.AggressiveOptimization").Attributes[0]);
    }

    // A reclaimer's Insert and Remove are a few links set, and each stands in one place of the simulation.
    private static string Wish(MethodDeclarationSyntax method) =>
        method.Identifier.Text is "Insert" or "Remove" ? "AggressiveInlining" : "AggressiveOptimization";

    private static AttributeListSyntax List(string options) => SyntaxFactory.AttributeList([
        SyntaxFactory.Attribute(SyntaxFactory.ParseName(Attribute), SyntaxFactory.ParseAttributeArgumentList($"({options})")),
    ]);
}

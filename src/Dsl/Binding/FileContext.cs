using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Binding;

/// <summary>The file a declaration stands in, and where its diagnostics go.</summary>
internal sealed class FileContext(SyntaxTree tree, DiagnosticBag bag)
{
    public FileContext(SyntaxTree tree)
        : this(tree, new DiagnosticBag(tree.Text.Path))
    {
    }

    public SyntaxTree Tree { get; } = tree;

    public SourceText Text => Tree.Text;

    public string Namespace => Tree.Root.Namespace?.Text ?? "";

    public DiagnosticBag Bag { get; } = bag;

    public bool HasErrors => Bag.HasErrors;

    /// <summary>The same file with a bag of its own, for checks whose findings may be thrown away.</summary>
    public FileContext Apart() => new(Tree, new DiagnosticBag(Text.Path));

    public void Report(DiagnosticRule rule, TextSpan span, params string[] arguments) => Bag.Add(rule, span, arguments);

    public FileContext ReportWithHelp(DiagnosticRule rule, TextSpan span, string? help, params string[] arguments)
    {
        Bag.AddWithHelp(rule, span, help, arguments);
        return this;
    }

    /// <summary>Another place that the last diagnostic has to do with.</summary>
    public FileContext Relate(FileContext file, TextSpan span, string what)
    {
        Bag.Relate(new RelatedPlace(file.Text.GetRange(span), what));
        return this;
    }

    public SourceRange Origin(TextSpan span) => Text.GetRange(span);

    /// <summary>The author's text with comments dropped and white space folded.</summary>
    public string Source(TextSpan span) => FoldedText.Of(Text.Content, span);

    /// <summary>Another place as help says it: the line, and the file if it is another one.</summary>
    public string PlaceOf(FileContext file, TextSpan span)
    {
        var line = file.Text.GetPosition(span.Start).Line;
        return ReferenceEquals(file.Tree, Tree) ? $"at line {line}" : $"at {file.Text.Path}({line})";
    }
}

using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Syntax;

/// <summary>A piece of the tree; the text between nodes (trivia, punctuation) stays in the token list of the file.</summary>
public abstract record SyntaxNode(TextSpan Span);

/// <summary>A word the author wrote, where a name is expected; empty where it is missing, which is reported already.</summary>
public sealed record NameSyntax(TextSpan Span, string Text) : SyntaxNode(Span)
{
    public override string ToString() => Text;
}

/// <summary>A head word with values: <c>capacity 1GiB;</c>, <c>implicit no;</c>, <c>accepts place, demote;</c>.</summary>
/// <remarks>The <c>by</c> of <c>addressable by gpu0;</c> is dropped: the name is <c>addressable</c>.</remarks>
public sealed record PropertySyntax(
    TextSpan Span, NameSyntax Name, EquatableArray<ExpressionSyntax> Values) : SyntaxNode(Span);

/// <summary>A construct without a node of its own, known by its head word; the binder says what it is, or that it has no place.</summary>
/// <param name="Head">Its words, where one alone would not name it: <c>or exchange</c>, <c>observe sample</c>.</param>
public sealed record UnsupportedSyntax(TextSpan Span, NameSyntax Head) : SyntaxNode(Span);

/// <summary><c>#allow CDMP0219 "reason"</c>: silences a warning in what follows it.</summary>
/// <param name="Over">The declaration, member or statement behind it; empty where nothing is.</param>
public sealed record AllowSyntax(TextSpan Span, NameSyntax Id, TextSpan Over) : SyntaxNode(Span);

/// <summary>What was skipped while recovering; its diagnostic is already in the file's list.</summary>
public sealed record ErrorSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary>A local variable, which the language does not have: reported, and its name kept so that its uses are not.</summary>
public sealed record LocalSyntax(TextSpan Span, NameSyntax Name) : SyntaxNode(Span);

/// <summary>One parsed file.</summary>
/// <param name="Members">Declarations in text order; <see cref="ErrorSyntax"/> where one could not be read.</param>
public sealed record FileSyntax(
    TextSpan Span, NameSyntax? Namespace, EquatableArray<SyntaxNode> Members) : SyntaxNode(Span);

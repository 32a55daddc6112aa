using System.Collections;
using System.Text;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Tests.Parsing;

/// <summary>Prints a tree in one line without spans, so that a test can say what it expects in a string.</summary>
internal static class TreePrinter
{
    public static string Print(object? value) => value switch
    {
        null => "_",
        NameSyntax name => name.Text,
        WordSyntax word => word.Text,
        NumberSyntax number => number.Digits + number.Suffix,
        BinarySyntax binary => $"({Print(binary.Left)} {binary.Operator} {Print(binary.Right)})",
        NotSyntax not => $"!{Print(not.Operand)}",
        ErrorExpressionSyntax => "?",
        SyntaxNode node => Record(node),
        string or bool or Enum => value.ToString()!,
        IEnumerable items => $"[{string.Join(" ", items.Cast<object?>().Select(Print))}]",
        _ => value.ToString()!,
    };

    private static string Record(SyntaxNode node)
    {
        var parts = node.GetType().GetProperties()
            .Where(p => p.PropertyType != typeof(TextSpan) && p.Name != "EqualityContract")
            .Where(p => p.Name is not ("Index" or "Owner" or "Part" or "Pins" or "Place" or "Epoch" or "Latch" or "BestBy" or "Extras" or "Queue" or "Range" or "Hint") || p.GetValue(node) is not null)
            .Select(p => Print(p.GetValue(node)))
            .Where(text => text.Length > 0);
        return new StringBuilder(node.GetType().Name.Replace("Syntax", ""))
            .Append('(').Append(string.Join(" ", parts)).Append(')').ToString();
    }
}

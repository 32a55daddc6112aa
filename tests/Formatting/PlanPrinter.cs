using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Tests.Formatting;

/// <summary>Prints what a compilation means, without places and without the author's own words.</summary>
internal static class PlanPrinter
{
    public static string Print(Compilation compilation)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in compilation.Diagnostics) text.Append(diagnostic.Id).Append('\n');
        foreach (var plans in new IEnumerable[] { compilation.Hierarchies, compilation.Policies, compilation.Reclaimers, compilation.Workloads, compilation.Tests })
            Print(plans, text);
        return text.ToString();
    }

    private static void Print(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null: text.Append('_'); break;
            case SourceRange: break;
            case ITuple tuple:
                for (var i = 0; i < tuple.Length; i++) Print(tuple[i], text);
                break;
            case string or Enum: text.Append(value); break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items) { Print(item, text); text.Append('\n'); }
                text.Append(']');
                break;
            case not null when value.GetType().Namespace?.StartsWith("CdmPolicy", StringComparison.Ordinal) == true:
                text.Append(value.GetType().Name).Append('(');
                foreach (var property in value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0 && p.Name is not ("Source" or "EqualityContract") && !IsStatic(p)))
                {
                    text.Append(property.Name).Append('=');
                    Print(property.GetValue(value), text);
                    text.Append(' ');
                }
                text.Append(')');
                break;
            default: text.Append(value); break;
        }
    }

    private static bool IsStatic(System.Reflection.PropertyInfo property) => property.GetMethod?.IsStatic == true;
}

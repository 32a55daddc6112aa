using System.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>What a reclaimer with arguments is called, in text and in generated code.</summary>
internal static class ReclaimerNames
{
    /// <summary>Arguments that have their default are left out, so that equal reclaimers have equal names.</summary>
    public static (string Instance, string Display) Of(string name, IReadOnlyList<ReclaimerArgument> arguments)
    {
        var own = arguments.Where(a => !a.IsDefault)
            .Select(a => (Name: a.Syntax.Name.Text, Value: TypeNames.Show(a.Type, a.Value)))
            .ToArray();
        if (own.Length == 0) return (name, name);
        return (name + string.Concat(own.Select(a => "_" + a.Name + Identifier(a.Value))),
            $"{name}({string.Join(", ", own.Select(a => $"{a.Name}: {a.Value}"))})");
    }

    private static string Identifier(string value)
    {
        var result = new StringBuilder();
        foreach (var c in value)
            result.Append(c switch { '.' => "p", '%' => "pct", '/' => "per", _ => c.ToString() });
        return result.ToString();
    }
}

namespace CdmPolicy.Generator.Hosts;

/// <summary>Names of generated files: those of the declarations, made different where only the case differs.</summary>
internal sealed class HintNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Take(string ns, string name)
    {
        var full = ns.Length > 0 ? $"{ns}.{name}" : name;
        var safe = new string([.. full.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '_')]);
        while (!_taken.Add(safe)) safe += "_";
        return safe + ".g.cs";
    }
}

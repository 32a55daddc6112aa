namespace CdmPolicy.Generator.Emit;

/// <summary>Gives members of one type names that differ; a later one gets underscores.</summary>
internal sealed class NameScope(params IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public string Take(string wanted)
    {
        while (!_taken.Add(wanted)) wanted += "_";
        return wanted;
    }
}

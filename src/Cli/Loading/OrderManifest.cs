using System.Globalization;
using System.Reflection;

namespace CdmPolicy.Cli.Loading;

/// <summary>What an assembly with one reclaimer says about itself.</summary>
/// <param name="TypeName">The generated struct, generic over the layout of frames, as reflection names it.</param>
/// <param name="StateBytes">What its page fields need behind the header.</param>
internal sealed record OrderManifest(string TypeName, int StateBytes)
{
    private const string TypeKey = "cdmp.reclaimer";
    private const string StateKey = "cdmp.state";

    public string ToSource() =>
        $"[assembly: global::System.Reflection.AssemblyMetadata(\"{TypeKey}\", \"{TypeName}\")]\n"
        + $"[assembly: global::System.Reflection.AssemblyMetadata(\"{StateKey}\", \"{StateBytes.ToString(CultureInfo.InvariantCulture)}\")]\n";

    public static OrderManifest Of(Assembly assembly)
    {
        var values = assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .ToDictionary(a => a.Key, a => a.Value ?? "", StringComparer.Ordinal);
        return new(values[TypeKey], int.Parse(values[StateKey], CultureInfo.InvariantCulture));
    }
}

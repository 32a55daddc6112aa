using System.Reflection;

namespace CdmPolicy.Cli;

/// <summary>The version of the command, as people quote it.</summary>
internal static class ToolVersion
{
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}

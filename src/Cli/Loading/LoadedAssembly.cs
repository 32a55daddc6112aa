using System.Reflection;
using System.Runtime.Loader;

namespace CdmPolicy.Cli.Loading;

/// <summary>Loads compiled bytes next to the command's own assemblies, which they reference.</summary>
internal static class LoadedAssembly
{
    // Not collectible: the JIT treats the statics of collectible code as unknown, which costs speed, and the process is short.
    public static Assembly Load(byte[] image) =>
        new AssemblyLoadContext("policies").LoadFromStream(new MemoryStream(image, writable: false));
}

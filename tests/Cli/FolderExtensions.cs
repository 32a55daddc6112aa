using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

internal static class FolderExtensions
{
    /// <summary>Writes a text into the folder and gives its path.</summary>
    public static string Write(this TemporaryFolder folder, string name, string text)
    {
        File.WriteAllText(folder[name], text);
        return folder[name];
    }
}

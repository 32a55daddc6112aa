using System.Security.Cryptography;
using System.Text;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Loading;

/// <summary>What a compiled assembly depends on, as one short name: the texts, and the tools by their module versions.</summary>
internal static class CacheKey
{
    public static string Of(string purpose, IEnumerable<SourceText> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, purpose);
        Add(hash, Environment.Version.ToString());
        foreach (var tool in Tools()) hash.AppendData(tool.Module.ModuleVersionId.ToByteArray());
        foreach (var text in texts)
        {
            Add(hash, text.Path);
            Add(hash, text.Content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static Type[] Tools() =>
        [typeof(CacheKey), typeof(SourceText), typeof(Generator.Emit.EmittedFile), typeof(Policies.IKeep)];

    // With its length before it, so that two different lists of texts never give the same bytes.
    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}

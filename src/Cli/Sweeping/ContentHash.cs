using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CdmPolicy.Cli.Running;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>Short names of contents, by which results of one thing are told from those of another.</summary>
internal static class ContentHash
{
    /// <summary>Of what the files say, wherever they lie.</summary>
    public static string Of(IEnumerable<SourceText> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts) Add(hash, text.Content);
        return Name(hash);
    }

    /// <summary>Of the accesses that a run gets, and of what happens beside them.</summary>
    public static string Of(RunRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var trace = request.Trace;
        hash.AppendData(MemoryMarshal.AsBytes<int>(trace.Pages));
        hash.AppendData(request.Operations);
        if (request.Interval is null && trace.Times is { } times) hash.AppendData(MemoryMarshal.AsBytes<long>(times));
        else Add(hash, $"{request.Interval ?? trace.Interval}");
        hash.AppendData(MemoryMarshal.AsBytes<int>(request.RegionOfPage));
        Add(hash, $"{trace.PageBytes} {request.EndNs} {string.Join(';', request.Regions.Select(r => r.ToString()))}");
        Add(hash, string.Join(';', trace.Events.Select(e => e.ToString())));
        return Name(hash);
    }

    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }

    private static string Name(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
}

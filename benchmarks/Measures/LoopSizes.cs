using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace CdmPolicy.Benchmarks.Measures;

/// <summary>Bytes of machine code of each machine's loop over accesses, as the runtime tells when it has compiled one.</summary>
internal sealed class LoopSizes : EventListener
{
    private const EventKeywords Jit = (EventKeywords)0x10;

    private readonly ConcurrentDictionary<string, uint> _sizes = new();

    /// <summary>The largest of the loops that were compiled for a policy, or nothing.</summary>
    public string Of(Type policy)
    {
        Thread.Sleep(100);
        var sizes = _sizes.Where(s => s.Key.Contains(policy.FullName!, StringComparison.Ordinal)).Select(s => s.Value).ToArray();
        return sizes.Length == 0 ? "" : sizes.Max().ToString(CultureInfo.InvariantCulture);
    }

    protected override void OnEventSourceCreated(EventSource source)
    {
        if (source.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(source, EventLevel.Verbose, Jit);
    }

    protected override void OnEventWritten(EventWrittenEventArgs e)
    {
        if (e.EventName is null || !e.EventName.StartsWith("MethodLoadVerbose", StringComparison.Ordinal)) return;
        object? Field(string name) => e.PayloadNames!.IndexOf(name) is >= 0 and var at ? e.Payload![at] : null;
        if (Field("MethodName") is not "Loop") return;
        _sizes[$"{Field("MethodNamespace")} {Field("MethodSignature")}"] = Convert.ToUInt32(Field("MethodSize"), CultureInfo.InvariantCulture);
    }
}

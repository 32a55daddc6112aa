using System.Runtime.CompilerServices;

namespace CdmPolicy;

/// <summary>Handlers that wait for samples instead of for the clock.</summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>By handler, the samples taken since it ran last.</summary>
    private readonly long[] _sinceTick = new long[TPolicy.Model.TickSamples.Length];

    /// <summary>The access being handled was a sample.</summary>
    private bool _sampled;

    /// <summary>After an access that was a sample and all that it started, those handlers run whose number is full.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunAfterSamples()
    {
        _sampled = false;
        var needed = TPolicy.Model.TickSamples;
        for (var tick = 0; tick < needed.Length; tick++)
        {
            if (needed[tick] == 0 || ++_sinceTick[tick] < needed[tick]) continue;
            _sinceTick[tick] = 0;
            Policy.Tick(this, tick);
        }
    }
}

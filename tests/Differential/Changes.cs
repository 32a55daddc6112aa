using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Differential;

/// <summary>How often pages changed their size in all runs: comparing what never happens would prove nothing.</summary>
internal static class Changes
{
    private static long s_splits, s_collapses, s_refused;

    public static long Splits => s_splits;

    public static long Collapses => s_collapses;

    public static void Note<TPolicy>(Machine<TPolicy> machine)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        for (var rule = 0; rule < machine.Rules.Length; rule++)
        {
            ref readonly var counters = ref machine.Rules[rule];
            var text = TPolicy.Model.Rules[rule].Text;
            if (text.Contains("=> split", StringComparison.Ordinal)) Interlocked.Add(ref s_splits, counters.Applied);
            if (text.Contains("=> collapse", StringComparison.Ordinal)) Interlocked.Add(ref s_collapses, counters.Applied);
            Interlocked.Add(ref s_refused, counters.RefusedNoBlock);
        }
    }

    public static string Text => $"{s_splits} pages were split, {s_collapses} collapsed, {s_refused} found no block";
}

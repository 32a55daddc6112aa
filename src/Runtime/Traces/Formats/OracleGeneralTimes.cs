namespace CdmPolicy.Traces;

/// <summary>
/// oracleGeneral counts whole seconds, in which a program makes many thousand accesses. Left at one instant, they would
/// hide all time from a policy; so the accesses of a second are spread evenly over it, which keeps its second the same.
/// </summary>
internal static class OracleGeneralTimes
{
    /// <param name="times">Whole seconds in nanoseconds, never decreasing; changed in place.</param>
    public static void Spread(long[] times)
    {
        for (var start = 0; start < times.Length;)
        {
            var second = times[start];
            var end = start + 1;
            while (end < times.Length && times[end] == second) end++;
            for (var i = start; i < end; i++)
                times[i] = second + (i - start) * OracleGeneralRecord.NanosecondsPerSecond / (end - start);
            start = end;
        }
    }
}

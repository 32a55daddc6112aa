namespace CdmPolicy.Tests.Support;

/// <summary>What a piece of code allocates.</summary>
internal static class Allocations
{
    /// <summary>
    /// Of a few measurements the least, until one is 0. What is left of a thread's buffer counts as allocated by it when another thread's
    /// collection takes the buffer away; code that allocates does so every time.
    /// </summary>
    public static long Least(Func<long> measure)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 4 && least != 0; i++) least = Math.Min(least, measure());
        return least;
    }
}

namespace CdmPolicy;

/// <summary>How latency grows as a memory nears its bandwidth.</summary>
/// <remarks>
/// The mean wait of an M/D/1 queue (Pollaczek and Khinchine), ρ / (2 · (1 - ρ)) services, with a quarter of the unloaded
/// latency as the service: the device's banks and its channel, which queue, against the way there, which does not. At 59/64 that
/// gives the 2.5 times of the loaded default tier in Colloid (Vuppalapati and Agarwal, SOSP 2024).
/// </remarks>
internal static class LoadCurve
{
    /// <summary>Utilisation is measured in steps of 1/64.</summary>
    public const int Steps = 64;

    /// <summary>15/16: a closed system never asks for more, since who waits asks for nothing.</summary>
    public const int Most = 60;

    /// <summary>The step of so many bytes in so many ns, rounded down.</summary>
    public static int Step(Int128 bytes, long bandwidth, long ns) =>
        (int)Int128.Min(Most, bytes * (Steps * 1_000_000_000L) / ((Int128)bandwidth * ns));

    /// <summary>A latency under load, rounded down.</summary>
    public static long Loaded(long latencyNs, int step) =>
        latencyNs + (long)((Int128)latencyNs * step / (8 * (Steps - step)));
}

using System.Runtime.InteropServices;

namespace CdmPolicy.Traces;

/// <summary>One request as libCacheSim stores it: packed, little-endian, 24 bytes.</summary>
/// <param name="Time">Seconds.</param>
/// <param name="Id">What is requested; a page number here.</param>
/// <param name="Size">Size of the object; pages have one size, so a reader ignores it.</param>
/// <param name="Next">The number, from 1, of the next request for the same id; -1 or the largest value for none.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct OracleGeneralRecord(uint Time, ulong Id, uint Size, long Next)
{
    public const int Bytes = 24;
    public const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>
    /// Whether the record can stand at this index (from 0). The one redundant field is what tells a trace from noise;
    /// 0 is let through because tools that do not know the future write it.
    /// </summary>
    public bool FitsAt(long index) => Next > index || Next is 0 or -1;
}

using System.Runtime.InteropServices;

namespace CdmPolicy.Fuzzing;

/// <summary>The map of branches that instrumented code counts in, as afl-fuzz lays it out.</summary>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16;

    private readonly byte* _map = (byte*)NativeMemory.AllocZeroed(Size);

    /// <summary>For each branch the classes of counts that some text reached, a bit each.</summary>
    private readonly byte[] _seen = new byte[Size];

    public Coverage() => SharpFuzz.Common.Trace.SharedMem = _map;

    /// <summary>How many branches were ever taken.</summary>
    public int Branches => _seen.Count(classes => classes != 0);

    public void Clear()
    {
        NativeMemory.Clear(_map, Size);
        SharpFuzz.Common.Trace.PrevLocation = 0;
    }

    /// <summary>Whether the run since <see cref="Clear"/> took a branch that none took before, or took one many more times.</summary>
    public bool IsNew()
    {
        var isNew = false;
        for (var i = 0; i < Size; i++)
        {
            if (_map[i] == 0) continue;
            var bit = (byte)Class(_map[i]);
            isNew |= (_seen[i] & bit) == 0;
            _seen[i] |= bit;
        }
        return isNew;
    }

    /// <summary>1, 2, 3, 4 to 7, 8 to 15, 16 to 31, 32 to 127, more.</summary>
    private static int Class(byte count) => count switch
    {
        1 => 1, 2 => 2, 3 => 4, < 8 => 8, < 16 => 16, < 32 => 32, < 128 => 64, _ => 128,
    };
}

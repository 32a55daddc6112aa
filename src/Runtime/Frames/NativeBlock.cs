using System.Runtime.InteropServices;

namespace CdmPolicy.Frames;

/// <summary>Memory outside the garbage collector's heap, zeroed, aligned to cache lines, freed once.</summary>
/// <remarks>Large blocks come from the system zeroed and untouched: what is never used is never paid for.</remarks>
public sealed unsafe class NativeBlock : IDisposable
{
    private const int Alignment = 64;

    private void* _allocated;

    public NativeBlock(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes + Alignment;
        _allocated = NativeMemory.AllocZeroed((nuint)Bytes);
        Start = (byte*)(((nuint)_allocated + Alignment - 1) & ~(nuint)(Alignment - 1));
        LargePages.Ask(Start, bytes);
        GC.AddMemoryPressure(Bytes);
    }

    ~NativeBlock() => Free();

    public long Bytes { get; }

    internal byte* Start { get; }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_allocated is null) return;
        NativeMemory.Free(_allocated);
        _allocated = null;
        GC.RemoveMemoryPressure(Bytes);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace CdmPolicy.Frames;

/// <summary>
/// All frames of a hierarchy, tier after tier, numbered from 1 so that 0 can mean none. A plain pointer: it is passed by
/// value and costs no bounds checks; who calls it with a number outside is in the wrong, and only the machine and generated
/// code do.
/// </summary>
public readonly unsafe struct FrameTable<TLayout>
    where TLayout : struct, IFrameLayout
{
    /// <summary>Bytes from one frame to the next.</summary>
    public static int Stride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => sizeof(Frame) + TLayout.StateBytes;
    }

    private readonly byte* _base;

    internal FrameTable(byte* start) => _base = start;

    public ref Frame this[int frame]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref *(Frame*)(_base + (nint)(uint)frame * Stride);
    }

    /// <summary>The state behind a frame's header, seen as <typeparamref name="T"/> from a byte offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T State<T>(int frame, int offset = 0)
        where T : unmanaged =>
        ref *(T*)(_base + (nint)(uint)frame * Stride + sizeof(Frame) + offset);

    /// <summary>How many base pages the page in a frame has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PagesOf(int frame) =>
        TLayout.HugePages > 1 && (this[frame].Flags & PageFlags.Huge) != 0 ? TLayout.HugePages : 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Prefetch(int frame)
    {
        if (Sse.IsSupported) Sse.Prefetch0(_base + (nint)(uint)frame * Stride);
    }

    internal void ClearState(int frame)
    {
        if (TLayout.StateBytes > 0)
            new Span<byte>(_base + (nint)(uint)frame * Stride + sizeof(Frame), TLayout.StateBytes).Clear();
    }

    internal void CopyState(int from, int to)
    {
        if (TLayout.StateBytes > 0)
        {
            new ReadOnlySpan<byte>(_base + (nint)(uint)from * Stride + sizeof(Frame), TLayout.StateBytes)
                .CopyTo(new Span<byte>(_base + (nint)(uint)to * Stride + sizeof(Frame), TLayout.StateBytes));
        }
    }

    internal void SwapState(int a, int b)
    {
        for (var offset = 0; offset < TLayout.StateBytes; offset++)
            (State<byte>(a, offset), State<byte>(b, offset)) = (State<byte>(b, offset), State<byte>(a, offset));
    }
}

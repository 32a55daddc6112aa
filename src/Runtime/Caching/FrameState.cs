using CdmPolicy.Frames;

namespace CdmPolicy.Caching;

/// <summary>Frame layouts of fixed sizes, for reclaimers that run without a policy around them.</summary>
public static class FrameState
{
    /// <summary>The layouts, smallest first.</summary>
    private static readonly (int Bytes, Type Layout)[] Sizes =
    [
        (0, typeof(Bytes0)), (4, typeof(Bytes4)), (8, typeof(Bytes8)), (16, typeof(Bytes16)), (32, typeof(Bytes32)),
        (64, typeof(Bytes64)), (240, typeof(Bytes240)),
    ];

    /// <summary>The smallest layout with at least so many bytes of state behind the header.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or above 240.</exception>
    public static Type Holding(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Sizes[^1].Bytes);
        return Array.Find(Sizes, size => size.Bytes >= bytes).Layout;
    }

    public readonly struct Bytes0 : IFrameLayout
    {
        public static int StateBytes => 0;
    }

    public readonly struct Bytes4 : IFrameLayout
    {
        public static int StateBytes => 4;
    }

    public readonly struct Bytes8 : IFrameLayout
    {
        public static int StateBytes => 8;
    }

    public readonly struct Bytes16 : IFrameLayout
    {
        public static int StateBytes => 16;
    }

    public readonly struct Bytes32 : IFrameLayout
    {
        public static int StateBytes => 32;
    }

    public readonly struct Bytes64 : IFrameLayout
    {
        public static int StateBytes => 64;
    }

    public readonly struct Bytes240 : IFrameLayout
    {
        public static int StateBytes => 240;
    }
}

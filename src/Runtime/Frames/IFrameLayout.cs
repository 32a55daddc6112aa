namespace CdmPolicy.Frames;

/// <summary>How many bytes of state stand behind each frame's header; a constant to the JIT.</summary>
public interface IFrameLayout
{
    /// <summary>A multiple of 4, at most 240.</summary>
    static abstract int StateBytes { get; }

    /// <summary>Base pages of a huge page, a power of two; 1 where there is one size only.</summary>
    static virtual int HugePages => 1;
}

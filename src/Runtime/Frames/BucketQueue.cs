using System.Runtime.CompilerServices;

namespace CdmPolicy.Frames;

/// <summary>
/// A queue for each value of a counter, and a list of the queues that hold pages, in order of their values. A page that is
/// filed again goes on from where it was, so that counting up by one takes a few steps however many pages and values there are
/// ("An O(1) algorithm for implementing the LFU cache eviction scheme", 2010).
/// </summary>
/// <remarks>
/// A mutable struct: hold it in a field that is not readonly. Its memory is freed by <see cref="Release()"/>, or when it is collected. Each page keeps the
/// number of its queue in its own state, which the caller hands over by reference.
/// </remarks>
public unsafe struct BucketQueue
{
    private readonly NativeBlock _block;
    private readonly Bucket* _buckets;
    private int _lowest;
    private int _free;
    private int _made;

    /// <param name="capacity">The tier's, in pages.</param>
    /// <param name="pages">How many different pages there can be.</param>
    public BucketQueue(long capacity, int pages)
    {
        // One for each resident page, one more while a page moves, and number 0 for none.
        _block = new NativeBlock((Math.Min(capacity, pages) + 2) * sizeof(Bucket));
        _buckets = (Bucket*)_block.Start;
    }

    /// <summary>Pages in all queues, a huge one as its base pages.</summary>
    public int Count { get; private set; }

    /// <summary>The frame at the back of the lowest queue, or 0.</summary>
    public readonly int Back
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _buckets[_lowest].Back;
    }

    /// <summary>The frame after this one on the way from the lowest queue to the highest, each from its back; or 0.</summary>
    public readonly int After<TLayout>(FrameTable<TLayout> frames, int frame, int bucket)
        where TLayout : struct, IFrameLayout =>
        frames[frame].Previous is > 0 and var previous ? previous : _buckets[_buckets[bucket].Higher].Back;

    public void Push<TLayout>(FrameTable<TLayout> frames, int frame, byte id, long value, bool front, ref int bucket)
        where TLayout : struct, IFrameLayout
    {
        bucket = Find(_lowest, value);
        frames[frame].Queue = id;
        Link(frames, frame, bucket, front);
        Count += frames.PagesOf(frame);
    }

    /// <summary>Files a page again that is in one of the queues.</summary>
    public void Move<TLayout>(FrameTable<TLayout> frames, int frame, long value, bool front, ref int bucket)
        where TLayout : struct, IFrameLayout
    {
        var from = bucket;
        if (_buckets[from].Front == _buckets[from].Back && Renames(from, value)) return;
        bucket = Find(from, value);
        Cut(frames, frame, from);
        Link(frames, frame, bucket, front);
        if (_buckets[from].Front == 0) Release(from);
    }

    public void Unlink<TLayout>(FrameTable<TLayout> frames, int frame, int bucket)
        where TLayout : struct, IFrameLayout
    {
        Cut(frames, frame, bucket);
        if (_buckets[bucket].Front == 0) Release(bucket);
        frames[frame].Queue = 0;
        Count -= frames.PagesOf(frame);
    }

    /// <summary>A page goes to the far end of its own queue.</summary>
    public readonly void Spare<TLayout>(FrameTable<TLayout> frames, int frame, int bucket)
        where TLayout : struct, IFrameLayout
    {
        if (_buckets[bucket].Front == frame) return;
        Cut(frames, frame, bucket);
        Link(frames, frame, bucket, front: true);
    }

    /// <summary>Frees its memory; it is not used any more.</summary>
    public readonly void Release() => _block?.Dispose();

    /// <summary>A queue with one page takes on that page's new value, if its neighbours leave room for it.</summary>
    private readonly bool Renames(int bucket, long value)
    {
        ref var queue = ref _buckets[bucket];
        if (queue.Higher != 0 && _buckets[queue.Higher].Value <= value) return false;
        if (queue.Lower != 0 && _buckets[queue.Lower].Value >= value) return false;
        queue.Value = value;
        return true;
    }

    /// <summary>The queue of a value, made where there is none; looked for from another one, or from nowhere.</summary>
    private int Find(int near, long value)
    {
        if (near == 0) return Make(value, 0, 0);
        while (_buckets[near].Value < value && _buckets[near].Higher != 0) near = _buckets[near].Higher;
        while (_buckets[near].Value > value && _buckets[near].Lower != 0) near = _buckets[near].Lower;
        if (_buckets[near].Value == value) return near;
        return _buckets[near].Value < value
            ? Make(value, near, _buckets[near].Higher)
            : Make(value, 0, near);
    }

    private int Make(long value, int lower, int higher)
    {
        var made = _free;
        if (made != 0) _free = _buckets[made].Higher;
        else made = ++_made;
        _buckets[made] = new Bucket { Value = value, Lower = lower, Higher = higher };
        if (lower != 0) _buckets[lower].Higher = made;
        else _lowest = made;
        if (higher != 0) _buckets[higher].Lower = made;
        return made;
    }

    private void Release(int bucket)
    {
        var (lower, higher) = (_buckets[bucket].Lower, _buckets[bucket].Higher);
        if (lower != 0) _buckets[lower].Higher = higher;
        else _lowest = higher;
        if (higher != 0) _buckets[higher].Lower = lower;
        _buckets[bucket].Higher = _free;
        _free = bucket;
    }

    private readonly void Link<TLayout>(FrameTable<TLayout> frames, int frame, int bucket, bool front)
        where TLayout : struct, IFrameLayout
    {
        ref var ends = ref _buckets[bucket];
        ref var entry = ref frames[frame];
        entry.Next = front ? ends.Front : 0;
        entry.Previous = front ? 0 : ends.Back;
        if (entry.Next != 0) frames[entry.Next].Previous = frame;
        else ends.Back = frame;
        if (entry.Previous != 0) frames[entry.Previous].Next = frame;
        else ends.Front = frame;
    }

    private readonly void Cut<TLayout>(FrameTable<TLayout> frames, int frame, int bucket)
        where TLayout : struct, IFrameLayout
    {
        ref var ends = ref _buckets[bucket];
        ref var entry = ref frames[frame];
        if (entry.Previous != 0) frames[entry.Previous].Next = entry.Next;
        else ends.Front = entry.Next;
        if (entry.Next != 0) frames[entry.Next].Previous = entry.Previous;
        else ends.Back = entry.Previous;
    }

    private struct Bucket
    {
        public long Value;
        public int Front;
        public int Back;
        public int Lower;
        public int Higher;
    }
}

using CdmPolicy.Caching;
using CdmPolicy.Frames;
using CsCheck;

namespace CdmPolicy.Tests.Frames;

/// <summary>The allocator against a row of frames that are free or not.</summary>
public class BlockAllocatorTests
{
    private const int First = 5;

    [Fact]
    public void Blocks_never_overlap_and_freed_ones_are_joined_completely() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[0, 4], Gen.Int[0, 1000].Array[0, 200]).Sample((capacity, largest, steps) =>
        {
            using var block = new NativeBlock((First + capacity + 1) * 16);
            var allocator = Allocator(block, capacity, largest);
            var isFree = Enumerable.Repeat(true, capacity).ToArray();
            var taken = new List<(int Offset, int Order)>();
            foreach (var step in steps)
            {
                if (step % 3 == 0 && taken.Count > 0)
                {
                    var (offset, order) = taken[step % taken.Count];
                    taken.RemoveAt(step % taken.Count);
                    if (step % 2 == 0 && order > 0)
                    {
                        // Frame by frame, as the pages of a split one leave.
                        for (var i = 0; i < 1 << order; i++) allocator.Free(First + offset + i, 0);
                    }
                    else allocator.Free(First + offset, order);

                    Array.Fill(isFree, true, offset, 1 << order);
                }
                else
                {
                    var order = step % (largest + 1);
                    if (!allocator.Has(order)) continue;
                    var offset = allocator.Take(order) - First;
                    Assert.Equal(0, offset % (1 << order));
                    for (var i = offset; i < offset + (1 << order); i++) Assert.True(isFree[i]);
                    Array.Fill(isFree, false, offset, 1 << order);
                    taken.Add((offset, order));
                }

                for (var order = 0; order <= largest; order++)
                {
                    var whole = Whole(isFree, order);
                    Assert.Equal(whole, allocator.FramesIn(order));
                    Assert.Equal(whole > 0, allocator.Has(order));
                }
            }
        });

    [Fact]
    public void The_smallest_block_that_fits_is_taken_and_among_equals_the_one_freed_last()
    {
        using var block = new NativeBlock(64 * 16);
        var allocator = Allocator(block, 16, 2);
        var frames = Enumerable.Range(0, 6).Select(_ => allocator.Take(0)).ToArray();
        Assert.Equal([5, 6, 7, 8, 9, 10], frames);
        // A pair is left of the second four, and it is the smallest.
        Assert.Equal(11, allocator.Take(0));
        Assert.Equal(13, allocator.Take(2));
        allocator.Free(6, 0);
        allocator.Free(9, 0);
        Assert.Equal([9, 6], [allocator.Take(0), allocator.Take(0)]);
    }

    private static BlockAllocator<FrameState.Bytes0> Allocator(NativeBlock block, int capacity, int largest)
    {
        unsafe
        {
            return new(new FrameTable<FrameState.Bytes0>(block.Start), First, capacity, largest, 1);
        }
    }

    /// <summary>Free frames in aligned runs of 2^order.</summary>
    private static int Whole(bool[] isFree, int order)
    {
        var frames = 0;
        for (var offset = 0; offset + (1 << order) <= isFree.Length; offset += 1 << order)
            if (isFree.AsSpan(offset, 1 << order).IndexOf(false) < 0) frames += 1 << order;
        return frames;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CdmPolicy.Traces;

/// <summary>The columns of a compact trace while its blocks are unpacked into them, each block into its own part.</summary>
internal sealed class CompactEvents(CompactHead head, string path)
{
    public int[] Pages { get; } = GC.AllocateUninitializedArray<int>((int)head.Events);

    public byte[] Operations { get; } = new byte[head.Events];

    public long[]? Times { get; } = head.IsTimed ? new long[head.Events] : null;

    public void Decode(IReadOnlyList<CompactBlock> blocks)
    {
        var starts = new int[blocks.Count];
        for (var i = 1; i < blocks.Count; i++) starts[i] = starts[i - 1] + blocks[i - 1].Items;
        var errors = new TraceException?[blocks.Count];
        Parallel.For(0, blocks.Count, i =>
        {
            try
            {
                Decode(blocks[i], starts[i]);
            }
            catch (Exception e)
            {
                errors[i] = e as TraceException ?? TraceErrors.Unreadable(e, path, blocks[i].Offset);
            }
        });
        if (errors.FirstOrDefault(e => e is not null) is { } first) throw first;
        CheckSeams(blocks, starts);
    }

    // This and what follows are compiled fully at once: a trace is read before the runtime sees that they are hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Decode(CompactBlock block, int start)
    {
        var bytes = block.Unpack(path);
        if (bytes.Length < EventColumns.Bytes) throw block.Damaged(path);
        var columns = new EventColumns(bytes[0], bytes[1] != 0, bytes[2] != 0);
        if (columns.PageWidth is not (1 or 2 or 4) || columns.HasTimes != head.IsTimed) throw block.Damaged(path);

        var source = new VarintReader(bytes.AsSpan(EventColumns.Bytes));
        var pages = Pages.AsSpan(start, block.Items);
        var numbers = source.Raw(block.Items * columns.PageWidth);
        if (!source.Failed) Widen(numbers, pages, columns.PageWidth);
        if (columns.HasOperations)
        {
            var operations = source.Raw(block.Items);
            operations.CopyTo(Operations.AsSpan(start));
        }
        if (Times is not null) DecodeTimes(ref source, Times.AsSpan(start, block.Items));
        if (!source.Complete) throw block.Damaged(path);

        foreach (var page in pages)
            if ((uint)page >= (uint)head.Pages)
                throw block.Damaged(path, $"page number {(uint)page} is not below {head.Pages}");
        foreach (var operation in Operations.AsSpan(start, block.Items))
            if (Operation.AgentOf(operation) >= head.Agents.Count)
                throw block.Damaged(path, $"agent number {Operation.AgentOf(operation)} is not below {head.Agents.Count}");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(ReadOnlySpan<byte> numbers, Span<int> pages, int width)
    {
        if (width == 1)
            for (var i = 0; i < pages.Length; i++) pages[i] = numbers[i];
        else if (width == 4)
            MemoryMarshal.Cast<byte, int>(numbers).CopyTo(pages);
        else
        {
            var narrow = MemoryMarshal.Cast<byte, ushort>(numbers);
            for (var i = 0; i < pages.Length; i++) pages[i] = narrow[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DecodeTimes(ref VarintReader source, Span<long> times)
    {
        var time = 0L;
        foreach (ref var target in times)
        {
            time += source.NumberUpTo(long.MaxValue - time);
            target = time;
        }
    }

    /// <summary>Within a block times cannot fall; from one block to the next they could.</summary>
    private void CheckSeams(IReadOnlyList<CompactBlock> blocks, int[] starts)
    {
        if (Times is null) return;
        if (Times.Length > 0 && (Times[0] != 0 || Times[^1] > long.MaxValue - head.Origin))
            throw blocks[0].Damaged(path, "its times are out of range");
        for (var i = 1; i < starts.Length; i++)
            if (starts[i] > 0 && blocks[i].Items > 0 && Times[starts[i]] < Times[starts[i] - 1])
                throw blocks[i].Damaged(path, "its times are earlier than those before it");
    }
}

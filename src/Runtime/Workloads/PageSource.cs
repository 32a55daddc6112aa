using System.Numerics;

namespace CdmPolicy.Workloads;

/// <summary>The pages of one stream, in the order it accesses them; they come in runs, so that each pattern is one tight loop.</summary>
internal abstract class PageSource
{
    public static PageSource Create(AccessStream stream, int pages, long seed, int phase, int number) => stream.Pattern switch
    {
        AccessPattern.Sequential => new SequentialPages(pages),
        AccessPattern.Strided => new StridedPages(stream.Stride ?? throw new ArgumentException("a strided stream needs its steps", nameof(stream))),
        AccessPattern.Random => new RandomPages(pages, new Xoshiro256(seed, phase, number)),
        _ => new ZipfPages(
            new ZipfLaw(pages, stream.Exponent), new Scatter(pages, seed, stream.Region), new Xoshiro256(seed, phase, number)),
    };

    /// <summary>The next pages, numbered from 0 in their region.</summary>
    public abstract void Fill(Span<int> pages);

    private sealed class SequentialPages(int count) : PageSource
    {
        private int _next;

        public override void Fill(Span<int> pages)
        {
            for (var i = 0; i < pages.Length; i++)
            {
                pages[i] = _next;
                if (++_next == count) _next = 0;
            }
        }
    }

    private sealed class StridedPages(Stride stride) : PageSource
    {
        private readonly int _shift = BitOperations.Log2((uint)stride.PageBytes);
        private long _offset;

        public override void Fill(Span<int> pages)
        {
            foreach (ref var page in pages)
            {
                page = (int)(_offset >> _shift);
                _offset += stride.StepBytes;
                if (_offset >= stride.ExtentBytes) _offset = 0;
            }
        }
    }

    private sealed class RandomPages(int count, Xoshiro256 random) : PageSource
    {
        private Xoshiro256 _random = random;

        public override void Fill(Span<int> pages)
        {
            // In a local, the generator's state stays in registers.
            var random = _random;
            for (var i = 0; i < pages.Length; i++) pages[i] = (int)random.Below((ulong)count);
            _random = random;
        }
    }

    private sealed class ZipfPages(ZipfLaw law, Scatter scatter, Xoshiro256 random) : PageSource
    {
        private Xoshiro256 _random = random;

        public override void Fill(Span<int> pages)
        {
            var random = _random;
            foreach (ref var rank in pages) rank = law.Next(ref random);
            foreach (ref var page in pages) page = scatter.PageOf(page);
            _random = random;
        }
    }
}

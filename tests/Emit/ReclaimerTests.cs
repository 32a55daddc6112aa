using CdmPolicy.Dsl.Plan;
using CdmPolicy.Frames;
using CdmPolicy.Generator.Emit;
using CdmPolicy.Policies;
using CdmPolicy.Tests.Support;
using CsCheck;

namespace CdmPolicy.Tests.Emit;

/// <summary>Generated reclaimers against algorithms written naively over lists.</summary>
public class ReclaimerTests
{
    [Fact]
    public void Fifo_evicts_the_oldest() => Agrees(Plans.Fifo, size => new NaiveFifo(size));

    [Fact]
    public void Lru_evicts_the_least_recently_used() => Agrees(Plans.Lru, size => new NaiveLru(size));

    [Fact]
    public void Clock_spares_pages_with_uses_left() => Agrees(Plans.Clock, size => new NaiveClock(size, 3));

    [Fact]
    public void Sieve_keeps_its_hand_where_it_was() => Agrees(Plans.Sieve, size => new NaiveSieve(size));

    private static void Agrees(ReclaimerPlan plan, Func<int, INaiveCache> naive)
    {
        var type = CompiledCode.Load([CSharpEmitter.EmitReclaimer(plan)])
            .GetType($"CdmPolicy.Library.{plan.InstanceName}`1", throwOnError: true)!.MakeGenericType(typeof(NoState));
        var create = typeof(SmallCache<>).MakeGenericType(type);
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 20].Array[0, 200]).Sample((size, pages) =>
        {
            var cache = (ISmallCache)Activator.CreateInstance(create, size)!;
            var expected = naive(size);
            foreach (var page in pages) Assert.Equal(expected.Request(page), cache.Request(page));
        }, iter: 300);
    }

    internal readonly struct NoState : IFrameLayout
    {
        public static int StateBytes => 0;
    }

    private interface ISmallCache
    {
        /// <summary>True for a hit.</summary>
        bool Request(int page);
    }

    private sealed unsafe class SmallCache<TReclaimer>(int size) : ISmallCache
        where TReclaimer : struct, IReclaimer<NoState>
    {
        private readonly NativeBlock _block = new((size + 1) * 16);
        private readonly Dictionary<int, int> _frameOf = [];
        private TReclaimer _reclaimer = Attached(size);

        public bool Request(int page)
        {
            var frames = new FrameTable<NoState>(_block.Start);
            if (_frameOf.TryGetValue(page, out var frame))
            {
                _reclaimer.Access(frames, frame);
                return true;
            }

            if (_frameOf.Count < size)
            {
                frame = _frameOf.Count + 1;
            }
            else
            {
                KeepNothing keep = default;
                frame = _reclaimer.Victim(frames, ref keep);
                _reclaimer.Remove(frames, frame, chosen: true);
                _frameOf.Remove(frames[frame].Page);
            }

            frames[frame].Page = page;
            _frameOf.Add(page, frame);
            _reclaimer.Insert(frames, frame);
            return false;
        }

        private static TReclaimer Attached(int size)
        {
            TReclaimer reclaimer = default;
            reclaimer.Attach(size, 100);
            return reclaimer;
        }
    }
}

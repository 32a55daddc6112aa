using CdmPolicy.Policies;
using CdmPolicy.Tests.Interpretation;

namespace CdmPolicy.Tests.Differential;

/// <summary>What happens in a random trace beside its accesses, on both machines.</summary>
internal static class RandomEvents
{
    public static void Happen<TPolicy>(Random random, long now, Machine<TPolicy> generated, Machine<InterpretedPolicy> interpreted)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        if (random.Next(12) != 0) return;
        var (page, agent, isLong) = (random.Next(generated.PageCount / 2), random.Next(generated.Hierarchy.Agents.Length), random.Next(4) == 0);
        generated.Reach(now);
        interpreted.Reach(now);
        if (random.Next(4) == 0)
        {
            var name = random.Next(2) == 0 ? "cold" : "warm";
            generated.Hint(page, agent, name);
            interpreted.Hint(page, agent, name);
            return;
        }

        if (random.Next(8) == 0)
        {
            var tier = random.Next(generated.Hierarchy.Tiers.Length);
            foreach (var other in Enumerable.Range(0, generated.Hierarchy.Tiers.Length))
            {
                generated.SetOnline(other);
                interpreted.SetOnline(other);
            }

            if (random.Next(2) == 0) return;
            generated.SetOffline(tier);
            interpreted.SetOffline(tier);
            return;
        }

        if (random.Next(5) < 2)
        {
            generated.Pin(page, agent, isLong);
            interpreted.Pin(page, agent, isLong);
            return;
        }

        // Every pin is taken back some day, or soon nothing could move.
        for (var other = 0; other < generated.PageCount; other++)
        {
            if (generated.FrameOf(other) is var frame && !generated.Frames[frame].Held || random.Next(3) == 0) continue;
            generated.Unpin(other, agent);
            interpreted.Unpin(other, agent);
        }
    }
}

using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Differential;

/// <summary>What holds of a machine after every event, whatever the policy.</summary>
internal static class Invariants
{
    /// <returns>What does not hold, or null.</returns>
    public static string? Broken<TPolicy>(Machine<TPolicy> machine)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        if (TPolicy.Shadows) return null; // a copy has a frame and is no page
        var frames = new HashSet<int>();
        var resident = new int[machine.Hierarchy.Tiers.Length];
        for (var page = 0; page < machine.PageCount; page++)
        {
            var frame = machine.FrameOf(page);
            if (frame == 0) continue;
            var (head, size) = (machine.Frames[frame], machine.Frames.PagesOf(frame));
            if (page < head.Page || page >= head.Page + size) return $"page {page} leads to the frame of page {head.Page}";
            if (!frames.Add(frame + page - head.Page)) return $"two pages are in frame {frame + page - head.Page}";
            ref var tier = ref machine.Tier(head.Tier);
            if (size > 1 && (frame - tier.FirstFrame) % size != 0) return $"the huge page {head.Page} is not aligned";
            resident[head.Tier]++;
        }

        for (var tier = 0; tier < resident.Length; tier++)
        {
            ref var state = ref machine.Tier(tier);
            if (resident[tier] != state.Used) return $"tier {tier} has {resident[tier]} pages and counts {state.Used}";
            if (machine.WholeBytes(tier) > state.Free * machine.Hierarchy.PageBytes) return $"tier {tier} has more whole than free";
        }

        return null;
    }
}

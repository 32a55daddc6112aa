using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Differential;

/// <summary>What happens in a random trace beside its accesses.</summary>
internal abstract record RandomEvent
{
    /// <summary>Mostly nothing.</summary>
    public static RandomEvent? Next<TPolicy>(Random random, Machine<TPolicy> machine)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        if (random.Next(12) != 0) return null;
        var (page, agent, isLong) = (random.Next(machine.PageCount / 2), random.Next(machine.Hierarchy.Agents.Length), random.Next(4) == 0);
        if (random.Next(4) == 0) return new Hint(page, agent, random.Next(2) == 0 ? "cold" : "warm");
        if (random.Next(8) == 0) return new Presence(random.Next(machine.Hierarchy.Tiers.Length), random.Next(2) == 0);
        if (random.Next(6) == 0) return new Unmap([.. Enumerable.Range(page, random.Next(1, 20)).Where(p => p < machine.PageCount)]);
        if (random.Next(5) < 2) return new Pin(page, agent, isLong);
        // Every pin is taken back some day, or soon nothing could move.
        return new Unpin([.. Enumerable.Range(0, machine.PageCount).Where(p => machine.Frames[machine.FrameOf(p)].Held && random.Next(3) > 0)], agent);
    }

    /// <summary>Pages that are unmapped by it.</summary>
    public virtual int[] Gone => [];

    public abstract void Happen<TPolicy>(Machine<TPolicy> machine)
        where TPolicy : struct, IPolicy<TPolicy>;

    private sealed record Hint(int Page, int Agent, string Name) : RandomEvent
    {
        public override void Happen<TPolicy>(Machine<TPolicy> machine) => machine.Hint(Page, Agent, Name);
    }

    private sealed record Pin(int Page, int Agent, bool IsLong) : RandomEvent
    {
        public override void Happen<TPolicy>(Machine<TPolicy> machine) => machine.Pin(Page, Agent, IsLong);
    }

    private sealed record Unpin(int[] Pages, int Agent) : RandomEvent
    {
        public override void Happen<TPolicy>(Machine<TPolicy> machine)
        {
            foreach (var page in Pages) machine.Unpin(page, Agent);
        }
    }

    private sealed record Unmap(int[] Pages) : RandomEvent
    {
        public override int[] Gone => Pages;

        public override void Happen<TPolicy>(Machine<TPolicy> machine) => machine.Unmap(Pages);
    }

    /// <summary>All tiers are there, or all but one.</summary>
    private sealed record Presence(int Tier, bool IsThere) : RandomEvent
    {
        public override void Happen<TPolicy>(Machine<TPolicy> machine)
        {
            for (var tier = 0; tier < machine.Hierarchy.Tiers.Length; tier++) machine.SetOnline(tier);
            if (!IsThere) machine.SetOffline(Tier);
        }
    }
}

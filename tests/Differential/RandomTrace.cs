using CdmPolicy.Dsl.Plan;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;
using CdmPolicy.Tests.Interpretation;
using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Differential;

/// <summary>Random accesses of a random program, on tiers and with parameters that are random too, except in the first trace.</summary>
internal sealed class RandomTrace
{
    private readonly Random _random;
    private readonly int _hot;
    private readonly int _longPause;
    private long _now;

    /// <param name="isFirst">As long as any, on the declared hierarchy and with the declared defaults.</param>
    public RandomTrace(int seed, PolicyPlan plan, bool isFirst)
    {
        _random = new Random(seed);
        var hierarchy = PlanModels.Hierarchy(plan.Hierarchy);
        Pages = isFirst ? 40 : _random.Next(8, 48);
        Events = isFirst ? 1500 : _random.Next(16) == 0 ? 400 : _random.Next(30, 70);
        Parameters = [.. plan.Parameters.Select(p => p.Default)];
        Hierarchy = hierarchy;
        Regions = [.. Enumerable.Range(0, 5).Select(_ => NextRegion(plan.Hierarchy.Tiers.Count, plan.Hierarchy.Tenants.Count))];
        RegionOfPage = [.. Enumerable.Range(0, Pages).Select(_ => _random.Next(Regions.Length))];
        if (plan.Hierarchy.HugePages > 1) AskForHuge(plan.Hierarchy.HugePages, new Random(~seed));
        _hot = Math.Max(1, Pages / _random.Next(2, 6));
        _longPause = isFirst ? 200_000 : 1 << _random.Next(8, 19);
        if (isFirst) return;
        if (_random.Next(2) == 0)
        {
            Hierarchy = hierarchy.WithCapacities(
                hierarchy.Tiers.ToDictionary(t => t.Name, _ => _random.Next(1, 14) * hierarchy.PageBytes));
        }

        for (var i = 0; i < Parameters.Length; i++)
            if (_random.Next(2) == 0)
                Parameters[i] = plan.Parameters[i].Names is { Count: > 0 } names
                    ? names[_random.Next(names.Count)].Value
                    : _random.NextInt64(plan.Parameters[i].Range.Min, Math.Min(plan.Parameters[i].Range.Max, long.MaxValue - 1) + 1);
    }

    /// <summary>For what happens beside accesses.</summary>
    public Random Random => _random;

    public int Pages { get; }

    public int Events { get; }

    public HierarchyModel Hierarchy { get; }

    /// <summary>By number.</summary>
    public long[] Parameters { get; }

    public RegionModel[] Regions { get; }

    public int[] RegionOfPage { get; }

    /// <summary>A generated policy with these parameters.</summary>
    public TPolicy Policy<TPolicy>()
        where TPolicy : struct, IPolicy<TPolicy>
    {
        var policy = new TPolicy();
        for (var i = 0; i < Parameters.Length; i++) policy.SetParameter(i, Parameters[i]);
        return policy;
    }

    public (int Page, byte Operation, long Now) Next()
    {
        _now += _random.Next(4) == 0 ? _random.Next(_longPause) : _random.Next(4_000);
        var page = _random.Next(3) == 0 ? _random.Next(Pages) : _random.Next(_hot);
        var agent = _random.Next(3) == 0 ? _random.Next(Hierarchy.Agents.Length) : 0;
        return (page, Operation.By(agent, (byte)_random.Next(2)), _now);
    }

    /// <summary>What a device's driver reports now, if one reports.</summary>
    public (int Agent, int Stat, long Value)? NewStat()
    {
        if (_random.Next(50) != 0) return null;
        var agent = _random.Next(Hierarchy.Agents.Length);
        var stats = Hierarchy.Agents[agent].Stats.Length;
        return stats == 0 ? null : (agent, _random.Next(stats), _random.NextInt64(1_000_000_000));
    }

    /// <summary>Two regions of huge pages, the second with a page too many for whole ones.</summary>
    private void AskForHuge(int size, Random random)
    {
        for (int region = 0, first = 0; region < 2; region++)
        {
            var pages = random.Next(Pages / 2 / size + 1) * size;
            Regions[region] = Regions[region] with { FirstHuge = first, HugePages = pages / size };
            for (var end = Math.Min(Pages, first + pages + region); first < end; first++) RegionOfPage[first] = region;
        }
    }

    private RegionModel NextRegion(int tiers, int tenants)
    {
        int Tier() => _random.Next(-1, tiers);
        return new RegionModel(
            (PageKind)_random.Next(3), _random.Next(1, 6) * 4096, Tier(), _random.Next(4), Tier(), _random.Next(-1, tenants));
    }
}

using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Frames;
using CdmPolicy.Model;

namespace CdmPolicy.Cli.Running;

/// <summary>Turns what the user set by name into numbers of a policy and its hierarchy.</summary>
internal static class RunSettings
{
    /// <summary><c>hot=8</c> sets a parameter, <c>gpu0.busy=30%</c> a device's statistic.</summary>
    public static (List<(int, long)> Parameters, List<StatSetting> Stats) Set(
        IReadOnlyList<Assignment> settings, PolicyModel policy, HierarchyModel hierarchy)
    {
        var parameters = new List<(int, long)>();
        var stats = new List<StatSetting>();
        foreach (var setting in settings)
        {
            if (setting.Name.Contains('.')) stats.Add(Stat(setting, hierarchy));
            else parameters.Add(Parameter(setting, policy));
        }

        return (parameters, stats);
    }

    /// <summary><c>ram=1GiB</c></summary>
    public static HierarchyModel Capacities(IReadOnlyList<Assignment> capacities, HierarchyModel hierarchy)
    {
        var bytes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var capacity in capacities)
        {
            var tier = Tier(capacity.Name, hierarchy);
            var value = Value.Parse(capacity.Value, ValueType.Bytes, $"--capacity {capacity.Text}");
            if (value <= 0 || value % hierarchy.PageBytes != 0)
                throw CommandException.Misuse(
                    $"`{capacity.Value}` is no capacity for `{capacity.Name}`",
                    $"it must be one or more whole pages of {hierarchy.PageBytes} bytes");
            bytes[hierarchy.Tiers[tier].Name] = value;
        }

        var changed = hierarchy.WithCapacities(bytes);
        var frames = changed.Tiers.Aggregate((Int128)0, (sum, tier) => sum + tier.CapacityBytes / changed.PageBytes);
        if (frames > HierarchyModel.MaxFrames)
            throw CommandException.Misuse(
                $"`{hierarchy.Name}` would have {frames:N0} page frames", $"there can be {HierarchyModel.MaxFrames:N0}; use smaller tiers or larger pages");
        return changed;
    }

    /// <summary><c>anon=gpu</c>: every region of that kind is bound to the tier, as by a request that names only it.</summary>
    public static Dictionary<PageKind, int> Bindings(IReadOnlyList<Assignment> bindings, HierarchyModel hierarchy)
    {
        var bound = new Dictionary<PageKind, int>();
        foreach (var binding in bindings)
        {
            var kinds = Enum.GetValues<PageKind>();
            var kind = Array.FindIndex(kinds, k => Name(k) == binding.Name);
            if (kind < 0)
                throw Unknown(null, "kind of page", binding.Name, kinds.Select(Name));
            var tier = Tier(binding.Value, hierarchy);
            if (!hierarchy.Tiers[tier].Bind)
                throw CommandException.Misuse($"no request can be bound to `{binding.Value}`", "its tier says `bind no`");
            bound[kinds[kind]] = tier;
        }

        return bound;
    }

    /// <summary>
    /// <c>moves=1%</c>: that share of the moves fails; <c>drivers=5%</c>: that share of the time each driver is silent; <c>tiers=5%</c>: that
    /// share of the time each tier but the first of the fallback is offline.
    /// </summary>
    public static Faults? Faults(IReadOnlyList<Assignment> faults, long seed)
    {
        const long One = 1_000_000_000;
        if (faults.Count == 0) return null;
        var result = new Faults(0, seed);
        foreach (var fault in faults)
        {
            if (fault.Name is not ("moves" or "drivers" or "tiers")) throw Unknown(null, "fault", fault.Name, ["moves", "drivers", "tiers"]);
            var share = Value.Parse(fault.Value, ValueType.Ratio, $"--faults {fault.Text}");
            var what = fault.Name == "moves" ? "the moves" : "the time";
            if (share > One) throw CommandException.Misuse($"`{fault.Value}` is no share of {what}", "it goes from `0%` to `100%`");
            result = fault.Name switch
            {
                "moves" => result with { Moves = share },
                "drivers" => result with { Drivers = share },
                _ => result with { Tiers = share },
            };
        }

        return result;
    }

    public static int Tier(string name, HierarchyModel hierarchy)
    {
        var tier = Array.FindIndex(hierarchy.Tiers, t => t.Name == name);
        return tier >= 0 ? tier : throw Unknown(hierarchy.Name, "tier", name, hierarchy.Tiers.Select(t => t.Name));
    }

    /// <summary>What a parameter or a statistic is set to; null: one of some names.</summary>
    public static ValueType? TypeOf(Assignment setting, PolicyModel policy, HierarchyModel hierarchy)
    {
        if (setting.Name.Contains('.'))
        {
            var (agent, stat) = FindStat(setting, hierarchy);
            return TypeOf(hierarchy.Agents[agent].Stats[stat].Unit);
        }

        var parameter = policy.Parameters[FindParameter(setting.Name, policy)];
        return parameter.Names.Length > 0 ? null : TypeOf(parameter.Unit);
    }

    public static int FindParameter(string name, PolicyModel policy)
    {
        var number = Array.FindIndex(policy.Parameters, p => p.Name == name);
        return number >= 0 ? number : throw Unknown(policy.Name, "parameter", name, policy.Parameters.Select(p => p.Name));
    }

    private static (int, long) Parameter(Assignment setting, PolicyModel policy)
    {
        var number = FindParameter(setting.Name, policy);
        var parameter = policy.Parameters[number];
        if (parameter.Names.Length > 0)
        {
            return Array.Find(parameter.Names, n => n.Name == setting.Value) is { } named
                ? (number, named.Value)
                : throw Unknown($"{policy.Name}.{parameter.Name}", "value", setting.Value, parameter.Names.Select(n => n.Name));
        }

        var type = TypeOf(parameter.Unit);
        var value = Value.Parse(setting.Value, type, $"--set {setting.Text}");
        if (value < parameter.Min || value > parameter.Max)
            throw CommandException.Misuse(
                $"`{setting.Value}` is not in the range of `{setting.Name}`",
                $"it goes from {ConstantText.Show(type, parameter.Min)} to {ConstantText.Show(type, parameter.Max)}");
        return (number, value);
    }

    private static StatSetting Stat(Assignment setting, HierarchyModel hierarchy)
    {
        var (agent, stat) = FindStat(setting, hierarchy);
        return new(agent, stat, Value.Parse(setting.Value, TypeOf(hierarchy.Agents[agent].Stats[stat].Unit), $"--set {setting.Text}"));
    }

    private static (int Agent, int Stat) FindStat(Assignment setting, HierarchyModel hierarchy)
    {
        var dot = setting.Name.IndexOf('.', StringComparison.Ordinal);
        var (device, stat) = (setting.Name[..dot], setting.Name[(dot + 1)..]);
        var agent = Array.FindIndex(hierarchy.Agents, a => a.Name == device);
        if (agent < 0) throw Unknown(hierarchy.Name, "agent", device, hierarchy.Agents.Select(a => a.Name));
        var stats = hierarchy.Agents[agent].Stats;
        var number = Array.FindIndex(stats, s => s.Name == stat);
        if (number < 0) throw Unknown(device, "statistic", stat, stats.Select(s => s.Name));
        return (agent, number);
    }

    public static ValueType TypeOf(string unit) => Enum.Parse<ValueType>(unit, ignoreCase: true);

    private static CommandException Unknown(string? owner, string what, string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        var help = Suggestions.DidYouMean(name, names)
            ?? (names.Count > 0 ? $"there is {string.Join(", ", names.Select(n => $"`{n}`"))}" : null);
        return CommandException.Misuse(owner is null ? $"there is no {what} `{name}`" : $"`{owner}` has no {what} `{name}`", help);
    }

    private static string Name(PageKind kind) => kind.ToString().ToLowerInvariant();
}

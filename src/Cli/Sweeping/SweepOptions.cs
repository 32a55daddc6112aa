using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>What a user asked of <c>sweep</c>, beside what is the same for all runs.</summary>
/// <param name="Over">Parameters and statistics with their values, as text.</param>
/// <param name="Capacities">Tiers with their values; one that has a single one is the same for all.</param>
/// <param name="Seeds">Null: the seed 0.</param>
/// <param name="Tails">Measure access by access, so that the tail of the costs is known.</param>
internal sealed record SweepOptions(
    IReadOnlyList<Assignment> Over, IReadOnlyList<Assignment> Capacities, string? Seeds, Shard Shard, int Workers, string? Out, bool Tails)
{
    private const string FileInFolder = "sweep.jsonl";

    /// <summary>The file of results; null: none is kept.</summary>
    public string? ResultsFile => FileOf(Out);

    /// <summary>What <c>--out</c> names: a file, or one in a folder.</summary>
    public static string? FileOf(string? output) => Directory.Exists(output) ? Path.Join(output, FileInFolder) : output;

    /// <summary>The axes, the slowest first: seeds, for which accesses are drawn anew, then capacities.</summary>
    /// <exception cref="CommandException">One of them varies nothing that is there.</exception>
    public Grid GridFor(IPolicyRunner runner)
    {
        var axes = new List<Axis>();
        if (Seeds is not null) axes.Add(new("--seed", "", AxisValues.Parse(new("--seed", "seed", Seeds), ValueType.Count)));
        foreach (var capacity in Capacities)
        {
            RunSettings.Tier(capacity.Name, runner.Hierarchy);
            axes.Add(new("--capacity", capacity.Name, AxisValues.Parse(capacity, ValueType.Bytes)));
        }

        foreach (var setting in Over) axes.Add(new("--set", setting.Name, AxisValues.Parse(setting, RunSettings.TypeOf(setting, runner.Model, runner.Hierarchy))));
        var grid = new Grid(axes).Checked();
        foreach (var value in axes.SelectMany(axis => axis.Values.Select((_, i) => axis.At(i)))) Check(value, runner);
        return grid;
    }

    // Every value is tried before the first run: a mistake is found at once, not after an hour.
    private static void Check(Assignment value, IPolicyRunner runner)
    {
        if (value.Option == "--capacity") RunSettings.Capacities([value], runner.Hierarchy);
        else if (value.Option == "--set") RunSettings.Set([value], runner.Model, runner.Hierarchy);
    }
}

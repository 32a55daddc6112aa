using System.CommandLine;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Verbs;

/// <summary>What every verb that runs one policy is told: which policy, on which accesses, under which settings.</summary>
internal sealed class SourceOptions
{
    private readonly Argument<string[]> _files = Options.Files();
    private readonly Option<string?> _trace = Options.Single("--trace", "T", "The recorded trace to run.");
    private readonly Option<string?> _workload = Options.Single("--workload", "W", "The workload of the files to run, in place of a trace.");
    private readonly Option<string?> _policy = Options.Single("--policy", "P", "The policy to run, where the files have several.");
    private readonly Option<string[]> _set = Options.Repeated("--set", "NAME=VALUE", "Set a parameter (`hot=8`) or what a device reports (`gpu0.busy=30%`). May be repeated.");
    private readonly Option<string[]> _bind = Options.Repeated("--bind", "KIND=TIER", "Bind all regions of a kind of page to a tier (`anon=gpu`). May be repeated.");
    private readonly Option<string?> _pace = Options.Pace();
    private readonly Option<string[]> _faults = Options.Repeated("--faults", "WHAT=SHARE", "Let moves fail by chance (`moves=1%`), drivers fall silent (`drivers=5%` of the time), or tiers go offline (`tiers=5%` of the time), drawn by the seed. May be repeated.");

    public Option<string[]> Capacity { get; init; } = Options.Repeated("--capacity", "TIER=BYTES", "Give a tier another capacity (`ram=1GiB`). May be repeated.");

    /// <summary>Adds them to a command, in the order in which its help lists them.</summary>
    public Command Extend(Command command)
    {
        command.Add(_files);
        foreach (var option in new Option[] { _trace, _workload, _policy, _set, Capacity, _bind, _pace, _faults }) command.Add(option);
        return command;
    }

    /// <param name="capacities">Null: what <c>--capacity</c> says, one value each.</param>
    public RunOptions Of(ParseResult parsed, long seed, IReadOnlyList<Assignment>? capacities = null, bool baselines = false) => new(
        parsed.GetValue(_files)!, parsed.GetValue(_trace), parsed.GetValue(_workload), parsed.GetValue(_policy), Assignment.ParseAll("--set", parsed.GetValue(_set)),
        capacities ?? Assignment.ParseAll("--capacity", parsed.GetValue(Capacity)), Assignment.ParseAll("--bind", parsed.GetValue(_bind)),
        parsed.GetValue(_pace), seed, baselines)
    {
        Faults = Assignment.ParseAll("--faults", parsed.GetValue(_faults)),
    };
}

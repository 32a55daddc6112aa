using System.CommandLine;
using CdmPolicy.Cli.Comparing;
using CdmPolicy.Cli.Diverging;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Verbs;

/// <summary>The half of <c>cdmp diff A B</c> that runs both on the same accesses: <c>--trace T</c> or <c>--workload W</c>.</summary>
internal sealed class DivergeOptions
{
    private readonly Option<string?> _trace = Options.Single("--trace", "T", "Run both on this recorded trace, and show where they part.");
    private readonly Option<string?> _workload = Options.Single("--workload", "[FILE:]W", "Run both on this workload, in place of a trace.");
    private readonly Option<string[]> _with = Options.Repeated("--with", "FILE", "A file that each policy is compiled together with. May be repeated.");
    private readonly Option<string[]> _capacity = Options.Repeated("--capacity", "TIER=BYTES", "Give a tier another capacity (`ram=1GiB`) wherever it is. May be repeated.");
    private readonly Option<string?> _pace = Options.Pace();
    private readonly Option<long> _seed = new("--seed") { HelpName = "N", Description = "Seed of everything drawn by chance, the same for both. 0 if it is not given." };
    private readonly Option<int> _top = new("--top") { HelpName = "N", Description = "For how many pages the reasons are shown; 10 if it is not given.", DefaultValueFactory = _ => 10 };

    public void Extend(Command command)
    {
        foreach (var option in Rest.Prepend(_workload).Prepend(_trace)) command.Add(option);
    }

    /// <summary>What says how the accesses are run.</summary>
    private Option[] Rest => [_with, _capacity, _pace, _seed, _top];

    /// <summary>Runs both, where a trace or a workload is named.</summary>
    /// <param name="policies">As they were named: <c>FILE</c> or <c>FILE:POLICY</c>.</param>
    /// <returns>The exit code: 0, they do the same, or 1; null: no accesses are named.</returns>
    public int? Run(ParseResult parsed, IReadOnlyList<string> policies, bool json, CommandIo io)
    {
        var (trace, workload) = (parsed.GetValue(_trace), parsed.GetValue(_workload));
        if (trace is null && workload is null)
        {
            foreach (var option in Rest)
                if (parsed.GetResult(option) is { Implicit: false }) throw CommandException.Misuse($"`{option.Name}` is of a run, and there is none", "name a trace or a workload with `--trace FILE` or `--workload NAME`");
            return null;
        }

        if (trace is not null && workload is not null) throw CommandException.Misuse("`--trace` and `--workload` cannot be combined");
        if (parsed.GetValue(_top) < 1) throw CommandException.Misuse($"`--top {parsed.GetValue(_top)}` is no number of pages");
        var options = new CompareOptions(
            [.. policies.Select(PolicyArgument.Parse)], trace, workload, parsed.GetValue(_with) ?? [], Assignment.ParseAll("--capacity", parsed.GetValue(_capacity)),
            parsed.GetValue(_pace), parsed.GetValue(_seed), PingPongNs: 0, Bound: false);
        DivergeReport report;
        using (var spinner = Spinner.Show("running both policies", io))
            report = DivergeRun.Run(options, parsed.GetValue(_top), share => spinner.Report(share), io.WriteNote, io.Error.Write);
        if (json) DivergeJson.Write(report, io.Output);
        else DivergeTable.Write(report, io);
        return report.Diverged.Count + report.ByOtherRules.Count == 0 ? ExitCode.Fine : ExitCode.Findings;
    }
}

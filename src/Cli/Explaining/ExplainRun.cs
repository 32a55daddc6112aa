using CdmPolicy.Cli.Comparing;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Explaining;

/// <summary><c>cdmp run … --explain PAGE|WHEN</c>: the same run, told by what happens to its pages.</summary>
internal static class ExplainRun
{
    private const long PingPongNs = 1_000_000_000;

    public static PageStory Tell(RunOptions options, string target, CommandIo io)
    {
        var subject = RunSubject.Load(options, "run", io, explains: true);
        using var spinner = Spinner.Show($"running {subject.Entry.Name}", io);
        var request = RunPlan.Create(options, subject.Runner, subject.Workload, total => done => spinner.Report(done / (double)total));
        foreach (var note in subject.Notes(request)) io.WriteNote(note);
        var asked = ExplainTarget.Parse(target, request);
        var log = new PageLog(asked.Filter);
        var (result, _) = Run(subject.Runner, request, log);
        return PageStory.Of(asked, PolicyTexts.Of(subject.Texts, subject.Entry.Name, request.Hierarchy), log, result.SimulatedNs, request.Trace);
    }

    /// <summary>One access at a time, so that each event is of a known one.</summary>
    public static (RunResult Result, RunMeter Meter) Run(IPolicyRunner runner, RunRequest request, IPageLog log)
    {
        var meter = new RunMeter(request, PingPongNs);
        return (runner.Run(request with { Log = log }, meter), meter);
    }
}

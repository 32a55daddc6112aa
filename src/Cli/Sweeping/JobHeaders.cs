using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>Says what some runs are of.</summary>
internal static class JobHeaders
{
    /// <param name="plain">A run without any setting of its own.</param>
    public static JobHeader Of(
        string verb, RunSubject subject, RunOptions options, RunRequest plain, IReadOnlyList<Axis> axes, IReadOnlyList<Measure> measures) => new(
        verb, ToolVersion.Text, subject.Entry.Name, ContentHash.Of(subject.Texts), options.Workload ?? plain.Trace.Name, ContentHash.Of(plain), Written(options),
        axes, [.. measures.Select(m => m.Name)]);

    private static string Written(RunOptions options) => string.Join(' ', [
        .. Each("--set", options.Set), .. Each("--capacity", options.Capacities), .. Each("--bind", options.Bindings), .. Each("--faults", options.Faults),
        .. options.Pace is { } pace ? [$"--pace {pace}"] : Array.Empty<string>(), $"--seed {options.Seed}",
    ]);

    private static IEnumerable<string> Each(string option, IEnumerable<Assignment> settings) => settings.Select(s => $"{option} {s.Text}");
}

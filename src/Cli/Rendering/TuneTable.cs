using System.Globalization;
using CdmPolicy.Cli.Tuning;

namespace CdmPolicy.Cli.Rendering;

/// <summary>What a search for better parameters found, for a person.</summary>
internal static class TuneTable
{
    public static void Write(TuneReport report, CommandIo io)
    {
        io.Output.WriteLine(
            $"`{report.Header.Policy}` on `{report.Header.Source}`: tuned by {report.By.Title} on the first {Quantity.Count(report.Accesses)} accesses, "
            + $"held out the other {Quantity.Count(report.HeldOut)}; {Quantity.Count(report.Runs)} settings tried");
        var (defaults, best) = (report.Defaults, report.Best);
        var parameters = new TextTable("parameter<", "default", "best");
        foreach (var (number, parameter) in report.Parameters.Index()) parameters.Row(parameter.Name, parameter.Show(defaults.Settings[number]), Best(parameter, best.Settings[number]));
        parameters.Write(io);

        var failed = new[] { defaults, best }.Any(s => s.Tuned.Failed + s.HeldOut.Failed > 0);
        var table = new TextTable([$"{report.By.Title}<", "tuning part", "held-out part", .. failed ? ["not served"] : Array.Empty<string>()]);
        foreach (var (name, settings) in new[] { ("defaults", defaults), ("best", best) })
            table.Row([name, report.By.Show(settings.Tuned.Value), report.By.Show(settings.HeldOut.Value), .. failed ? [Quantity.Count(settings.Tuned.Failed + settings.HeldOut.Failed)] : Array.Empty<string>()]);
        table.Row(["times the defaults", Times(best.Tuned, defaults.Tuned), Times(best.HeldOut, defaults.HeldOut), .. failed ? [""] : Array.Empty<string>()]);
        table.Write(io);
        WriteBroken(report, io);
        io.Output.WriteLine(Verdict(report));
        if (report.Kept == defaults) return;
        var changed = Changed(report).ToList();
        io.Output.WriteLine(string.Join(' ', changed.Select(c => $"--set {c.Parameter.Name}={c.Parameter.Show(c.Value)}")));
        foreach (var line in Tunable.Declare(changed)) io.Output.WriteLine(line);
    }

    private static void WriteBroken(TuneReport report, CommandIo io)
    {
        if (report.Broken == 0 && report.Defaults.Violations + report.Best.Violations == 0) return;
        io.Output.WriteLine(
            $"broken: a contract of `{report.Header.Policy}`, on the tuning part under {Quantity.Count(report.Broken)} of {Quantity.Count(report.Runs)} settings; "
            + $"on all accesses {Often(report.Defaults)} under the defaults, {Often(report.Best)} under the best; `cdmp run` says which, and where");
    }

    private static string Often(TunedSettings settings) => settings.Violations == 0 ? "never" : $"{Quantity.Count(settings.Violations)} times";

    private static string Best(Tunable parameter, long value) =>
        parameter.Show(value) + (parameter.IsEnd(value) && value != parameter.Default ? ", an end of what was searched" : "");

    /// <summary>One sentence.</summary>
    public static string Verdict(TuneReport report) =>
        !report.Best.Tuned.IsBetterThan(report.Defaults.Tuned) ? "nothing better than the defaults was found: keep them"
        : report.Kept == report.Defaults ? "what is best on the tuning part is no better than the defaults on the held-out part: keep the defaults"
        : "the best settings are better than the defaults on the held-out part too:";

    public static IEnumerable<(Tunable Parameter, long Value)> Changed(TuneReport report) =>
        report.Parameters.Zip(report.Kept.Settings).Where(p => p.Second != p.First.Default);

    public static double? Ratio(Score best, Score defaults) => defaults.Value == 0 ? null : best.Value / (double)defaults.Value;

    private static string Times(Score best, Score defaults) =>
        Ratio(best, defaults) is { } times ? times.ToString("0.000", CultureInfo.InvariantCulture) + "x" : "";
}

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

        WriteParts(report, io);
        WriteBroken(report, io);
        io.Output.WriteLine(Verdict(report));
        if (report.Kept == defaults) return;
        io.Output.WriteLine(Options(report, best));
        foreach (var line in Tunable.Declare([.. Changed(report, best)])) io.Output.WriteLine(line);
    }

    private static void WriteParts(TuneReport report, CommandIo io)
    {
        var (defaults, best) = (report.Defaults, report.Best);
        var (failed, broken) = (defaults.Failed + best.Failed > 0, defaults.Violations + best.Violations > 0);
        var table = new TextTable([$"{report.By.Title}<", "tuning part", "held-out part", .. Where(failed, "not served"), .. Where(broken, "contracts broken")]);
        foreach (var (name, settings) in new[] { ("defaults", defaults), ("best", best) })
            table.Row(
            [
                name, report.By.Show(settings.Tuned.Value), report.By.Show(settings.HeldOut.Value), .. Where(failed, Sum(settings, s => s.Failed)),
                .. Where(broken, Sum(settings, s => s.Violations)),
            ]);
        table.Row(["times the defaults", Times(best.Tuned, defaults.Tuned), Times(best.HeldOut, defaults.HeldOut), .. Where(failed, ""), .. Where(broken, "")]);
        table.Write(io);
        io.Output.WriteLine("held-out part: a run over all accesses less one over the tuning part, so it begins as the same settings left the machine");
    }

    private static void WriteBroken(TuneReport report, CommandIo io)
    {
        var defaults = report.Defaults;
        if (report.Broken == 0 && defaults.Violations + report.Best.Violations == 0) return;
        io.Output.WriteLine(
            $"broken: a contract of `{report.Header.Policy}`, on the tuning part under {Quantity.Count(report.Broken)} of {Quantity.Count(report.Runs)} settings; "
            + "`cdmp run` says which, and where");
        if (defaults.Violations == 0) return;
        io.Output.WriteLine($"the defaults themselves break a contract, {Often(defaults.Tuned.Violations)} on the tuning part and {Often(defaults.HeldOut.Violations)} on the held-out part");
        if (report.Unbroken is { } kept && !kept.Settings.SequenceEqual(defaults.Settings))
            io.Output.WriteLine(
                $"the best that breaks none on the tuning part: {Options(report, kept)}, at {report.By.Show(kept.Tuned.Value)} there and "
                + $"{report.By.Show(kept.HeldOut.Value)} on the held-out part, where it breaks one {Often(kept.HeldOut.Violations)}");
    }

    /// <summary>Of both parts, when both are in one cell.</summary>
    private static string Sum(TunedSettings settings, Func<Score, long> part) => $"{Quantity.Count(part(settings.Tuned))} + {Quantity.Count(part(settings.HeldOut))}";

    private static string Often(long count) => count switch { 0 => "0 times", 1 => "once", _ => $"{Quantity.Count(count)} times" };

    private static string Best(Tunable parameter, long value) =>
        parameter.Show(value) + (parameter.IsEnd(value) && value != parameter.Default ? ", an end of what was searched" : "");

    /// <summary>One sentence.</summary>
    public static string Verdict(TuneReport report)
    {
        if (report.FoundNothing) return "nothing better than the defaults was found: keep them";
        if (report.Kept == report.Best) return "the best settings are better than the defaults on both parts:";
        var (defaults, best) = (report.Defaults, report.Best);
        var where = new[] { ("tuning", best.Tuned, defaults.Tuned), ("held-out", best.HeldOut, defaults.HeldOut) }
            .Where(part => !part.Item2.Improves(part.Item3))
            .Select(part => $"on the {part.Item1} part, where {Against(part.Item2, part.Item3, report)}");
        return $"what is best on the tuning part is no better than the defaults {string.Join(", and ", where)}: keep the defaults";
    }

    /// <summary>Why one is no improvement.</summary>
    private static string Against(Score best, Score defaults, TuneReport report) =>
        best.Failed > defaults.Failed ? $"{Quantity.Count(best.Failed)} accesses are not served in place of {Quantity.Count(defaults.Failed)}"
        : best.Violations > defaults.Violations ? $"a contract is broken {Often(best.Violations)} in place of {Often(defaults.Violations)}"
        : best.Value == defaults.Value ? $"{report.By.Title} is {report.By.Show(best.Value)} under both"
        : report.By.Show(best.Value) == report.By.Show(defaults.Value) ? $"{report.By.Name} is {Quantity.Count(best.Value)} in place of {Quantity.Count(defaults.Value)}"
        : $"{report.By.Title} is {report.By.Show(best.Value)} in place of {report.By.Show(defaults.Value)}";

    /// <summary>Those of a report's parameters that some settings change.</summary>
    public static IEnumerable<(Tunable Parameter, long Value)> Changed(TuneReport report, TunedSettings settings) =>
        report.Parameters.Zip(settings.Settings).Where(p => p.Second != p.First.Default);

    /// <summary>Settings as the options that make them.</summary>
    public static string Options(TuneReport report, TunedSettings settings) =>
        string.Join(' ', Changed(report, settings).Select(c => $"--set {c.Parameter.Name}={c.Parameter.Show(c.Value)}"));

    private static string[] Where(bool has, string cell) => has ? [cell] : [];

    private static double? Ratio(Score best, Score defaults) => defaults.Value == 0 ? null : best.Value / (double)defaults.Value;

    private static string Times(Score best, Score defaults) =>
        Ratio(best, defaults) is { } times ? times.ToString("0.000", CultureInfo.InvariantCulture) + "x" : "";
}

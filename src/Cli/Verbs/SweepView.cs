using System.CommandLine;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Running;
using CdmPolicy.Cli.Sweeping;

namespace CdmPolicy.Cli.Verbs;

/// <summary>In which form the results of a sweep are wanted.</summary>
internal sealed class SweepView
{
    private const string Stdout = "-";

    private readonly Option<string?> _by = Verbs.Options.Single("--by", "MEASURE", "What is best: `cost` if it is not given, `access`, `traffic`, `faults`, `p99` and others.");
    private readonly Option<int> _top = new("--top") { HelpName = "N", Description = "How many rows the table has; 10 if it is not given.", DefaultValueFactory = _ => 10 };
    private readonly Option<bool> _json = Verbs.Options.Json();
    private readonly Option<string?> _csv = Verbs.Options.Single("--csv", "FILE", "Write all results as comma-separated values too; `-` writes them in place of the table.");

    public IEnumerable<Option> Options => [_by, _top, _json, _csv];

    public void Extend(Command command)
    {
        foreach (var option in Options) command.Add(option);
    }

    public Shown Of(ParseResult parsed)
    {
        var shown = new Shown(Measure.Find(parsed.GetValue(_by) ?? "cost"), parsed.GetValue(_top), parsed.GetValue(_json), parsed.GetValue(_csv));
        if (shown.Top < 1) throw CommandException.Misuse($"`--top {shown.Top}` is no number of rows");
        if (shown is { Json: true, Csv: Stdout }) throw CommandException.Misuse("`--json` and `--csv -` would both write to standard output", "give `--csv` a file");
        return shown;
    }

    /// <param name="Csv">A file, or <c>-</c> for standard output.</param>
    public sealed record Shown(Measure By, int Top, bool Json, string? Csv)
    {
        /// <summary>Finds out before the work whether its results can be written.</summary>
        public void Check(IEnumerable<string> others)
        {
            var file = Csv is null or Stdout ? null : Csv;
            OutputFile.CheckDistinct([.. others.Append(file ?? "").Where(path => path.Length > 0 && !Directory.Exists(path))]);
            if (file is not null) OutputFile.Check(file);
        }

        /// <returns>0; 1 where some run broke a contract of the policy.</returns>
        public int Write(Sweep sweep, CommandIo io)
        {
            if (!sweep.Header.Measures.Contains(By.Name))
                throw CommandException.Misuse($"the results do not have `{By.Title}`", $"sweep anew with `--by {By.Title}`: it is measured access by access");
            if (Json) SweepJson.Write(sweep, By, io.Output);
            else if (Csv == Stdout) SweepCsv.Write(sweep, io.Output);
            else SweepTable.Write(sweep, By, Top, io);
            if (Csv is not null and not Stdout) OutputFile.Write(Csv, file => SweepCsv.Write(sweep, file));
            return sweep.Broken > 0 ? ExitCode.Findings : ExitCode.Fine;
        }
    }
}

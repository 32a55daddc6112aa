using CdmPolicy.Cli.Sweeping;

namespace CdmPolicy.Cli.Tuning;

/// <summary>What some settings came to on each part of the accesses.</summary>
/// <param name="Tuned">On the part that was tuned on.</param>
/// <param name="HeldOut">On the rest, with the machine as the first part left it.</param>
internal sealed record TunedSettings(long[] Settings, Score Tuned, Score HeldOut)
{
    public long Violations => Tuned.Violations + HeldOut.Violations;

    public long Failed => Tuned.Failed + HeldOut.Failed;
}

/// <summary>What a search found.</summary>
/// <param name="Accesses">On which it tuned.</param>
/// <param name="HeldOut">Accesses that it did not look at.</param>
/// <param name="Broken">Of the settings tried, those that broke a contract on the part that was tuned on.</param>
/// <param name="Unbroken">Where the defaults break one: of those that broke none on the part that was tuned on, the best there; null: there is none.</param>
internal sealed record TuneReport(
    JobHeader Header, IReadOnlyList<Tunable> Parameters, Measure By, long Accesses, long HeldOut, int Runs, int Broken,
    TunedSettings Defaults, TunedSettings Best, TunedSettings? Unbroken)
{
    /// <summary>Nothing was found that the search likes better than the defaults.</summary>
    public bool FoundNothing => Best.Settings.SequenceEqual(Defaults.Settings);

    /// <summary>The settings to use: the best, if they are better than the defaults on both parts.</summary>
    public TunedSettings Kept => !FoundNothing && Best.Tuned.Improves(Defaults.Tuned) && Best.HeldOut.Improves(Defaults.HeldOut) ? Best : Defaults;
}

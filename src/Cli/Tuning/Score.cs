namespace CdmPolicy.Cli.Tuning;

/// <summary>What a run, or a part of one, came to.</summary>
/// <param name="Failed">Accesses that were not served.</param>
/// <param name="Violations">How often a contract of the policy was broken.</param>
/// <param name="Value">Of the measure that is to be small.</param>
internal readonly record struct Score(long Failed, long Violations, long Value)
{
    public bool Breaks => Violations > 0;

    /// <summary>
    /// The order in which a search looks: the fewer accesses were not served the better, then what breaks contracts no more often than it may,
    /// then the less the measure.
    /// </summary>
    /// <param name="allowed">How often the defaults break a contract: what they do themselves is held against nothing.</param>
    public bool IsBetterThan(Score other, long allowed) =>
        Failed != other.Failed ? Failed < other.Failed
        : Violations > allowed != other.Violations > allowed ? other.Violations > allowed
        : Value != other.Value ? Value < other.Value
        : Violations < other.Violations;

    /// <summary>In no respect worse than another, and better in one. A measure leaves out what was not served: if that is less, the measure says nothing.</summary>
    public bool Improves(Score other) =>
        Failed <= other.Failed && Violations <= other.Violations
        && (Failed < other.Failed || Value < other.Value || (Value == other.Value && Violations < other.Violations));
}

namespace CdmPolicy.Tests.Differential;

internal sealed partial class RandomPolicy
{
    /// <summary>Long pins go to the one tier that surely permits them before anything is allowed.</summary>
    private void WritePins()
    {
        Line("pin {");
        for (var i = _random.Next(4); i > 0; i--)
            Rule(PinCondition(), Pick(["deny", TierList(), TierList() + " within up", "nearest " + TierList()]));
        if (Chance(2)) Rule($"short && ({PinCondition()})", "allow");
        if (Chance(2)) Line($"r{_label++}: otherwise => {Pick(["deny", "allow", Pick(_tiers)])};");
        Line("}");
    }

    private string PinCondition() => Pick(["long", "short", "agent == gpu", "pinned", "heat > 3 && long", "held > 9us || dirty"]) is var own && Chance(2)
        ? own
        : $"({own}) && ({Condition(1, false)})";
}

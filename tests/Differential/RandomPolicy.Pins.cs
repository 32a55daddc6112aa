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
        if (Chance(2)) Rule("long || short", Pick(["deny", "allow", Pick(_tiers)]));
        Line("}");
    }

    private string PinCondition() => Pick(["long", "short", "agent == gpu", "pinned", "heat > 3 && long", "held > 9us || dirty"]) is var own && Chance(2)
        ? own
        : $"({own}) && ({Condition(1, false)})";

    private void WriteEvents()
    {
        if (Chance(3)) WriteHandler("on pin" + Latch(), Chance(2), false);
        if (Chance(3)) WriteHandler("on pin by gpu", Chance(2), false);
        if (Chance(3)) WriteHandler($"on unpin in {Pick(_tiers)}", Chance(2), false);
        if (Chance(2)) WriteHandler("on hint cold", Chance(2), false);
        if (Chance(3)) WriteHandler($"on hint warm by cpu in {Pick(_tiers)}", Chance(2), false);
        if (Chance(2)) Line($"on arrive{Pick(["", " by gpu", " in " + Pick(_tiers)])} {{ ticks += 1; heat += 1; {Statement(false, true)} }}");
        if (Chance(2)) WriteHandler($"on failure{Pick(["", " by cpu", " in " + Pick(_tiers)])}", Chance(2), false);
        if (Chance(2)) WriteHandler("on offline" + Latch(), Chance(2), false);
    }
}

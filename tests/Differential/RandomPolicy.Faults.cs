namespace CdmPolicy.Tests.Differential;

internal sealed partial class RandomPolicy
{
    /// <summary>The tier that `cpu` reaches only remotely, and the one that is mapped read-only; 0 for none.</summary>
    private int _remote, _readOnly;

    /// <summary>Its pages are lost when it goes offline; drawn apart, so that the rest of a policy does not change with it.</summary>
    private readonly int _losing = new Random(unchecked(seed * 31_337)).Next(-4, 4);

    /// <summary>No observer tells of it.</summary>
    private string? _hidden;

    private string Mapping(string tier)
    {
        var text = "";
        if (_remote > 0 && tier == _tiers[_remote]) text += "addressable by gpu; remote cpu { read 900ns; write 1us; bandwidth 2GB/s; } ";
        if (_readOnly > 0 && tier == _tiers[_readOnly]) text += "map read_only; ";
        if (_losing >= 0 && tier == _tiers[_losing % _tiers.Length]) text += "offline lose; ";
        if (tier == _hidden) text += "observable no; ";
        return text;
    }

    /// <summary>The first tier can be addressed by all and be written, so that it answers every fault.</summary>
    private void WriteFaults()
    {
        if (_remote > 0)
        {
            Line($"on fault in {_tiers[_remote]} {{ seen += 1;");
            Rule(Condition(1, false), "stay");
            Line($"r{_label++}: otherwise => {_tiers[0]}{(Chance(2) ? " or exchange" : "")}; }}");
        }

        if (_readOnly == 0) return;
        Line($"on write_fault{(Chance(2) ? $" in {_tiers[_readOnly]}" : "")} {{ {(Chance(2) ? "heat += 2;" : "")}");
        if (Chance(2)) Rule(Condition(1, false), _tiers[0] + (Chance(2) ? " or next" : " then { ticks += 1; }"));
        Line($"r{_label++}: otherwise => {_tiers[0]}; }}");
    }
}

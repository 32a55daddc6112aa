using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>C# that reads and writes the bits of one field of a page, for use inside an accessor.</summary>
/// <param name="location">Where the bits are.</param>
/// <param name="owner">What keeps the field by page number, as a ghost does; null for a frame.</param>
/// <param name="alone">Nothing else is in the integer that holds them, so that it needs no masking.</param>
internal sealed class FieldAccess(FieldLocation location, bool alone, string? owner = null)
{
    private string Integer => location.UnitBytes switch
    {
        1 => "byte",
        2 => "ushort",
        4 => "uint",
        _ => "ulong",
    };

    private string Unit => owner is not null ? $"{owner}.Field<{Integer}>({ReclaimerNames.Number}, {location.Offset})"
        : location.InHeader
        ? "frames[frame].Bits"
        : $"frames.State<{Integer}>(frame, {location.Offset})";

    private ulong Mask => location.Bits >= 64 ? ulong.MaxValue : (1UL << location.Bits) - 1;

    /// <summary>Of type uint, or ulong where eight bytes are loaded; without the field's neighbours.</summary>
    public string Read
    {
        get
        {
            if (alone) return Unit;
            var wide = location.UnitBytes == 8 ? Unit : "(uint)" + Unit;
            return $"({(location.Shift == 0 ? wide : $"{wide} >> {location.Shift}")} & {Hex(Mask)})";
        }
    }

    /// <summary>The same as uint; a field that decays has at most 32 bits.</summary>
    public string ReadNarrow => location.UnitBytes == 8 ? "(uint)" + Read : Read;

    /// <summary>A statement that stores an integer that fits.</summary>
    public string Write(string value)
    {
        if (alone) return $"{Unit} = ({Integer}){value};";
        var wide = location.UnitBytes == 8 ? "ulong" : "uint";
        var shifted = location.Shift == 0 ? $"({wide}){value}" : $"({wide}){value} << {location.Shift}";
        return $"{Unit} = ({Integer})(({wide}){Unit} & {Hex(Rest)} | {shifted});";
    }

    private ulong Rest
    {
        get
        {
            var unit = location.UnitBytes == 8 ? ulong.MaxValue : (1UL << (location.UnitBytes * 8)) - 1;
            return unit & ~(Mask << location.Shift);
        }
    }

    /// <summary>Do two fields have bytes in common? Only then must one be masked out when the other is written.</summary>
    public static bool Overlap(FieldLocation a, FieldLocation b) =>
        a.InHeader == b.InHeader && a.Offset < b.Offset + b.UnitBytes && b.Offset < a.Offset + a.UnitBytes;

    private static string Hex(ulong value) => "0x" + value.ToString("X", System.Globalization.CultureInfo.InvariantCulture);
}

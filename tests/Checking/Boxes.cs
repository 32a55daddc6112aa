namespace CdmPolicy.Tests.Checking;

/// <summary>Hierarchies for short texts, which say by their first letters what stands around them.</summary>
internal static class Boxes
{
    public const string Two = """
        hierarchy Box {
          page 4KiB;
          agent cpu;
          agent gpu0 : device { stat busy : ratio; page stat touches : count; }
          tier ram  : ram        { capacity 1MiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
          tier pmem : persistent { capacity 8MiB; read 300ns; write 900ns; bandwidth 10GB/s; }
          tier gpu  : cdm        { capacity 4MiB; read 300ns; write 500ns; bandwidth 30GB/s; driver gpu0; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
          fallback ram -> pmem;
          group far = ram, pmem;
        }

        """;

    private const string Devices = """
        hierarchy Box {
          page 4KiB;
          agent cpu;
          agent gpu0 : device;
          agent gpu1 : device;
          tier ram    : ram            { capacity 1MiB; read 80ns; write 80ns; bandwidth 100GB/s; }
          tier device : device_private { capacity 1MiB; read 80ns; write 80ns; bandwidth 100GB/s; driver gpu0; }
          tier other  : device_private { capacity 1MiB; read 80ns; write 80ns; bandwidth 100GB/s; driver gpu1; }
        }

        """;

    private const string Heat = "page { heat : u8; }\n  migration { on access { heat += 1; up: when in pmem && heat > 3 => ram; } }\n  ";

    /// <summary><c>@p</c> stands in a policy, <c>@m</c> in one that counts accesses, <c>@d</c> in one for devices, <c>@h</c> in a hierarchy,
    /// <c>@r</c> alone; a text without them behind a hierarchy.</summary>
    public static string Whole(string text) => text.Split(' ', 2) switch
    {
        ["@p", var part] => Two + Policy("ram, pmem", part),
        ["@m", var part] => Two + Policy("ram, pmem", Heat + part),
        ["@d", var part] => Devices + Policy("ram", part),
        ["@h", var part] => "hierarchy Box {\n" + part + "\n}\n",
        ["@r", var part] => part,
        _ => Two + text,
    };

    private static string Policy(string tiers, string part) =>
        $"policy Two for Box {{\n  placement {{ rest: otherwise => {tiers}; }}\n  {part}\n}}\n";
}

namespace CdmPolicy.Tests.Verification;

/// <summary>A policy with one mistake, and what it is without.</summary>
internal static class Contracts
{
    /// <summary>
    /// A page that is bound to the device counts how often it was used, and one that is hot goes there by itself unless
    /// <paramref name="condition"/> keeps it away.
    /// </summary>
    public static string Device(string condition) => $$"""
        namespace Small;

        hierarchy Box {
          page 4KiB;
          agent cpu;
          agent gpu0 : device { stat busy : ratio; }
          tier ram : ram { capacity 4MiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
          tier gpu : cdm { capacity 1MiB; read 300ns; write 500ns; bandwidth 30GB/s; driver gpu0; }
          store disk     { read 80us; write 30us; bandwidth 2GB/s; }
          link ram <-> gpu { bandwidth 25GB/s; latency 2us; }
        }

        policy Near for Box {
          param hot : count = 3 in 3..60;
          page { heat : u8 halves every 100ms; }
          placement {
            bound: when bound to gpu => gpu, ram;
            rest:  otherwise         => ram;
          }
          migration {
            on access {
              heat += 1;
              near: when in ram && agent == gpu0 && heat >= hot && gpu0.busy > 20%{{condition}} => gpu;
            }
          }
          reclaim ram { below 4% until 8%; order Clock; drop: otherwise => evict; }
          reclaim gpu { order Lru; back: otherwise => ram; }
          never in gpu && !asked;
        }
        """;

    public const string Broken = "";
    public const string Mended = " && bound to gpu";
}

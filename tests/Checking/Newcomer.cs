namespace CdmPolicy.Tests.Checking;

/// <summary>A file with a little of everything, which rows change in one place as people new to the language do.</summary>
internal static class Newcomer
{
    public const string Text = """
        namespace Mine;

        hierarchy Node {
          page 4KiB;
          agent cpu;
          agent gpu : device { stat busy : ratio; }
          tier dram : ram { capacity 16MiB; read 90ns; write 90ns; bandwidth 100GB/s; }
          tier far : cxl { capacity 64MiB; read 250ns; write 250ns; bandwidth 30GB/s; }
          tier hbm : cdm { capacity 8MiB; read 600ns; write 600ns; bandwidth 200GB/s; from gpu { read 120ns; } driver gpu; }
          store nvme { read 80us; write 30us; bandwidth 3GB/s; }
          link dram <-> hbm { bandwidth 100GB/s; latency 1us; }
          fallback dram -> far;
        }

        policy Mine1 for Node {
          param hot : count = 8 in 4..255;
          param cold : count = 2 in 0..3;
          budget promo = 64MB per 1s;
          observe everything;
          page { heat : u8 halves every 50ms; }
          state { seen : count = 0; }
          let is_hot = heat >= hot;
          placement {
            gpu_bound: when bound to hbm => hbm, dram;
            rest: otherwise => dram, far;
          }
          migration {
            on access {
              heat += 1;
              seen += 1;
              up: when in far && is_hot => dram within promo or next;
              back: when in hbm && gpu.busy > 90% => dram;
            }
            every 20ms over dram limit 1024 {
              down: when heat <= cold && idle > 50ms && seen > 10 => far or stop;
            }
          }
          reclaim dram { reserve 1%; below 3% until 6%; order Lru; demote: otherwise => far; }
          reclaim far { order Lru; out: otherwise => evict; }
          never in hbm && pinned long;
        }

        workload Mix for Node {
          region db 24MiB file;
          region heap 12MiB anon;
          phase work 30ms { cpu reads db zipf 1.1 at 1M/s; cpu writes heap zipf 0.9 at 500k/s; gpu.busy = 50%; }
        }

        test "cold stays" for Mine1 {
          given page p in far { heat = 0; }
          cpu reads p;
          expect p in far;
        }

        """;
}

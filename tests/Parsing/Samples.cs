namespace CdmPolicy.Tests.Parsing;

/// <summary>Texts that use the whole language, built or not.</summary>
internal static class Samples
{
    public const string WholeFile = """
        namespace Acme.Memory;

        /// One socket with stacked memory, one GPU whose memory is coherent, one persistent module.
        hierarchy Workstation {
          page 4KiB;
          agent cpu;
          agent gpu0 : device { stat busy : ratio; page stat touches : count; }

          tier stack : on_die     { capacity 1GiB;  read 40ns;  write 40ns;  bandwidth 400GB/s; }
          tier ram   : ram        { capacity 8GiB;  read 80ns;  write 80ns;  bandwidth 100GB/s; }
          tier gpu   : cdm        { capacity 4GiB;  read 300ns; write 500ns; bandwidth 30GB/s;
                                    from gpu0 { read 60ns; write 60ns; bandwidth 800GB/s; }
                                    driver gpu0; }
          tier pmem  : persistent { capacity 64GiB; read 300ns; write 900ns; bandwidth 10GB/s; }
          store disk              { read 80us; write 30us; bandwidth 2GB/s; }

          link ram <-> gpu { bandwidth 25GB/s; latency 2us; }
          fallback stack -> ram -> pmem;
        }

        /// Keeps hot pages near, lets cold ones sink, and leaves the device to its driver.
        policy Balanced for Workstation {
          param  hot : count = 4 in 1..60;
          budget up  = 20MB per 100ms;

          observe sample 1 in 64;

          page {
            heat : u8 halves every 100ms;
          }

          let cold = heat == 0;

          placement {
            bound: when bound to gpu                => gpu;
            cache: when kind == file && size > 1MiB => ram, pmem;
            rest:  otherwise                        => stack, ram, pmem;
          }

          migration {
            on access {
              heat += 1;
              promote: when in pmem && heat >= hot                                    => ram within up or exchange;
              nearer:  when in ram && heat >= 4 * hot && stack.free > 64MiB           => stack;
              offload: when in ram && agent == gpu0 && heat >= hot && gpu0.busy > 20% => gpu within 100MB per 100ms;
            }
            on access by cpu in gpu {
              home: when heat >= hot && gpu0.busy < 20% => ram;
            }
            every 50ms over stack limit 4096 {
              sink: when cold && stack.fill > 90% => ram;
            }
          }

          reclaim stack { order Clock; down: otherwise => ram; }
          reclaim ram   { reserve 1%; below 4% until 8%; order Clock(bits: 2);
                          demote: when kind == anon && heat < hot => pmem;
                          drop:   otherwise                       => evict; }
          reclaim pmem  { order S3Fifo(small: 10%); drop: otherwise => evict; }
          reclaim gpu   { order Lru; back: otherwise => ram; }             // its driver says when

          pin {
            move_first: when long && in gpu, pmem => ram;                  // migrate, then pin
            granted:    otherwise                 => allow;
          }

          never in gpu && pinned long;
        }

        workload TrainThenServe for Workstation {
          region weights 2GiB anon bound to gpu;
          region samples 6GiB file;
          phase train 2s { gpu0 reads weights zipf 0.99 at 2M/s; cpu reads samples sequential at 500k/s; gpu0.busy = 80%; }
          phase serve 2s { cpu reads weights zipf 0.8 at 300k/s; cpu writes samples random at 50k/s; gpu0.busy = 5%; }
        }

        test "a cold page leaves the stack" for Balanced {
          given page p in stack { heat = 0; }
          given stack filled 95%;
          after 100ms;
          expect p in ram by sink;
        }
        """;

    public const string Reclaimers = """
        reclaimer Sieve {
          queue order;
          hand at;
          page { visited : bool; }
          insert { visited = false; order.push_front(page); }
          access { visited = true; }
          victim {
            scan order from at towards front {
              if (!visited) { evict; }
              visited = false;
            }
          }
        }

        reclaimer S3Fifo(small: ratio = 10%, history: ratio = 90%, promote_at: count = 2) {
          queue probation;
          queue main;
          ghost seen(capacity * history);
          page { freq : u2; known : bool; }
          miss   { known = seen.remove(page); }
          insert { freq = 0; if (known) { main.push_front(page); } else { probation.push_front(page); } }
          access { freq += 1; }
          victim {
            if (probation.count > 0 && main.count <= capacity - capacity * small) {
              scan probation from back {
                if (freq >= promote_at) { freq = 0; main.push_front(page); } else { seen.add(page); evict; }
              }
            }
            scan main from back {
              if (freq > 0) { freq -= 1; main.push_front(page); } else { evict; }
            }
          }
        }
        """;


    /// <summary>The odder spellings.</summary>
    private const string Beyond = """
        #allow CDMP0512 "the demo keeps it"
        hierarchy Big {
          page 4KiB;
          huge 2MiB;
          agent cpu0 { near ram0; }
          agent cpu1;
          tier ram0 : ram { capacity 8GiB; accepts place, demote; addressable by all; contiguous 2MiB; }
          tier hmm : device_private {
            capacity 4GiB; pins none; implicit no;
            remote cpu0 { read 2us; write 2us; }
            map read_only; observable no;
          }
          swap { capacity 16GiB; read 100us; }
          group fast = ram0, hmm;
          link ram0 -> hmm { latency 2us; }
          fallback from cpu1 ram0 -> hmm;
          tenant web { low ram0 2GiB; max ram0 4GiB; }
        }
        policy Far for Big {
          param share : ratio = 1/32;
          state per tier { seen : count = 0; waits : average(time, 1/32); }
          page { score : u8 decays to 95.13% every 1s; age : u4 halves on step; last : u8; }
          observe sample 1 in 64;
          placement {
            wide: when asks for hmm || prefers hmm => interleave ram0: 3, hmm: 1;
            rest: otherwise => nearest fast within 5MB per 1s or stop;
          }
          migration {
            on fault by cpu0 in hmm { home: otherwise => ram0; }
            on hint streaming { score = 0; touch; }
            every 10ms over hmm.main from back limit 64 pages best by score * 2 while ram0.fill > 90% until ram0.fill < 80% {
              if (score > 3 && !(kind == file)) { score -= 1; } else if (dirty) { score = min(score, 3); } else { advance step; }
              last[0] = score; suspend out for 5ms; for i in 0..3 { score += 1; }
              out: when !in ram0, hmm && moves.pending < 8 => ram0 or exchange when victim.score < 2 keep shadow
                then { score = 0; } else { score += 1; };
            }
            after 100 samples { all: otherwise => stay; }
          }
          reclaim ram0 by kernel { start when ram0.fill > 95% until ram0.fill < 90%; order by if dirty then 2 else 1;
            keep when pinned long || held > 5s; a: when ram0.latency from cpu1 > 90ns => evict; }
          never in hmm && !asked;
        }
        reclaimer Levels(k: count = 3) {
          queue seg[k];
          buckets b by freq;
          ghost seen(capacity) { was : u2; }
          page { freq : u(k); on : bool; }
          miss { freq = 0; if (seen.remove(page)) { freq = 1; } }
          every 1s { on = false; }
          victim {
            scan seg[freq] from back at most 8 { if (page in seen) { seg[freq].push_front(page); } else { evict; } }
            scan b from lowest { stop; }
          }
        }
        """;

    public static readonly string[] All = [WholeFile, Reclaimers, Beyond];
}

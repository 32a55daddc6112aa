using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Tests.Checking;

/// <summary>Texts that other tests change in one place.</summary>
internal static class Samples
{
    public const string Workstation = """
        hierarchy Workstation {
          page 4KiB;
          agent cpu;
          agent gpu0 : device { stat busy : ratio; }

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
        """;

    public const string Balanced = """
        /// Keeps hot pages near, lets cold ones sink, and leaves the device to its driver.
        policy Balanced for Workstation {
          param  hot : count = 4 in 1..60;
          budget up  = 20MB per 100ms;

          observe everything;

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
              promote: when in pmem && heat >= hot                                    => ram within up;
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
          reclaim pmem  { order Sieve; drop: otherwise => evict; }
          reclaim gpu   { order Lru; back: otherwise => ram; }
        }
        """;

    /// <summary>An author's own reclaimer: SIEVE with a parameter.</summary>
    public const string Walker = """
        reclaimer Walker(steps: count = 40) {
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
        """;

    public const string Workload = """

        workload TrainThenServe for Workstation {
          region weights 2GiB anon bound to gpu;
          region samples 6GiB file;
          phase train 2s { gpu0 reads weights zipf 0.99 at 2M/s; cpu reads samples sequential at 500k/s; gpu0.busy = 80%; }
          phase serve 2s { cpu reads weights zipf 0.8 at 300k/s; cpu writes samples random at 50k/s; gpu0.busy = 5%; }
        }
        """;

    public const string Test = """

        test "a cold page leaves the stack" for Balanced {
          given page p in stack { heat = 0; }
          given stack filled 95%;
          after 100ms;
          expect p in ram by sink;
        }
        """;

    public const string Whole = "namespace Acme.Memory;\n\n" + Workstation + "\n\n" + Balanced + "\n";

    public static Compilation Compile(string text) => Compiler.Compile([new SourceText("a.cdmp", text)]);

    /// <summary>The whole sample with the first place of one text replaced by another.</summary>
    public static string Edit(string old, string now) => Edit(Whole, old, now);

    public static string Edit(string sample, string old, string now)
    {
        var at = sample.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the sample has no `{old}`");
        return sample.Remove(at, old.Length).Insert(at, now);
    }

    /// <summary>Diagnostics as a reader sees them: <c>CDMP0204 'stak' there is no tier `stak` | did you mean `stack`?</c></summary>
    public static string[] Report(string text)
    {
        return Compile(text).Diagnostics.Select(d => Show(d, text)).ToArray();
    }

    /// <summary>An expression and all below it.</summary>
    public static IEnumerable<Expr> Parts(Expr e) => CdmPolicy.Dsl.Checking.PlanExpressions.Parts(e);

    public static string Show(Diagnostic d, string text) =>
        $"{d.Id} '{FoldedText.Of(text, d.Span)}' {d.Message}" + (d.Help is null ? "" : $" | {d.Help}");
}

using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>What generated code looks like, each feature once.</summary>
public class EmittedTextTests
{
    [Fact]
    public Task A_hierarchy() => Snapshot.Verify(Emit("faults", "Box"), "cs");

    [Fact]
    public Task A_policy() => Snapshot.Verify(Emit("balanced", "Balanced"), "cs");

    [Fact]
    public Task Packed_and_decaying_fields_and_several_handlers() => Snapshot.Verify(Emit("fields", "Fields"), "cs");

    [Fact]
    public Task State_of_the_policy() => Snapshot.Verify(Emit("state", "State"), "cs");

    [Fact]
    public Task Latches_best_pages_and_victims_by_value() => Snapshot.Verify(Emit("conditions", "Conditions"), "cs");

    [Fact]
    public Task Latency_under_load_and_moves_under_way() => Snapshot.Verify(Emit("loads", "Loads"), "cs");

    [Fact]
    public Task Outcomes_of_every_sort() => Snapshot.Verify(Emit("../../Corpus/valid/outcomes", "Decide"), "cs");

    [Fact]
    public Task Shares_of_tenants_and_faults_of_every_sort() => Snapshot.Verify(Emit("../../Corpus/valid/tenants", "Fair"), "cs");

    [Fact]
    public Task Values_and_operators() => Snapshot.Verify(Emit("../../Corpus/valid/values", "Reckon"), "cs");

    [Fact]
    public Task Contracts_of_a_policy() => Snapshot.Verify(Emit("contracts", "Contracts"), "cs");

    [Fact]
    public Task Rules_about_pins() => Snapshot.Verify(Emit("pins", "Pinning"), "cs");

    [Fact]
    public Task A_policy_with_several_observers() => Snapshot.Verify(Emit("observers", "Observers"), "cs");

    [Fact]
    public Task Huge_pages_and_whole_blocks() => Snapshot.Verify(Emit("../Sizes/huge", "Sizes"), "cs");

    [Fact]
    public Task A_reclaimer_with_two_queues_and_hands() => Snapshot.Verify(Emit("queues", "TwoQueues"), "cs");

    [Fact]
    public Task A_reclaimer_that_remembers_refuses_and_trims() => Snapshot.Verify(Emit("ghosts", "Refaults"), "cs");

    [Fact]
    public Task A_library_reclaimer() => Snapshot.Verify(Emit("balanced", "Sieve"), "cs");

    [Fact]
    public Task A_reclaimer_that_goes_by_the_clock() => Snapshot.Verify(Emit("clocks", "Turns_turn20us"), "cs");

    [Fact]
    public Task Named_parameters_and_passes_along_queues() => Snapshot.Verify(Emit("clocks", "Clocks"), "cs");

    [Fact]
    public Task A_workload() => Snapshot.Verify(Emit("../Workloads/serve", "Serve"), "cs");

    [Fact]
    public Task A_policy_that_explains_itself() => Snapshot.Verify(Emit("pins", "Pinning", new EmitOptions(MapLines: false) { Explains = true }), "cs");

    [Fact]
    public Task Lines_lead_back_to_the_author() => Snapshot.Verify(Emit("faults", "Faults", new EmitOptions(MapLines: true)), "cs");

    /// <summary>`keep` and `order by`, not the section they stand in.</summary>
    [Fact]
    public void Parts_of_a_reclaim_section_lead_back_to_their_own_places()
    {
        var compilation = CdmPolicy.Dsl.Compiler.Compile([new CdmPolicy.Dsl.Text.SourceText("parts.cdmp", """
            hierarchy Box {
              page 4KiB;
              agent cpu;
              tier ram : ram { capacity 64KiB; read 80ns; write 80ns; bandwidth 1GB/s; }
              store disk { read 80us; write 30us; bandwidth 2GB/s; }
            }
            policy Parts for Box {
              page { heat : u8; }
              placement { rest: otherwise => ram; }
              migration { on access { heat += 1; } }
              reclaim ram {
                order by heat;
                keep when dirty;
                out: otherwise => evict;
              }
            }
            """)]);
        var text = string.Concat(Generated.Emit(compilation, new EmitOptions(MapLines: true)).Select(f => f.Text));
        Assert.Contains("#line (12,14)-(12,18) ", text, StringComparison.Ordinal);
        Assert.Contains("#line (13,5)-(13,21) ", text, StringComparison.Ordinal);
    }

    /// <summary>Words that C# reserves, and names that differ only in how C# writes them.</summary>
    [Fact]
    public void Any_name_the_language_allows_compiles()
    {
        var generated = Generated.From("""
            namespace class.event;
            hierarchy record {
              page 4KiB;
              agent int;
              tier namespace : ram { capacity 64KiB; read 80ns; write 80ns; bandwidth 1GB/s; }
              tier Namespace : ram { capacity 64KiB; read 80ns; write 80ns; bandwidth 1GB/s; }
              store void { read 80us; write 30us; bandwidth 2GB/s; }
            }
            /// Doc with <angle> & "quotes" */ and \u000a.
            policy struct for record {
              param model : count = 3 in 1..5;
              param Model : count = 3 in 1..5;
              param machine : bool = true;
              budget frames = 1MiB per 1s;
              page { set_heat : u3 halves every 1s; heat : u3; stored_heat : bool; frame : agent; tier0 : tier; to_namespace : bool; }
              placement { return: when machine => namespace, Namespace; default: otherwise => fallback; }
              migration {
                on access {
                  heat += model;
                  set_heat += 1;
                  if (write) { stored_heat = true; frame = agent; tier0 = tier; to_namespace = frame == int && tier0 == namespace; }
                  case: when in Namespace && heat > Model && set_heat > 2 && frames.left > 1KiB => namespace within frames;
                }
              }
            }
            """);
        using var run = generated.Run(10);
        for (var i = 0; i < 100; i++) run.Access(i, i % 10, write: i % 3 == 0);
        Assert.Equal(10, run.Totals.Faults);
    }

    [Fact]
    public void The_same_plan_gives_the_same_text() => Assert.Equal(Emit("fields", "Fields"), Emit("fields", "Fields"));

    private static string Emit(string policy, string name, EmitOptions? options = null)
    {
        var path = Repository.PathOf($"tests/Emit/Policies/{policy}.cdmp");
        var compilation = Compiler.Compile([new SourceText(path, File.ReadAllText(path))]);
        return Generated.Emit(compilation, options ?? new EmitOptions(MapLines: false))
            .Single(file => file.HintName.EndsWith($".{name}.g.cs", StringComparison.Ordinal)).Text;
    }
}

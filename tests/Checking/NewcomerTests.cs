using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Tests.Checking;

/// <summary>What somebody new to the language writes: one diagnostic for each mistake, and nothing that follows from it.</summary>
public class NewcomerTests
{
    [Fact]
    public void The_text_itself_is_right() => Assert.Empty(Samples.Report(Newcomer.Text));

    [Theory]
    [ClassData(typeof(HalfTypedRows))]
    [ClassData(typeof(BrokenOffRows))]
    [ClassData(typeof(DeclaredRows))]
    [ClassData(typeof(ConditionRows))]
    [ClassData(typeof(WrongOrderRows))]
    public void A_mistake_is_answered_once_with_what_to_write(string old, string now, string[] report) =>
        Assert.Equal(report, Samples.Report(Samples.Edit(Newcomer.Text, old, now)));

    [Fact]
    public void Words_of_the_language_and_of_others_may_be_names()
    {
        var compiled = Compiler.Compile([new SourceText("right.cdmp", """
            hierarchy zone {
              page 4KiB;
              agent device;
              tier pool : ram        { capacity 1MiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
              tier for  : persistent { capacity 8MiB; read 300ns; write 900ns; bandwidth 10GB/s; }
              store disk { read 80us; write 30us; bandwidth 2GB/s; }
              fallback pool -> for;
            }
            policy return for zone {
              param pages : count = 3 in 1..9;
              budget times = 64KiB per 1ms;
              page { heat : u8; asks : u8; on : u8; every : u8; after : u8; return : u8; }
              placement { bound: when bound to for && pages in 1..3 || asks for pool => for, pool; asks: otherwise => pool, for; }
              migration {
                on access in for {
                  heat += 1;
                  asks = heat - 1;
                  on += if heat in 1..pages then asks else heat;
                  every += on; after += every; return += after;
                  return: when (heat > 3 && asks > on) || return > every && after > 3 => pool within times or next;
                  on: when heat in 4..asks + 2 => pool within times;
                }
                every 10ms over pool limit pages pages { every: when heat == 0 && return in on..after => for or stop; }
              }
              reclaim pool { order by heat; keep when asks > 200; on: otherwise => for; }
              reclaim for { order Lru; after: otherwise => evict; }
            }
            test "x" for return {
              given page with in for { return = 1; heat = 3; }
              device reads with 2 times;
              after 1ms;
              expect with in pool;
            }
            """)]);

        Assert.DoesNotContain(compiled.Diagnostics, d => d.Severity == Dsl.Diagnostics.Severity.Error);
    }

    [Theory]
    [InlineData("limit")]
    [InlineData("budget")]
    [InlineData("within")]
    [InlineData("on")]
    [InlineData("after")]
    [InlineData("for")]
    [InlineData("scan")]
    [InlineData("suspend")]
    public void A_tier_behind_a_comma_may_be_spelt_as_a_head(string tier)
    {
        var compiled = Compiler.Compile([new SourceText("right.cdmp", $$"""
            hierarchy Box {
              page 4KiB;
              agent cpu;
              tier ram : ram        { capacity 1MiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
              tier {{tier}} : persistent { capacity 8MiB; read 300ns; write 900ns; bandwidth 10GB/s; }
              store disk { read 80us; write 30us; bandwidth 2GB/s; }
            }
            policy Two for Box {
              let over = 10ms;
              param prefers : count = 3 in 1..9;
              page { heat : u8; }
              placement { rest: otherwise => ram, {{tier}}; }
              migration {
                on access in ram, {{tier}} while ram.free > 64KiB until prefers in 4..9 {
                  heat += 1;
                  suspend when for 1ms;
                  when: when in {{tier}} && heat > 3 => ram, {{tier}} within 20MB per 1s or next;
                }
                every over over ram, {{tier}} limit prefers pages { cold: when in ram && heat == 0 => {{tier}}; }
              }
              reclaim ram { order Lru; down: otherwise => {{tier}}; }
            }
            """)]);

        Assert.DoesNotContain(compiled.Diagnostics, d => d.Severity == Dsl.Diagnostics.Severity.Error);
    }

    [Fact]
    public void A_name_that_begins_a_line_is_no_head_of_a_section()
    {
        var compiled = Compiler.Compile([new SourceText("right.cdmp", """
            hierarchy Box {
              page 4KiB;
              agent cpu;
              tier ram  : ram        { capacity 1MiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
              tier pmem : persistent { capacity 8MiB; read 300ns; write 900ns; bandwidth 10GB/s; }
              store disk { read 80us; write 30us; bandwidth 2GB/s; }
              fallback ram -> pmem;
            }
            policy Two for Box {
              param
                observe : count = 2 in 1..9;
              budget
                pin = 64KiB per 1ms;
              page { by : u8; state : u4; budget : u8; keep : u8; }
              placement {
                rest:
                  otherwise
                    =>
                      ram,
                      pmem;
              }
              migration {
                on access {
                  by += 1;
                  state
                    += 1;
                  budget += max(1, if write then 2 else 1) + if
                    state in 1..3 then
                    budget
                    else 2;
                  keep =
                    keep
                    + 1;
                  up: when
                    in pmem &&
                    state in 1..3 ||
                    budget > 4 &&
                    budget in 1..200 &&
                    by in 0..60 &&
                    (
                    state in 2..4 ||
                    keep in
                      1..9)
                    && observe
                      > 2
                    =>
                    ram
                    within
                    pin
                    or next;
                }
                every 10ms
                  over
                  ram
                  limit
                  4 pages {
                  down:
                    when
                    state
                    in 1..2
                    => pmem;
                }
              }
              reclaim ram { order Clock; keep when
                 state in 1..2;
                 sink: when
                   keep in 1..4
                   => pmem; drop: otherwise => evict; }
              never
                in ram &&
                state in 9..10 && pinned long;
            }
            test "x" for Two {
              given page
                p in ram;
              cpu reads
                p 2 times;
              expect
                p in ram;
            }
            """)]);
        Assert.All(compiled.Diagnostics, d => Assert.Equal("CDMP0524", d.Rule.Id));
    }
}

using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Tests.Checking;

/// <summary>What comes of habits from elsewhere: one diagnostic for each, with the form that was meant.</summary>
public class SlipTests
{
    private const string Hierarchy = """
        hierarchy Box {
          page 4KiB;
          agent cpu;
          tier ram  : ram        { capacity 1MiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
          tier pmem : persistent { capacity 8MiB; read 300ns; write 900ns; bandwidth 10GB/s; observable no; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
        }

        """;

    [Theory]
    [InlineData("observe sample 1 per 64;", "CDMP0101 expected `in` and the accesses of one sample, found `per` (write `sample 1 in 64`)")]
    [InlineData("observe hint_fault every 5ms;", "CDMP0101 expected `scan` and how many bytes, found `every` (write `hint_fault scan BYTES every TIME`)")]
    [InlineData("observe hint_fault scan 64KiB every 5ms over pmem; migration { on hint_fault { up: otherwise => ram; } }",
        "CDMP0508 this handler can never run: no observer unmaps pages in every tier (`pmem` says `observable no;`, so the observer sees nothing there)")]
    [InlineData("migration { on access { up: when in pmem => ram within up; } }",
        "CDMP0208 there is no budget `up` (declare `budget up = 64KiB per 10ms;`, or write `within 64KiB per 10ms`)")]
    [InlineData("budget up = 20MB every 100ms;", "CDMP0101 expected `per` and a time, found `every` (write `AMOUNT per TIME`: `20MB per 1s`)")]
    [InlineData("budget up = 5MB/s;", "CDMP0101 expected `per` and a time, found `;` (write `5MB per 1s`)")]
    [InlineData("migration { on access { up: if in pmem => ram; } }", "CDMP0101 expected `when` or `otherwise`, found `if` (did you mean `when`?)")]
    [InlineData("migration { on access { up: when in pmem => ram; else: else => stay; } }", "CDMP0101 expected `when` or `otherwise`, found `else` (did you mean `otherwise`?)")]
    [InlineData("migration { on access { up: when in pmem => ram or swap; } }", "CDMP0101 expected `next`, `stop` or `exchange` after `or`, found `swap` (another tier to try stands behind a comma: `=> ram, pmem`)")]
    [InlineData("migration { on access { up: when in pmem && kind == \"anon\" => ram; } }", "CDMP0101 expected a value, found `\"anon\"` (a kind stands without quotes: `anon`)")]
    [InlineData("page { heat : u8; } migration { on access { heat++; } }", "CDMP0101 expected `+=`, found `+` (write `heat += 1;`)")]
    [InlineData("migration { on access { touch(); } }", "CDMP0527 `touch()` is not a statement of an `on access` handler (write `touch;`)")]
    [InlineData("migration { on hint \"cold\" { sink: when in ram => pmem; } }", "CDMP0101 expected the name of the hint, found `\"cold\"` (it stands without quotes: `on hint cold`)")]
    [InlineData("pin { never: when in pmem && in ram => deny; }", "CDMP0504 the condition of `never` can never hold (a page is always in one tier, and in no more than one)")]
    [InlineData("state { n : count = 0; a : average(time, 1/2); }",
        "CDMP0219 the value of the state `n` is never used", "CDMP0219 the average `a` is never used")]
    public void In_a_policy(string part, params string[] expected) =>
        AssertSaid($"policy Two for Box {{ placement {{ rest: otherwise => ram, pmem; }} {part} }}", expected);

    [Theory]
    [InlineData("test t for Two { given page p in ram; expect p in ram; }", "CDMP0101 expected the name of the test in quotes, found `t` (write `\"t\"`)")]
    [InlineData("test \"t\" for Two { page p in ram; cpu reads p; expect p in ram; }", "CDMP0102 `page` does not begin a step of a test (write `given page p …`)")]
    [InlineData("test \"t\" for Two { given page p in ram; cpu pin p long; expect p.pinned long; }", "CDMP0220 `pin` is not something that an agent does (did you mean `pins`?)")]
    [InlineData("test \"t\" for Two { given page p in ram; ram goes away; expect p in pmem; }", "CDMP0101 expected `offline` or `online`, found `away`")]
    [InlineData("workload W for Box { region a 64KiB anon; phase p 1ms { cpu reads a random at 1M/s; cpu hint cold a; } }",
        "CDMP0220 `hint` is not something that an agent does (did you mean `hints`?)")]
    [InlineData("workload W for Box { region a 64KiB anon; phase p 1ms { cpu reads a random at 1M/s; cpu looks a random at 1M/s; } }",
        "CDMP0220 `looks` is not something that an agent does (it is one of: `reads`, `writes`, `reclaims`, `pins`, `unpins`, `hints`, `goes`)")]
    public void In_a_test_or_a_workload(string declaration, params string[] expected) =>
        AssertSaid("policy Two for Box { placement { rest: otherwise => ram, pmem; } }\n" + declaration, expected);

    private static void AssertSaid(string text, string[] expected) =>
        Assert.Equal(expected, Compiler.Compile([new SourceText("slip.cdmp", Hierarchy + text)]).Diagnostics
            .Select(d => $"{d.Rule.Id} {d.Message}{(d.Help is null ? "" : $" ({d.Help})")}"));
}

namespace CdmPolicy.Tests.Checking;

/// <summary>Words of kernels and of other languages, and parts in the wrong order; rows as in <see cref="MistakeRows"/>, of <see cref="Newcomer.Text"/>.</summary>
public class WrongOrderRows : TheoryData<string, string, string[]>
{
    private const string Up = "up: when in far && is_hot => dram within promo or next;";

    public WrongOrderRows()
    {
        Reclaim();
        Braces();
        Statements();
        Conditions();
        Memory();
        Separators();
        Numbers();
    }

    private void Reclaim()
    {
        Add("below 3% until 6%;", "threshold 3% until 6%;",
            "CDMP0102 'threshold' `threshold` does not begin a part of a reclaim section | write `below 3% until 6%`");
        Add("below 3% until 6%;", "threshold 3% to 6%;",
            "CDMP0101 'to' expected `;` after `threshold`, found `to`");
        Add("below 3% until 6%;", "below 1000 until 2000;",
            "CDMP0301 '1000' `1000` is a count where a size or a share of the tier is needed | watermarks are bytes or shares: `below 4MiB until 8MiB`, `below 4% until 8%`");
        Add("reserve 1%;", "reserve 4000;",
            "CDMP0301 '4000' `4000` is a count where a size or a share of the tier is needed | it is bytes or a share of the tier: `4000KiB`, `4%`");
        Add("order Lru; demote", "order MGLRU; demote",
            "CDMP0207 'MGLRU' there is no reclaimer `MGLRU` | did you mean `MultiGen`?");
        Add("order Lru; demote", "order 2Q; demote",
            "CDMP0101 '2Q' expected a reclaimer, found `2Q` | did you mean `TwoQ`?");
        Add("on access {", "on kswapd { low: otherwise => far; }\n on access {",
            "CDMP0521 'kswapd' there is no event `kswapd` | what the kernel does in the background is `reclaim TIER { below 4% until 8%; … }`");
    }

    private void Braces()
    {
        Add("=> far or stop;\n    }", "=> far or stop;\n    } }",
            "CDMP0102 'reclaim' `reclaim` does not begin a declaration | it stands inside a declaration: is there a `}` too many above?");
        Add("rest: otherwise => dram, far;\n  }", "rest: otherwise => dram, far;\n  } } }",
            "CDMP0107 '}' this `}` closes nothing");
        Add("seen += 1;", "on fault { seen += 1; }",
            "CDMP0102 'on' `on` does not begin a statement or a rule | handlers do not nest: each stands in `migration { … }` itself");
        Add("seen += 1;", "every 10ms over dram limit 4 { seen += 1; }",
            "CDMP0102 'every' `every` does not begin a statement or a rule | handlers do not nest: each stands in `migration { … }` itself");
    }

    private void Statements()
    {
        Add("heat += 1;", "heat + 1;", "CDMP0101 '+' expected `+=`, found `+` | write `heat += 1;`");
        Add("heat += 1;", "heat == 1;", "CDMP0101 '==' expected `=`, found `==` | write `heat = 1;`");
        Add("seen += 1;", "seen += 1; return heat + 1;",
            "CDMP0102 'return' `return` does not begin a statement | nothing is returned: a statement changes a field or a value, `NAME = EXPRESSION;`");
        Add("cpu reads p;", "cpu reads p times 4;", "CDMP0101 'times' expected `;` after the access, found `times` | write `4 times`");
        Add("cpu reads p;", "cpu reads p twice;", "CDMP0101 'twice' expected `;` after the access, found `twice` | write `2 times`");
        Add("cpu reads p;", "cpu reads p 4;", "CDMP0101 ';' expected `times`, found `;` | write `4 times`");
    }

    private void Conditions()
    {
        Add(Up, "up: when in far && kind == 'anon' => dram;", "CDMP0002 ''' `'` is not part of the language | a kind stands without quotes: `anon`");
        Add(Up, "up: when tier == 'far' => dram;", "CDMP0002 ''' `'` is not part of the language | a name stands without quotes: `far`");
        Add("when bound to hbm", "when bound hbm", "CDMP0101 'hbm' expected `to`, found `hbm` | write `bound to hbm`");
        Add("when bound to hbm", "when asks hbm && size == 4KiB", "CDMP0101 'hbm' expected `for`, found `hbm` | write `asks for hbm`");
        Add("when bound to hbm", "when asks to hbm", "CDMP0101 'to' expected `for`, found `to` | write `asks for hbm`");
        Add("never in hbm && pinned long;", "never in hbm && pinned_long;",
            "CDMP0201 'pinned_long' `pinned_long` is not a name that is known here | did you mean `pinned long`?");
        Add("never in hbm", "pin { far: when long_term => deny; }\n never in hbm",
            "CDMP0201 'long_term' `long_term` is not a name that is known here | in `pin` it is `long`, elsewhere `pinned long`");
        Add("limit 1024", "limit 4 * PAGE_SIZE",
            "CDMP0201 'PAGE_SIZE' `PAGE_SIZE` is not a name that is known here | bytes are written with their unit: `1MiB`; a limit counts pages: `limit 256 pages`");
        Add(Up, "up: when in far && is_hot => dram or next within promo;",
            "CDMP0101 'within' expected `;` after the outcome, found `within` | `within` stands before `or`: `=> TIER within 20MB per 1s or …`");
    }

    private void Memory()
    {
        foreach (var word in new[] { "zone", "numa_node", "pool", "memory", "bank", "device" })
        {
            Add("tier far : cxl {", word + " far : cxl {",
                $"CDMP0102 '{word}' `{word}` does not begin a part of a hierarchy | did you mean `tier`? memory is a `tier`, who accesses it an `agent`, what lies behind it a `store`");
        }
    }

    private void Separators()
    {
        Add("agent cpu;", "agent cpu; agent cpu0-31 { }",
            "CDMP0101 '-' expected `:`, `{` or `;` after agent `cpu0`, found `-` | a name has letters, digits and `_`, and no `-`");
        Add("16MiB; read", "16MiB read", "CDMP0101 '' expected `;` after `capacity`, found `read`");
        Add("order Lru; out", "order Lru out", "CDMP0101 '' expected `;` after the order, found `out`");
        Add("in 4..255;", "in 4-255;", "CDMP0101 '-' expected `..`, found `-` | write `4..255`");
        Add(Up, "up: when in far && heat in 2-60 => dram;", "CDMP0101 '-' expected `..`, found `-` | write `2..60`");
        Add(Up, "up: when in far && heat in 2 => dram;", "CDMP0101 '=>' expected `..` and the end of the range, found `=>`");
    }

    private void Numbers()
    {
        Add("budget promo = 64MB per 1s;", "budget promo = 64 pages per 10ms;",
            "CDMP0101 'pages' expected `per` and a time, found `pages` | a budget is bytes or time: `256KiB per 10ms`");
        Add("budget promo = 64MB per 1s;", "budget promo = 64 pages/s;",
            "CDMP0101 'pages' expected `per` and a time, found `pages` | a budget is bytes or time: `256KiB per 1s`");
        Add("within promo", "within 4096 bytes per 10ms", "CDMP0101 'bytes' expected `per` and a time, found `bytes` | write `4096B per 10ms`");
        Add("halves every 50ms", "halves every 100Hz", "CDMP0303 'Hz' `Hz` is not a unit | a time is needed: `10ms`");
        Add("every 20ms over", "every 1kHz over", "CDMP0303 'kHz' `kHz` is not a unit | a time is needed: `1ms`");
        Add("at 1M/s", "at 100Hz", "CDMP0303 'Hz' `Hz` is not a unit | how often is a pace: `100/s`");
    }

    private new void Add(string old, string now, params string[] report) => base.Add(old, now, report);
}

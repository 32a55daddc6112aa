namespace CdmPolicy.Tests.Checking;

/// <summary>Rules and sections that are half written, and blocks in the way of other languages; rows as in <see cref="MistakeRows"/>, of <see cref="Newcomer.Text"/>.</summary>
public class HalfTypedRows : TheoryData<string, string, string[]>
{
    public HalfTypedRows()
    {
        Add("up: when in far && is_hot => dram within promo or next;", "up: when",
            "CDMP0101 '' expected a value, found the end of the line");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far &&",
            "CDMP0101 '' expected a value, found the end of the line");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far =>",
            "CDMP0101 '' expected a tier or another outcome, found the end of the line");
        Add("up: when in far && is_hot => dram within promo or next;", "up:",
            "CDMP0101 '' expected `when` or `otherwise`, found the end of the line | a rule is written `NAME: when CONDITION => OUTCOME;` or `NAME: otherwise => OUTCOME;`");
        Add("up: when in far && is_hot => dram within promo or next;", "up",
            "CDMP0101 '' expected `;` after `up`, found the end of the line | a rule is written `NAME: when CONDITION => OUTCOME;` or `NAME: otherwise => OUTCOME;`");
        Add("reclaim far { order Lru; out: otherwise => evict; }", "reclaim far { order ",
            "CDMP0101 '' expected a reclaimer, found the end of the line");
        Add("hierarchy Node {", "hierarchy Node:",
            "CDMP0101 ':' expected `{`, found `:` | a block stands in braces: `{ … }`");
        Add("on access {", "def on_access():",
            "CDMP0102 'def' `def` does not begin a handler | write `on access { … }`");
        Add("seen += 1;", "for (int i = 0; i < 4; i++) { seen += 1; }",
            "CDMP0101 '(' expected the name of the counter, found `(` | write `for i in 0..3 { … }`");
        Add("budget promo = 64MB per 1s;\n  observe everything;\n  page { heat : u8 halves every 50ms; }\n  state { seen : count = 0; }\n  let is_hot = heat >= hot;\n  placement {\n    gpu_bound: when bound to hbm => hbm, dram;\n    rest: otherwise => dram, far;\n  }\n  migration {\n    on access {", "observe everything;\n  page { heat : u8 halves every 50ms; }\n  state { seen : count = 0; }\n  let is_hot = heat >= hot;\n  placement {\n    gpu_bound: when bound to hbm => hbm, dram;\n    rest: otherwise => dram, far;\n  }\n  migration {\n    budget promo = 64MB per 1s; on access {",
            "CDMP0102 'budget' `budget` does not begin a handler | `budget` stands in `policy NAME for HIERARCHY { … }`");
        Add("on access {", "let on_access = heat > 3; on access {",
            "CDMP0102 'let' `let` does not begin a handler | `let` stands in `policy NAME for HIERARCHY { … }`");
        Add("up: when in far && is_hot => dram within promo or next;", "case up: when in far && is_hot => dram;",
            "CDMP0102 'case' `case` does not begin a rule | a rule begins with its name: `up: when …`");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far && is_hot => dram { heat = 0; };",
            "CDMP0101 '{' expected `then`, found `{` | what a move changes stands behind `then`: `=> TIER then { … }`");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far && is_hot => dram then heat = 0;",
            "CDMP0101 'heat' expected `{`, found `heat` | write `{ heat = 0; }`");
        Add("rest: otherwise => dram, far;", "rest: othrwise => dram, far;",
            "CDMP0101 'othrwise' expected `when` or `otherwise`, found `othrwise` | did you mean `otherwise`?");
        Add("rest: otherwise => dram, far;", "rest: otherwise => dram or far;",
            "CDMP0101 'far' expected `next`, `stop` or `exchange` after `or`, found `far` | another tier to try stands behind a comma: `=> ram, pmem`");
        Add("down: when heat <= cold && idle > 50ms && seen > 10 => far or stop;", "down: when heat <= cold && idle > 50ms && seen > 10 => far ro stop;",
            "CDMP0101 'ro' expected `or`, found `ro` | write `or stop`");
        Add("every 20ms over dram limit 1024 {", "every 20ms over dram while dram.fill > 90% limit 1024 {",
            "CDMP0101 'limit' expected `{`, found `limit` | the limit stands before the condition: `limit 1024 while …`");
        Add("every 20ms over dram limit 1024 {", "every 20ms limit 1024 over dram {",
            "CDMP0101 'limit' expected `{`, found `limit` | the limit stands behind the tiers: `over TIERS limit 1024`");
        Add("every 20ms over dram limit 1024 {", "every 20ms over dram when dram.fill > 90% limit 1024 {",
            "CDMP0101 'when' expected `while`, found `when` | did you mean `while`?",
            "CDMP0101 'limit' expected `{`, found `limit` | the limit stands before the condition: `limit 1024 while …`");
        Add("every 20ms over dram limit 1024 {", "on every 20ms over dram limit 1024 {",
            "CDMP0101 'every' expected an event, found `every` | write `every 20ms { … }`, without `on`");
        Add("every 20ms over dram limit 1024 {", "on timer 20ms over dram limit 1024 {",
            "CDMP0101 'timer' expected an event, found `timer` | write `every 20ms { … }`, without `on`");
        Add("on access {", "on access in far by cpu {",
            "CDMP0101 'by' expected `{`, found `by` | who does it stands before `in`: `by cpu in TIERS`");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far && is_hot) => dram within promo or next;",
            "CDMP0101 ')' expected `=>`, found `)` | there is no `(` for it: leave it out");
    }

    private new void Add(string old, string now, params string[] report) => base.Add(old, now, report);
}

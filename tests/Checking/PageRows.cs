namespace CdmPolicy.Tests.Checking;

/// <summary>One row for each mistake that the language promises to catch: its name, the text, and the one diagnostic.</summary>
public class PageRows : TheoryData<string, string, string>
{
    public PageRows()
    {
        Add("unknown name",
            "@p let a = hto > 3; param hot : count = 4;",
            "CDMP0201 'hto' `hto` is not a name that is known here | did you mean `hot`?");
        Add("an unknown tier",
            "@p migration { on access { up: when in pmme => ram; } }",
            "CDMP0204 'pmme' there is no tier `pmme` | did you mean `pmem`?");
        Add("duplicate names",
            "@p param hot : count = 3; let hot = 4;",
            "CDMP0202 'hot' the name `hot` is already taken | the first one is a parameter at line 14");
        Add("a misspelt section",
            "policy P for Box { plcement { rest: otherwise => ram; } }",
            "CDMP0102 'plcement' `plcement` does not begin a part of a policy | did you mean `placement`?");
        Add("a misspelt property",
            "@p reclaim ram { reserv 1%; order Lru; drop: otherwise => evict; }",
            "CDMP0213 'reserv' `reserv` is not a property of `reclaim ram` | did you mean `reserve`?");
        Add("a misspelt declaration",
            "polcy P for Box { placement { rest: otherwise => ram; } }",
            "CDMP0102 'polcy' `polcy` does not begin a declaration | did you mean `policy`?");
        Add("a unit that there is not",
            "@p let a = ram.free > 3Mib;",
            "CDMP0303 'Mib' `Mib` is not a unit | did you mean `MiB`?");
        Add("units that do not go together: a sum",
            "@p let a = ram.free + 4ms > 3MiB;",
            "CDMP0302 'ram.free + 4ms' cannot add `ram.free` (a number of bytes) and `4ms` (a time) | a number of bytes is written like `64MiB`");
        Add("units that do not go together: a comparison",
            "@m let warm = heat >= 5ms;",
            "CDMP0302 'heat >= 5ms' cannot compare `heat` (a count) and `5ms` (a time) | a count is written like `8`");
        Add("a count beside a ratio",
            "@m let warm = heat > 10%;",
            "CDMP0302 'heat > 10%' cannot compare `heat` (a count) and `10%` (a ratio) | a count is written like `8`");
        Add("a range upside down",
            "@p param hot : count = 4 in 60..1;",
            "CDMP0311 '60..1' the range `60..1` is empty: its low end is above its high end | write `1..60`");
        Add("a range upside down, asked for",
            "@m let warm = heat in 8..2;",
            "CDMP0311 '8..2' the range `8..2` is empty: its low end is above its high end | write `2..8`");
        Add("watermarks out of order",
            "@p reclaim ram { reserve 1%; below 8% until 4%; order Lru; drop: otherwise => evict; }",
            "CDMP0511 '8%' the low watermark `8%` is above the high watermark `4%` | `reserve` ≤ `below` ≤ `until`");
        Add("a reserve above the watermark",
            "@p reclaim ram { reserve 5%; below 4% until 8%; order Lru; drop: otherwise => evict; }",
            "CDMP0511 '5%' the reserve `5%` is above the low watermark `4%` | `reserve` ≤ `below` ≤ `until`");
        Add("a fault on memory that everyone can address",
            "@p migration { on fault in gpu { back: otherwise => ram; } }",
            "CDMP0508 'on fault in gpu' this handler can never run: every agent can address `gpu` | only an access that its agent cannot make is a fault");
        Add("a rule that matches for no value of a parameter",
            "@p page { heat : u8; } param hot : count = 300 in 256..999; migration { on access { heat += 1; up: when in pmem && heat > hot => ram; } }",
            "CDMP0504 'up' the condition of `up` can never hold | `hot` is 256..999, `heat` is 0..255");
        Add("a rule that does not match at the defaults",
            "@p page { heat : u8; } param hot : count = 300 in 1..999; migration { on access { heat += 1; up: when in pmem && heat > hot => ram; } }",
            "CDMP0505 'up' the condition of `up` cannot hold while the parameters have their defaults | `hot` is 300, `heat` is 0..255");
        Add("a rule that an earlier one shadows",
            "@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && heat > 3 => ram; again: when in pmem && heat > 8 => gpu; } }",
            "CDMP0503 'again' the rule `again` can never be reached | `up` at line 14 matches first");
        Add("a placement that leaves requests without an answer",
            "policy P for Box { placement { mine: when kind == anon => ram; theirs: when kind == file => pmem; } }",
            "CDMP0502 'placement' `placement` does not cover every request | a request with `kind = shmem` is left out; end it with a rule for the rest: `rest: otherwise => fallback;`");
        Add("a fault that nobody answers",
            "@d migration { on access by gpu0 in ram { up: when kind == anon => device; } }",
            "CDMP0509 'migration' an access by `cpu`, `gpu1` to a page in `device` is a fault that no rule answers | add `on fault in device { back: otherwise => TIER; }` with a tier it can address");
        Add("a fault answered with a tier that does not help",
            "@d migration { on access by gpu0 in ram { up: when kind == anon => device; } on fault in device { back: otherwise => other; } }",
            "CDMP0510 'other' `other` is no answer to this fault: `cpu` cannot address it | `cpu` can address: `ram`");
        Add("a circle of demotions",
            "@p reclaim ram { order Lru; down: otherwise => pmem; } reclaim pmem { order Lru; up: otherwise => ram; }",
            "CDMP0512 'ram' demotions form a circle: `ram` -> `pmem` -> `ram` | the way there is `down` at line 14");
        Add("oscillation",
            "@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && heat > 3 => ram; } every 10ms over ram limit 100 { down: when heat > 5 => pmem; } }",
            "CDMP0524 'down' `up` and `down` can move the same page to and fro | a page with `agent = cpu`, `heat = 6` goes from `pmem` to `ram` by `up` at line 14 and back by `down`");
        Add("a long pin allowed on cdm",
            "@p pin { ok: when in gpu => allow; rest: otherwise => deny; }",
            "CDMP0550 'allow' a long pin is allowed in `gpu`, which does not permit it | move the page first: `away: when long && in gpu => TIER;` above it");
        Add("a page of a file sent to device_private",
            "@d migration { on access by gpu0 in ram { up: when kind == file => device; } on fault in device { back: otherwise => ram; } }",
            "CDMP0515 'device' `device` takes no page that this rule sends there | it takes `anon` pages only");
        Add("a name that no observer supplies",
            "@p observe accessed_bit every 10ms; migration { on access { off: when agent == gpu0 && in ram => gpu; } }",
            "CDMP0540 'agent' no observer tells `agent` in an `on access` handler | it is told by `observe everything;`, `observe sample 1 in 64;`; an accessed bit tells only that the page was accessed");
        Add("a statistic that no observer keeps",
            "@p observe accessed_bit every 10ms; migration { every 10ms over ram limit 100 { off: when gpu0.touches > 3 => gpu; } }",
            "CDMP0540 'gpu0.touches' no observer tells `gpu0.touches` in an `every` handler | it is kept by `observe device counters of gpu0;` over `ram`");
        Add("an `over` without a limit",
            "@p migration { every 10ms over ram { sink: when idle > 5ms => pmem; } }",
            "CDMP0507 'every 10ms over ram' a pass over tiers needs a limit | add `limit 4096 pages` behind the tiers");
    }

    private new void Add(string name, string text, string said) => base.Add(name, text, said);
}

namespace CdmPolicy.Tests.Checking;

/// <summary>What comes of habits from other languages and tools, in policies.</summary>
public class HabitRows : TheoryData<string, string[]>
{
    public HabitRows()
    {
        Add("@p reclaim ram { below 4 until 8; order Lru; drop: otherwise => evict; }",
            "CDMP0301 '4' `4` is a count where a size or a share of the tier is needed | did you mean `below 4% until 8%`?");
        Add("@p reclaim ram { reserve 1; order Lru; drop: otherwise => evict; }",
            "CDMP0301 '1' `1` is a count where a size or a share of the tier is needed | did you mean `1%`?");
        Add("@p reclaim ram { below 4%; order Lru; drop: otherwise => evict; }",
            "CDMP0101 ';' expected `until` and the upper watermark, found `;` | write `below 4% until 8%`");
        Add("@p reclaim ram { above 90% until 80%; order Lru; drop: otherwise => evict; }",
            "CDMP0102 'above' `above` does not begin a part of a reclaim section | watermarks are written `reserve 1%; below 4% until 8%;`");
        Add("@p reclaim ram { order LRU; drop: otherwise => evict; }",
            "CDMP0207 'LRU' there is no reclaimer `LRU` | did you mean `Lru`?");
        Add("@p reclaim ram { order: Lru; drop: otherwise => evict; }",
            "CDMP0101 'Lru' expected `when` or `otherwise`, found `Lru` | write `order Lru`, without `:`");
        Add("@p reclaim ram { policy Lru; drop: otherwise => evict; }",
            "CDMP0102 'policy' `policy` does not begin a part of a reclaim section | did you mean `order`? it is written `order Lru;`");
        Add("@p reclaim { order Lru; drop: otherwise => evict; }",
            "CDMP0101 '{' expected a tier, found `{` | each tier has a section of its own: `reclaim TIER { … }`");
        Add("@p reclaim ram, pmem { order Lru; drop: otherwise => evict; }",
            "CDMP0101 ',' expected `by` or `{`, found `,` | each tier has a section of its own: `reclaim TIER { … }`");
        Add("@p reclaim ram { order Lru; drop: default => evict; }",
            "CDMP0101 'default' expected `when` or `otherwise`, found `default` | did you mean `otherwise`?");
        Add("@p reclaim ram { order Lru; drop: * => evict; }",
            "CDMP0101 '*' expected `when` or `otherwise`, found `*` | did you mean `otherwise`?");
        Add("@p reclaim ram { order Lru; _ => evict; }",
            "CDMP0101 '=>' expected `:` and `when` or `otherwise`, found `=>` | write `NAME: otherwise => …`, or `NAME: when CONDITION => …`");
        Add("@p reclaim ram { order Lru; otherwise => evict; }",
            "CDMP0101 'otherwise' expected a label and `:`, found `otherwise` | a rule has a name: `NAME: otherwise …`");
        Add("@p reclaim ram { order Lru; drop: otherwise => pageout; }",
            "CDMP0204 'pageout' there is no tier `pageout` | did you mean `evict`?");
        Add("@p reclaim ram { order Lru; sink: otherwise -> pmem; }",
            "CDMP0101 '->' expected `=>`, found `->`");
        Add("@p reclaim ram { order Lru; sink: when kind == anon => pmem; }",
            "CDMP0547 'ram' `reclaim ram` has no rule for some pages, and those are evicted | a page with `kind = shmem` is one; end it with `rest: otherwise => evict;` if that is meant, or with a tier");
        Add("@p below 4% until 8%;",
            "CDMP0102 'below' `below` does not begin a part of a policy | `below` stands in `reclaim TIER { … }`");
        Add("@p reserve 4%;",
            "CDMP0102 'reserve' `reserve` does not begin a part of a policy | `reserve` stands in `reclaim TIER { … }`");
        Add("@p order Lru;",
            "CDMP0102 'order' `order` does not begin a part of a policy | `order` stands in `reclaim TIER { … }`");
        Add("@p on access { up: when in pmem => ram; }",
            "CDMP0102 'on' `on` does not begin a part of a policy | `on` stands in `migration { … }`");
        Add("@p every 10ms over ram limit 100 { sink: when idle > 5ms => pmem; }",
            "CDMP0102 'every' `every` does not begin a part of a policy | `every` stands in `migration { … }`");
        Add("@p if (true) { }",
            "CDMP0102 'if' `if` does not begin a part of a policy | conditions stand in rules: `NAME: when CONDITION => TIER;`");
        Add("@p const hot : count = 4;",
            "CDMP0102 'const' `const` does not begin a part of a policy | did you mean `param`? it is written `param hot : count = 4 in 1..60;`");
        Add("@p assert !dirty;",
            "CDMP0102 'assert' `assert` does not begin a part of a policy | what must never hold is said by `never CONDITION;`");
        Add("@p promotion { up: when in pmem => ram; }",
            "CDMP0102 'promotion' `promotion` does not begin a part of a policy | rules that move pages stand in `migration { on access { … } every 10ms over TIERS limit 4096 { … } }`");
        Add("@p let a = 1msec;",
            "CDMP0303 'msec' `msec` is not a unit | did you mean `ms`?");
        Add("@p let a = 3foo;",
            "CDMP0303 'foo' `foo` is not a unit | the units: `B KiB MiB GiB TiB`, `KB MB GB TB`, `ns us ms s min h`, `%`, sizes with `/s` for a rate, `/s k/s M/s G/s` for a pace");
        Add("@p let a = 3 sec;",
            "CDMP0110 '3 sec' `3` and its unit `sec` are one word | write `3s`");
        Add("@p let a = 20 %;",
            "CDMP0002 '%' `%` is not part of the language | write `20%`, without a blank");
        Add("@p let a : bool = in ram;",
            "CDMP0101 ':' expected `=`, found `:` | a `let` has the type of its value: `let a = …`");
        Add("@p let a = in ram ? 1 : 2;",
            "CDMP0002 '?' `?` is not part of the language | write `if CONDITION then A else B`");
        Add("@p param quick = 5ms;",
            "CDMP0101 '=' expected `:` and the type of the parameter, found `=` | write `param quick : time = 5ms`");
        Add("@p param hot : int = 4;",
            "CDMP0215 'int' there is no type `int` | did you mean `count`?");
        Add("@p param count hot = 4;",
            "CDMP0101 'hot' expected `:` and the type of the parameter, found `hot` | the name comes first: `param hot : count = …`");
        Add("@p param hot : count in 1..60 = 4;",
            "CDMP0101 'in' expected `=` and the default value, found `in` | the range stands behind the default: `param hot : count = 4 in 1..60`");
        Add("@p param hot : count = 4 in [1..60];",
            "CDMP0101 '[' expected a value, found `[` | a range is written `1..60`, and names stand without brackets");
        Add("@p param hot : count = 4 in 1-60;",
            "CDMP0101 '-' expected `..`, found `-` | write `1..60`");
        Add("@p budget up = 20MB per second;",
            "CDMP0201 'second' `second` is not a name that is known here | a time is a number with its unit: `1s`, `100ms`");
        Add("@p observe hint_fault every 10ms scan 64KiB;",
            "CDMP0101 'every' expected `scan` and how many bytes, found `every` | write `hint_fault scan BYTES every TIME`");
        Add("@p observe sampling 1 in 64;",
            "CDMP0522 'sampling' there is no observer `sampling` | did you mean `sample`? write `observe sample 1 in 64;`");
        Add("@p observe sample 1/64;",
            "CDMP0101 ';' expected `in` and the accesses of one sample, found `;` | write `sample 1 in 64`");
        Add("@p never { in gpu && pinned long; }",
            "CDMP0101 '{' expected a value, found `{` | a contract is one condition without braces: `never in gpu && pinned long;`");
        Add("@p never: in gpu && !asked;",
            "CDMP0101 ':' expected a value, found `:` | write `never …`, without `:`");
        Add("@p never forever: in ram && pinned long;",
            "CDMP0101 'forever' expected a condition, found `forever` | a contract has no name: `never in gpu && pinned long;`");
        Add("@p reclaim ram { low 4%; high 8%; order Lru; drop: otherwise => evict; }",
            "CDMP0102 'low' `low` does not begin a part of a reclaim section | write `below 4% until 8%;`");
        Add("@p reclaim ram { start when ram.fill > 80%; order Lru; drop: otherwise => evict; }",
            "CDMP0101 ';' expected `until` and a condition, found `;` | write `start when CONDITION until CONDITION`");
        Add("@p never in gpu and pinned;",
            "CDMP0101 'and' expected an operator, found `and` | did you mean `&&`?");
        Add("@p # keep hot pages",
            "CDMP0101 '#' expected `#allow`, found `#` | a comment begins with `//`");
        Add("@p -- keep hot pages",
            "CDMP0101 '-' expected `#allow`, found `-` | a comment begins with `//`");
        Add("@p page { u8 heat; }",
            "CDMP0101 'heat' expected `:` and the type of the field, found `heat` | the name comes first: `heat : u8`");
        Add("@p page { heat : u8 = 0; }",
            "CDMP0101 '=' expected `;` after the field, found `=` | a field is 0, `false` or `none` at first, and has no value of its own");
        Add("@p page { heat : uint8; }",
            "CDMP0215 'uint8' there is no type `uint8` | a number of a page has 1 to 32 bits and stops at its ends: did you mean `u8`?");
        Add("@p page { heat : float; }",
            "CDMP0215 'float' there is no type `float` | nothing floats: a page counts, or keeps a `time`");
        Add("@p pin { deny when in gpu && long; }",
            "CDMP0101 'when' expected `:`, found `when` | a rule is written `NAME: when CONDITION => OUTCOME;` or `NAME: otherwise => OUTCOME;`");
        Add("@p migration { on numa_fault { up: when in pmem => ram; } }",
            "CDMP0521 'numa_fault' there is no event `numa_fault` | did you mean `hint_fault`?");
        Add("@p migration { on page_fault { up: when in pmem => ram; } }",
            "CDMP0521 'page_fault' there is no event `page_fault` | a page that is not resident is placed by the rules of `placement`");
        Add("@p migration { on read in pmem { up: otherwise => ram; } }",
            "CDMP0521 'read' there is no event `read` | did you mean `access`? its rules can ask `!write`");
        Add("@p migration { when access { up: when in pmem => ram; } }",
            "CDMP0102 'when' `when` does not begin a handler | write `on access { … }`");
        Add("@p migration { access { up: when in pmem => ram; } }",
            "CDMP0102 'access' `access` does not begin a handler | write `on access { … }`");
        Add("@p migration { up: when in pmem => ram; }",
            "CDMP0102 'up' `up` does not begin a handler | a rule stands in a handler: `on access { … }`, or `every 10ms over TIERS limit 4096 { … }`");
        Add("@p migration on access { up: when in pmem => ram; }",
            "CDMP0101 'on' expected `{`, found `on`");
        Add("@p migration { on access(cpu, pmem) { up: otherwise => ram; } }",
            "CDMP0101 '(' expected `{`, found `(` | who and where is written `on access by AGENT in TIERS { … }`");
        Add("@p migration { on access by cpu to pmem { up: otherwise => ram; } }",
            "CDMP0101 'to' expected `in`, found `to` | did you mean `in`?");
        Add("@p migration { every 10ms in ram limit 100 { sink: when idle > 5ms => pmem; } }",
            "CDMP0101 'in' expected `over`, found `in` | did you mean `over`?");
        Add("@p migration { every 10ms over ram limit = 100 { sink: when idle > 5ms => pmem; } }",
            "CDMP0101 '=' expected a value, found `=` | write `limit 100`, without `=`");
        Add("@p observe hint_fault scan 64KiB every 10ms; migration { on access { up: when in pmem => ram; } }",
            "CDMP0508 'on access' this handler can never run: no observer tells of accesses to every tier | did you mean `on hint_fault`? `observe everything;` tells of all accesses");
        Add("@p migration { on access { when in pmem => ram; } }",
            "CDMP0101 'when' expected a label and `:`, found `when` | a rule has a name: `NAME: when …`");
        Add("@p migration { on access { up: in pmem => ram; } }",
            "CDMP0101 'in' expected `when` or `otherwise`, found `in` | a condition stands behind `when`");
        Add("@p migration { on access { up: when in pmem -> ram; } }",
            "CDMP0101 '->' expected `=>`, found `->`");
        Add("@p migration { on access { up: when in pmem; } }",
            "CDMP0101 ';' expected `..`, `,` or `=>`, found `;` | a rule ends with what follows: `=> TIER;`");
        Add("@p migration { on access { up: when (in pmem) { ram } } }",
            "CDMP0101 '{' expected `=>`, found `{` | a rule ends with what follows: `=> TIER;`");
        Add("@p migration { on access { if (in pmem) => ram; } }",
            "CDMP0101 '=>' expected `{`, found `=>` | what moves a page is a rule: `NAME: when CONDITION => TIER;`");
        Add("@p migration { on access { if (in pmem) { move ram; } } }",
            "CDMP0102 'move' `move` does not begin a statement | what moves a page is a rule: `NAME: when CONDITION => TIER;`");
        Add("@p migration { on access { up: when in gpu => closest ram, pmem; } }",
            "CDMP0220 'closest' `closest` is not a way to choose among tiers | did you mean `nearest`?");
        Add("@p migration { on access { up: when in pmem => move to ram; } }",
            "CDMP0220 'move' `move` is not a way to choose among tiers | write the name of the tier alone: `=> ram`");
        Add("@p migration { on access { up: when in pmem => ram then gpu; } }",
            "CDMP0101 'then' expected `,`, found `then` | the tiers of a rule are tried in order and separated by `,`: `=> ram, pmem`");
        Add("@p migration { on access { up: when in pmem => [ram, gpu]; } }",
            "CDMP0101 '[' expected a tier or another outcome, found `[` | the tiers of a rule stand without brackets: `=> ram, pmem`");
        Add("@p migration { on access { up: when in pmem => ram || gpu; } }",
            "CDMP0101 '||' expected `,`, found `||` | the tiers of a rule are tried in order and separated by `,`: `=> ram, pmem`");
        Add("@p migration { on access { up: when in pmem => ram if ram.free > 1MiB; } }",
            "CDMP0101 'if' expected `;` after the outcome, found `if` | a condition stands before `=>`: `NAME: when CONDITION => OUTCOME;`");
        Add("@p migration { on access { up: when in pmem => ram, budget 20MB per 1s; } }",
            "CDMP0101 ',' expected `;` after the outcome, found `,` | write `=> TIER within 20MB per 1s`");
        Add("@p migration { on access { up: when in pmem => ram within 5MB/s; } }",
            "CDMP0101 ';' expected `per` and a time, found `;` | write `5MB per 1s`");
        Add("@p migration { on access { up: when in pmem = ram; } }",
            "CDMP0101 '=' expected `=>`, found `=`");
        Add("@p migration { on access { up: when in pmem && idle_time > 1s => ram; } }",
            "CDMP0201 'idle_time' `idle_time` is not a name that is known here | did you mean `idle`? it is the time since the last observed access");
        Add("@p reclaim ram { order Lru; drop: otherwise => disk; }",
            "CDMP0217 'disk' `disk` is a store where a tier is needed | a page goes to the store by `=> evict`, in a `reclaim` section or in a pass; there it is in no tier");
        Add("@p migration { every 1ms over pmem limit 64 pages budget up { up: when dirty => ram; } }",
            "CDMP0101 'budget' expected `best`, `while` or `{`, found `budget` | a budget stands behind an outcome: `=> TIER within up`");
        Add("workload W for Box { region r 1MiB anon in gpu; phase p 1s { cpu reads r random rate 4M/s; } }",
            "CDMP0101 'in' expected `huge`, `of`, `bound to`, `asks for`, `prefers` or `;` after the region, found `in` | write `bound to gpu`, `asks for gpu` or `prefers gpu`",
            "CDMP0101 'rate' expected `at` and a pace, found `rate` | write `at 4M/s`");
        Add("workload W for Box { region r 3MiB; phase p 1s { cpu reads r random at 4M/s; } }",
            "CDMP0101 ';' expected the kind of its pages, found `;` | a page is `anon`, `shmem`, `file` or `kernel`");
        Add("@p migration { #allow CDMP0504 \"x\" on access { a: when dirty && !dirty => ram; } }",
            "CDMP0227 'CDMP0504' `#allow CDMP0504` silences nothing | only warnings can be allowed, and this is an error",
            "CDMP0504 'a' the condition of `a` can never hold | no `dirty` satisfies all parts of it");
        Add("@r reclaimer R { queue anon[4]; insert { } victim { scan anon[0] from back { evict; } } }",
            "CDMP0604 'insert' `insert` can leave the page on no queue | end it with `anon[0].push_front(page);`");
        Add("@p migration { on access { up: when in pmem => gpu or exchange; } }",
            "CDMP0539 'or exchange' `or exchange` finds no page to change places with in `gpu` | add `reclaim gpu { order Lru; … }`: its order says which page is the next to go");
        Add("@p migration { on access { up: when in pmem && ram.used < 90% => ram; } }",
            "CDMP0302 'ram.used < 90%' cannot compare `ram.used` (a number of bytes) and `90%` (a ratio) | how full a tier is, as a share, is its `fill`; a share of its size is written `10% * TIER.capacity`");
        Add("@p migration { on access { up: when in pmem && page.heat > 3 => ram; } }",
            "CDMP0201 'page' `page` is not a name that is known here | what belongs to a page, to the access and to the policy stands alone: `heat`");
        Add("@p migration { on access { up: when in pmem && hotness > 3 => ram; } }",
            "CDMP0201 'hotness' `hotness` is not a name that is known here | accesses are counted in a field of the author's: `page { heat : u8; }`, then `heat += 1;` in `on access`");
        Add("@p migration { on access { up: when in pmem && age < 3ms => ram; } }",
            "CDMP0201 'age' `age` is not a name that is known here | did you mean `idle`? it is the time since the last observed access");
        Add("@p migration { on access { up: when node == pmem => ram; } }",
            "CDMP0201 'node' `node` is not a name that is known here | did you mean `tier`? `in ram` asks whether the page is there");
        Add("@p migration { on access { up: when in pmem && 2ms < idle < 5ms => ram; } }",
            "CDMP0106 '<' `<` cannot follow another comparison | join two comparisons with `&&`, or put one in parentheses");
        Add("@p migration { on access { up: when in pmem && agent == null => ram; } }",
            "CDMP0201 'null' `null` is not a name that is known here | did you mean `none`?");
        Add("policy Two on Box { placement { rest: otherwise => ram; } }",
            "CDMP0101 'on' expected `for`, found `on` | did you mean `for`?");
        Add("policy Two { placement { rest: otherwise => ram; } }",
            "CDMP0101 '{' expected `for` and a hierarchy, found `{` | write `policy NAME for HIERARCHY { … }`");
        Add("policy Two for Box { placement [ rest: otherwise => ram, pmem; } }",
            "CDMP0101 '[' expected `{`, found `[` | rules stand in braces: `{ rest: otherwise => TIER; }`");
        Add("policy Two for Box { placement [ rest: otherwise => ram, pmem; ] }",
            "CDMP0101 '[' expected `{`, found `[` | rules stand in braces: `{ rest: otherwise => TIER; }`");
        Add("policy Two for Box { placement { otherwise ram, pmem; } }",
            "CDMP0101 'otherwise' expected a label and `:`, found `otherwise` | a rule has a name: `NAME: otherwise …`");
        Add("policy Two for Box { placement { rest => ram, pmem; } }",
            "CDMP0101 '=>' expected `:` and `when` or `otherwise`, found `=>` | write `NAME: otherwise => …`, or `NAME: when CONDITION => …`");
        Add("policy Two for Box { placement { rest: ram, pmem; } }",
            "CDMP0101 'ram' expected `when` or `otherwise`, found `ram` | a rule is written `NAME: when CONDITION => OUTCOME;` or `NAME: otherwise => OUTCOME;`");
        Add("policy Two for Box { placement => ram, pmem; }",
            "CDMP0101 '=>' expected `{`, found `=>` | rules stand in braces: `{ rest: otherwise => TIER; }`");
        Add("policy Two for Box { placement { rest: otherwise => ram, pmem; }",
            "CDMP0103 '' expected `}` for the `{` in line 12, found the end of the file");
        Add("workload W for Box { region a 64KiB anon; phase warm for 50ms { cpu reads a random at 1M/s; } }",
            "CDMP0101 'for' expected a time, found `for` | write `phase warm 50ms`");
        Add("import \"other.cdmp\";",
            "CDMP0102 'import' `import` does not begin a declaration | files that belong together are named together: `cdmp check a.cdmp b.cdmp`");
        Add("@p migration { on access {\n    up: when in pmem => ram\n    off: when in gpu => ram;\n  } }",
            "CDMP0101 '' expected `;` after the outcome, found the end of the line");
        Add("@p reclaim ram {\n    order Lru\n    drop: otherwise => evict\n  }",
            "CDMP0101 '' expected `;` after the order, found the end of the line",
            "CDMP0101 '' expected `;` after the outcome, found the end of the line");
        Add("@d param home : tier = device in device, other; migration { on fault in device, other { back: otherwise => home; } }",
            "CDMP0510 'home' `home` is no answer to this fault: `cpu` cannot address `device`, which `home` can be | `cpu` can address: `ram`");
        Add("@r reclaimer R(steps: count = 40 in 60..1) { queue q; insert { q.push_front(page); } victim { scan q from back at most steps { evict; } } }",
            "CDMP0311 '60..1' the range `60..1` is empty: its low end is above its high end | write `1..60`");
    }

    private new void Add(string text, params string[] said) => base.Add(text, said);
}

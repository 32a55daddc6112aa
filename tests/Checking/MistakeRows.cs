namespace CdmPolicy.Tests.Checking;

/// <summary>Mistakes in hierarchies and policies.</summary>
/// <remarks>A row: what is replaced in the sample, by what, and every diagnostic with its id, the text it stands under, its
/// message and, behind a bar, its help.</remarks>
public class MistakeRows : TheoryData<string, string, string[]>
{
    public MistakeRows()
    {
        Add("in pmem && heat", "in pmm && heat",
            "CDMP0204 'pmm' there is no tier `pmm` | did you mean `pmem`?");
        Add("nearer:  when in ram && heat >= 4 * hot", "nearer:  when in ram && heat >= 1ms",
            "CDMP0302 'heat >= 1ms' cannot compare `heat` (a count) and `1ms` (a time) | a count is written like `8`");
        Add("let cold = heat == 0;", "let cold = haet == 0;",
            "CDMP0201 'haet' `haet` is not a name that is known here | did you mean `heat`?");
        Add("order Sieve", "order Siev",
            "CDMP0207 'Siev' there is no reclaimer `Siev` | did you mean `Sieve`?");
        Add("order Clock(bits: 2)", "order Clock(bits: 99)",
            "CDMP0312 '99' `99` is not in `1..32` | `Clock` says what `bits` can be");
        Add("order Clock(bits: 2)", "order Clock(bit: 2)",
            "CDMP0611 'bit' the reclaimer `Clock` has no parameter `bit` | did you mean `bits`?");
        Add("order Clock(bits: 2)", "order Clock(2)",
            "CDMP0613 '2' the argument `2` has no name | write `bits: 2`");
        Add("order Clock(bits: 2)", "order Clock(bits: 1, bits: 2)",
            "CDMP0612 'bits' the argument `bits` is given twice");
        Add("order Clock(bits: 2)", "order Clock(bits: 1ms)",
            "CDMP0301 '1ms' `1ms` is a time where a count is needed | a count is written like `8`");
        Add("order Clock(bits: 2)", "order Clock(bits: hot)",
            "CDMP0212 'hot' `hot` cannot be seen in the arguments of an order | only numbers can stand here");
        Add("reserve 1%", "reserve 1%, 2%",
            "CDMP0310 '2%' `reserve` takes 1 value and has 2");
        Add("=> ram within up", "=> ram, ram within up",
            "CDMP0414 'ram' the tier `ram` is named twice");
        Add("limit 4096 ", "",
            "CDMP0507 'every 50ms over stack' a pass over tiers needs a limit | add `limit 4096 pages` behind the tiers");
        Add("observe everything;", "state { x : count; }",
            "CDMP0101 ';' expected `=` and the value at the start, found `;`");
        Add("observe everything;", "state { x : average(time, 2); y : average(time); z : average(bool, 1/2); w : histogram(heat, 1); }",
            "CDMP0312 '2' `2` is not in `0%..100%` | a new value counts for more than nothing, and at most for all",
            "CDMP0310 'average' `average` takes 2 arguments and has 1 | write `average(time, 1/32)`",
            "CDMP0215 'bool' there is no type `bool` | an average is of numbers",
            "CDMP0312 '1' `1` is not in `2..64` | there is one bin for each length in bits");
        Add("observe everything;", "state per tier { e : epoch; free : count = 0; } state per agent { h : histogram(heat, 9); a[2] : average(time, 1/2); }",
            "CDMP0214 'epoch' `epoch` has no place in `state per tier` | an epoch is one for the whole policy: put it into a plain `state` block",
            "CDMP0202 'free' the name `free` is already taken | tiers have a member of that name",
            "CDMP0214 'histogram' `histogram` has no place in `state per agent` | no agent has pages; a histogram stands in `state`, in `state per tier` or in `state per tenant`",
            "CDMP0214 '2' `[2]` has no place in `average` | arrays are of values");
        Add("heat += 1;", "heat += 1; advance noon; up.left = 3MiB; stack.free = 3;",
            "CDMP0201 'noon' `noon` is not a name that is known here | add `state { noon : epoch; }`",
            "CDMP0529 'up.left' `up.left` is what the machine says and cannot be assigned | the budget itself is assigned: `up = AMOUNT;`",
            "CDMP0529 'stack.free' `stack.free` is what the machine says and cannot be assigned | page fields are assigned, and values of the state");
        Add("over stack limit 4096", "over stack limit 4096 while heat > 3",
            "CDMP0212 'heat' `heat` cannot be seen in a latch | it belongs to a page, and there is none here");
        Add("over stack limit 4096", "over stack limit 4096 best by dirty",
            "CDMP0301 'dirty' `dirty` is a bool where a number is needed | pages are compared by a number: `if dirty then 1 else 0`");
        Add("limit 4096 ", "limit 0 ",
            "CDMP0313 '0' a limit must be more than 0 | a pass looks at whole pages");
        Add("every 50ms", "every 0ms",
            "CDMP0313 '0ms' a period must be more than 0");
        Add("over stack limit 4096", "",
            "CDMP0520 'sink' `every` without `over` looks at no page, and this is about one | write `every 50ms over TIERS limit 4096`");
        Add("cold && stack.fill", "cold && agent == cpu && stack.fill",
            "CDMP0212 'agent' `agent` cannot be seen in an `every` handler | it belongs to an access");
        Add("cold && stack.fill", "cold && latency > 1us && stack.fill",
            "CDMP0212 'latency' `latency` cannot be seen in an `every` handler | it belongs to an access");
        Add("kind == file", "kind == flie",
            "CDMP0220 'flie' `flie` is not a kind of page | did you mean `file`?");
        Add("when bound to gpu", "when bound to gup",
            "CDMP0204 'gup' there is no tier `gup` | did you mean `gpu`?");
        Add("when bound to gpu", "when bound to cpu",
            "CDMP0217 'cpu' `cpu` is an agent where a tier is needed | it is declared at line 5");
        Add("capacity 1GiB", "capacity 1ms",
            "CDMP0301 '1ms' `1ms` is a time where a number of bytes is needed | a number of bytes is written like `64MiB`");
        Add("capacity 1GiB", "capacity 1000B",
            "CDMP0405 '1000B' `1000B` is not a whole number of pages of 4KiB | the nearest below is `4KiB`");
        Add("capacity 1GiB", "capacity 0",
            "CDMP0313 '0' `capacity` must be more than 0");
        Add("capacity 1GiB;", "",
            "CDMP0401 'stack' the tier `stack` has no `capacity` | add `capacity 64MiB;`");
        Add("capacity 1GiB;  read 40ns;  write 40ns;  bandwidth 400GB/s;", "",
            "CDMP0401 'stack' the tier `stack` has no `capacity`, `read`, `write` and `bandwidth` | add `capacity 64MiB; read 100ns; write 100ns; bandwidth 50GB/s;`");
        Add("capacity 1GiB", "capacity 1GB/s",
            "CDMP0301 '1GB/s' `1GB/s` is a rate where a number of bytes is needed | did you mean `1GB`?");
        Add("capacity 1GiB", "capacity 1Gib",
            "CDMP0303 'Gib' `Gib` is not a unit | did you mean `GiB`?");
        Add("capacity 1GiB;", "capacity 1GiB; capacity 2GiB;",
            "CDMP0221 'capacity' `capacity` is given twice | the first one is at line 8");
        Add("capacity 1GiB;", "capasity 1GiB;",
            "CDMP0213 'capasity' `capasity` is not a property of a tier | did you mean `capacity`?");
        Add("page 4KiB", "page 5KiB",
            "CDMP0404 '5KiB' a page cannot be `5KiB` | a page is a power of two from 256B to 1GiB: `4KiB`");
        Add("page 4KiB", "page 4",
            "CDMP0301 '4' `4` is a count where a number of bytes is needed | a number of bytes is written like `64MiB`");
        Add(": on_die", ": ondie",
            "CDMP0402 'ondie' there is no kind of tier `ondie` | did you mean `on_die`?");
        Add(": on_die", ": gpu_memory",
            "CDMP0402 'gpu_memory' there is no kind of tier `gpu_memory` | the kinds: `on_die`, `ram`, `cxl`, `cdm`, `device_private`, `persistent`, `dax`");
        Add(": device {", ": devise {",
            "CDMP0403 'devise' there is no kind of agent `devise` | did you mean `device`?");
        Add("stat busy : ratio", "stat busy : ration",
            "CDMP0215 'ration' there is no type `ration` | did you mean `ratio`?");
        Add("stat busy : ratio;", "stat busy : ratio; stat busy : count;",
            "CDMP0202 'busy' the name `busy` is already taken | the first one is at line 6");
        Add("agent cpu;", "agent cpu; agent cpu;",
            "CDMP0202 'cpu' the name `cpu` is already taken | the first one is an agent at line 5");
        Add("agent cpu;", "agent cpu; agent pmem;",
            "CDMP0202 'pmem' the name `pmem` is already taken | the first one is an agent at line 5");
        Add("in 1..60", "in 60..1",
            "CDMP0311 '60..1' the range `60..1` is empty: its low end is above its high end | write `1..60`");
        Add("= 4 in 1..60", "= 99 in 1..60",
            "CDMP0312 '99' `99` is not in `1..60` | write a default between these ends, or widen the range");
        Add("= 4 in 1..60", "= 4ms in 1..60",
            "CDMP0301 '4ms' `4ms` is a time where a count is needed | a count is written like `8`");
        Add("param  hot : count", "param  hot : cout",
            "CDMP0215 'cout' there is no type `cout` | did you mean `count`?");
        Add("heat : u8", "heat : u99",
            "CDMP0315 'u99' a field cannot be 99 bits wide | a field has 1 to 32 bits");
        Add("heat : u8 halves every 100ms", "heat : u8[4]",
            "CDMP0101 '[' expected `;`, found `[` | a page has one field for each value; arrays stand in a `state` block");
        Add("heat : u8", "heat : count",
            "CDMP0215 'count' there is no type `count` | a number of a page has 1 to 32 bits and stops at its ends: did you mean `u8`?");
        Add("heat : u8 halves", "heat : bool halves",
            "CDMP0316 'halves every 100ms' `heat` is a bool and cannot decay | only `u1` to `u32` decay");
        Add("heat : u8 halves every 100ms", "heat : u8 decays to 110% every 100ms",
            "CDMP0317 '110%' a field cannot decay to `110%` | a factor is above 0% and below 100%");
        Add("heat : u8 halves every 100ms", "heat : u8 halves every 100",
            "CDMP0301 '100' `100` is a count where a time is needed | a time has a unit: `100ns`, `100us` or `100ms`");
        Add("observe everything", "observe evrything",
            "CDMP0522 'evrything' there is no observer `evrything` | did you mean `everything`?");
        Add("observe everything", "observe accesed_bit every 1s over ram",
            "CDMP0522 'accesed_bit' there is no observer `accesed_bit` | did you mean `accessed_bit`?");
        Add("stack.free > 64MiB", "delay > 1s",
            "CDMP0212 'delay' `delay` cannot be seen in an `on access` handler | it belongs to a hint fault");
        Add("on access by cpu in gpu", "on hint_fault by cpu in gpu",
            "CDMP0508 'on hint_fault by cpu in gpu' this handler can never run: no observer unmaps pages in `gpu` | write `observe hint_fault scan 256MiB every 1s;`");
        Add("observe everything", "observe hint_fault scan 1KiB every 1s",
            "CDMP0313 '1KiB' a scan must be more than 0 | a scan looks at whole pages");
        Add("observe everything", "observe sample 1 in 0",
            "CDMP0313 '0' an interval of samples must be more than 0");
        Add("observe everything", "observe sample 2 in 64",
            "CDMP0220 '2' `2` is not the number of samples | write `1 in 64` for one sample of 64 accesses");
        Add("observe everything", "observe reads 1 in 8, reads 1 in 9",
            "CDMP0541 'reads 1 in 9' `reads` observes `stack`, `ram`, `gpu`, `pmem` twice | give each of them its own tiers with `over`");
        Add("observe everything", "observe accessed_bit every 0s",
            "CDMP0313 '0s' a period must be more than 0");
        Add("=> ram within up", "=> ram within upp",
            "CDMP0208 'upp' there is no budget `upp` | did you mean `up`?");
        Add("=> ram within up", "=> ram within 5ms per 10ms per",
            "CDMP0101 'per' expected `or`, `keep`, `then` or `;` after the outcome, found `per`");
        Add("20MB per 100ms;", "1.5B per 100ms;",
            "CDMP0304 '1.5B' `1.5B` cannot be kept exactly: sizes are kept in bytes");
        Add("20MB per 100ms;", "20MB/s per 100ms;",
            "CDMP0301 '20MB/s' `20MB/s` is a rate where a number of bytes is needed | did you mean `20MB`?");
        Add("20MB per 100ms;", "20MB per 0s;",
            "CDMP0313 '0s' a period must be more than 0");
        Add("driver gpu0;", "driver cpu;",
            "CDMP0412 'cpu' `cpu` is not a device, so it cannot be a driver | did you mean `driver gpu0`?");
        Add("driver gpu0;", "driver gpu1;",
            "CDMP0205 'gpu1' there is no agent `gpu1` | did you mean `gpu0`?");
        Add("driver gpu0;", "",
            "CDMP0411 'gpu' the tier `gpu` needs a driver: its driver reclaims it | add `driver AGENT;`, or `reclaim kernel;`");
        Add("from gpu0 {", "from gpu { ",
            "CDMP0217 'gpu' `gpu` is a tier where an agent is needed | it is declared at line 10");
        Add("link ram <-> gpu", "link ram <-> ram",
            "CDMP0416 'ram' `ram` is linked to itself");
        Add("latency 2us; }", "latency 2us; } link gpu -> ram { bandwidth 1GB/s; }",
            "CDMP0415 'ram' the link from `gpu` to `ram` is given twice | `->` is one way, `<->` is both ways");
        Add("fallback stack -> ram -> pmem", "fallback stack -> gpu -> pmem",
            "CDMP0413 'gpu' `gpu` cannot stand behind another tier in a fallback: it is `implicit no` | put it at the head of the chain, or give the tier `implicit yes`");
        Add("fallback stack -> ram -> pmem", "fallback stack ram pmem",
            "CDMP0101 'ram' expected `->`, found `ram` | write `stack -> ram`");
        Add("fallback stack -> ram -> pmem;", "fallback stack -> ram -> pmem; path ram -> pmem;",
            "CDMP0102 'path' `path` does not begin a part of a hierarchy | what lies between two tiers is `link A <-> B { latency 2us; bandwidth 20GB/s; }`, the order they are tried in `fallback A -> B;`");
        Add("fallback stack -> ram -> pmem", "fallback stack -> ram -> stack",
            "CDMP0414 'stack' the tier `stack` is named twice");
        Add("fallback stack -> ram -> pmem;", "fallback stack -> ram -> pmem; fallback ram -> pmem;",
            "CDMP0417 'fallback ram -> pmem;' there are two fallbacks for all agents | the first one is at line 17");
        Add("bandwidth 400GB/s; }", "bandwidth 400GB/s; pins sometimes; }",
            "CDMP0220 'sometimes' `sometimes` is not a value of `pins` | it is one of: `none`, `short`, `any`");
        Add("bandwidth 400GB/s; }", "bandwidth 400GB/s; implicit maybe; }",
            "CDMP0220 'maybe' `maybe` is not a value of `implicit` | it is one of: `yes`, `no`");
        Add("store disk              {", "store disk { read 1us; write 1us; bandwidth 1GB/s; } store tape {",
            "CDMP0419 'tape' a hierarchy has one store and one swap, and `tape` is another | the first one is at line 14");
        Add("reserve 1%;", "reserv 1%;",
            "CDMP0213 'reserv' `reserv` is not a property of `reclaim ram` | did you mean `reserve`?");
        Add("reserve 1%; below 4% until 8%;", "reserve 5%; below 4% until 8%;",
            "CDMP0511 '5%' the reserve `5%` is above the low watermark `4%` | `reserve` ≤ `below` ≤ `until`");
        Add("reserve 1%; below 4% until 8%;", "reserve 1%; below 9% until 8%;",
            "CDMP0511 '9%' the low watermark `9%` is above the high watermark `8%` | `reserve` ≤ `below` ≤ `until`");
        Add("reserve 1%; below 4% until 8%;", "reserve 1%; below 4% until 100%;",
            "CDMP0533 '100%' the high watermark `100%` is all of `ram` or more | watermarks are amounts of free memory; the tier holds `8GiB`");
        Add("reserve 1%;", "reserve 1ms;",
            "CDMP0301 '1ms' `1ms` is a time where a number of bytes is needed | a number of bytes is written like `64MiB`");
        Add("below 4% until 8%;", "below 4% until 8%; below 5% until 8%;",
            "CDMP0532 'below 5% until 8%;' the watermarks of `ram` are given twice | the first ones are at line 55");
        Add("order Sieve; drop: otherwise => evict;", "drop: otherwise => evict;",
            "CDMP0517 'pmem' `reclaim pmem` has no `order` | add `order Lru;`, or another of `Arc`, `Clock`, `Fifo`, `Lfu`, `Lirs`, `Lru`, `MultiGen`, `Random`, `S3Fifo`, `SecondChance`, `Sieve`, `Slru`, `TwoQ`");
        Add("order Sieve; drop:", "order Sieve; order Lru; drop:",
            "CDMP0221 'Lru' `order` is given twice | the first one is at line 58");
        Add("reclaim pmem", "reclaim ram",
            "CDMP0222 'ram' there are two sections `reclaim ram` | the first one is at line 55");
        Add("reclaim pmem", "reclaim pnem",
            "CDMP0204 'pnem' there is no tier `pnem` | did you mean `pmem`?");
        Add("order Lru; back", "order Lru; below 1% until 2%; back",
            "CDMP0519 'below' `below` has no effect: `gpu` is reclaimed by its driver | write `reclaim gpu by kernel { … }` to reclaim it by itself");
        Add("drop:   otherwise                       => evict;", "drop: otherwise => stack;",
            "CDMP0512 'stack' demotions form a circle: `stack` -> `ram` -> `stack` | the way there is `down` at line 54");
        Add("back: otherwise => ram;", "back: otherwise => gpu;",
            "CDMP0528 'gpu' every page that this rule matches is already in `gpu`");
        Add("down: otherwise => ram;", "down: otherwise => stack;",
            "CDMP0512 'stack' demotions form a circle: `stack` -> `stack` | demote to a tier below, or evict");
        Add("drop:   otherwise                       => evict;", "drop: otherwise => stay;",
            "CDMP0506 'stay' `stay` is not an outcome of `reclaim ram` | to keep pages write `keep when CONDITION;`");
        Add("store disk              { read 80us; write 30us; bandwidth 2GB/s; }", "",
            "CDMP0513 'evict' nothing can be evicted: the hierarchy `Workstation` has no store | add `store disk { read 80us; write 30us; bandwidth 2GB/s; }` to it");
        Add("=> stack, ram, pmem;", "=> stack, evict;",
            "CDMP0506 'evict' `evict` is not an outcome of placement");
        Add("=> stack, ram, pmem;", "=> fallback, ram;",
            "CDMP0531 'fallback' `fallback` must be the last in its list");
        Add("=> stack, ram, pmem;", "=> stack within up;",
            "CDMP0525 'within' `within` has no place in placement | a budget limits moves between tiers");
        Add("=> stack, ram, pmem;", "=> stack or next;",
            "CDMP0526 'or next' `or next` has no place in placement | a placement list is all there is: name more tiers");
        Add("=> ram within up;", "=> ram within up or stop;",
            "CDMP0526 'or stop' `or stop` has no place in an `on access` handler | only a pass over tiers can be stopped");
        Add("=> ram within up;", "=> evict;",
            "CDMP0506 'evict' `evict` is not an outcome of an `on access` handler | a page is evicted by the rules of its tier's `reclaim` section, by those of a pass, and on a hint");
        Add("=> ram within up;", "=> fallback;",
            "CDMP0506 'fallback' `fallback` is not an outcome of an `on access` handler | only placement has it; name the tiers");
        Add("rest:  otherwise                        => stack, ram, pmem;", "",
            "CDMP0502 'placement' `placement` does not cover every request | a request with `bound to gpu = false`, `kind = anon`, `size = 4KiB` is left out; end it with a rule for the rest: `rest: otherwise => fallback;`");
        Add("rest:  otherwise", "rest: when kind == anon",
            "CDMP0502 'placement' `placement` does not cover every request | a request with `bound to gpu = false`, `kind = shmem`, `size = 4KiB` is left out; end it with a rule for the rest: `rest: otherwise => fallback;`");
        Add("cache: when", "rest: when",
            "CDMP0516 'rest' there is already a rule `rest` in `placement` | the first one is at line 35");
        Add("placement {", "placment {",
            "CDMP0102 'placment' `placment` does not begin a part of a policy | did you mean `placement`?");
        Add("heat += 1;", "heat += 1ms;",
            "CDMP0302 'heat += 1ms' cannot add `heat` (a count) and `1ms` (a time) | a count is written like `8`");
        Add("heat += 1;", "heet += 1;",
            "CDMP0209 'heet' there is no page field `heet` | did you mean `heat`?");
        Add("heat += 1;", "heat = true;",
            "CDMP0301 'true' `true` is a bool where a count is needed");
        Add("heat += 1;", "hot = 3;",
            "CDMP0529 'hot' `hot` is a parameter and cannot be assigned | a parameter is set before a run, as by `--set hot=…`; what changes in one is kept in `state { }` or `page { }`");
        Add("heat += 1;", "dirty = false;",
            "CDMP0529 'dirty' `dirty` is a name of the language and cannot be assigned | fields of `page { }` are assigned, values of `state { }` and budgets");
        Add("heat += 1;", "evict;",
            "CDMP0527 'evict' `evict` is not a statement of an `on access` handler | a page is evicted by the rules of its tier's `reclaim` section");
        Add("heat += 1;", "heat = 1 / 0;",
            "CDMP0307 '0' cannot divide by `0`, which is always 0");
        Add("heat += 1;", "heat = now / 1ms;",
            "CDMP0301 'now / 1ms' `now / 1ms` is a ratio where a count is needed");
        Add("heat += 1;", "heat += 5 - 6;",
            "CDMP0306 '5 - 6' `5 - 6` is less than 0");
        Add("size > 1MiB", "size > 1MiB && heat > 3",
            "CDMP0212 'heat' `heat` cannot be seen in placement | it belongs to a page, and there is none here");
        Add("size > 1MiB", "size > 1MiB && cold",
            "CDMP0212 'cold' `cold` cannot be seen in placement | it reads `heat`, which belongs to a page, and there is none here");
        Add("size > 1MiB", "size + 1ms > 1MiB",
            "CDMP0302 'size + 1ms' cannot add `size` (a number of bytes) and `1ms` (a time) | a number of bytes is written like `64MiB`");
        Add("stack.free > 64MiB", "stack.fre > 64MiB",
            "CDMP0210 'fre' the tier `stack` has no `fre` | did you mean `free`?");
        Add("stack.free > 64MiB", "stak.free > 64MiB",
            "CDMP0201 'stak' `stak` is not a name that is known here | did you mean `stack`?");
        Add("stack.free > 64MiB", "stack.free > 50%",
            "CDMP0302 'stack.free > 50%' cannot compare `stack.free` (a number of bytes) and `50%` (a ratio) | how full a tier is, as a share, is its `fill`; a share of its size is written `10% * TIER.capacity`");
        Add("stack.free > 64MiB", "stack.free / 0 > 64MiB",
            "CDMP0307 '0' cannot divide by `0`, which is always 0");
        Add("stack.free > 64MiB", "stack",
            "CDMP0301 'stack' `stack` is a tier where a bool is needed | a condition compares something: `heat >= 4`, `in ram`, `kind == file`");
        Add("stack.free > 64MiB", "maxx(stack.free, 1MiB) > 64MiB",
            "CDMP0211 'maxx' there is no function `maxx` | did you mean `max`?");
        Add("stack.free > 64MiB", "max(stack.free) > 64MiB",
            "CDMP0310 'max' `max` takes 2 arguments and has 1");
        Add("stack.free > 64MiB", "max(stack.free, heat) > 64MiB",
            "CDMP0302 'max(stack.free, heat)' cannot compare `stack.free` (a number of bytes) and `heat` (a count)");
        Add("stack.free > 64MiB", "heat in 5..2",
            "CDMP0311 '5..2' the range `5..2` is empty: its low end is above its high end | write `2..5`");
        Add("stack.free > 64MiB", "heat in cpu",
            "CDMP0314 'heat in cpu' `heat` is a count and cannot be tested against names | a number is tested against a range: `x in 1..8`");
        Add("stack.free > 64MiB", "tier in gpu, ramm",
            "CDMP0204 'ramm' there is no tier `ramm` | did you mean `ram`?");
        Add("stack.free > 64MiB", "none == none",
            "CDMP0318 'none == none' `none` needs an agent or a tier beside it");
        Add("stack.free > 64MiB", "agent < cpu",
            "CDMP0302 'agent < cpu' cannot order `agent` (an agent) and `cpu` (an agent)");
        Add("stack.free > 64MiB", "(if dirty then 1 else 1ms) > 64MiB",
            "CDMP0302 '(if dirty then 1 else 1ms)' cannot choose between `1` (a count) and `1ms` (a time)");
        Add("gpu0.busy > 20%", "gpu0.bus > 20%",
            "CDMP0210 'bus' the agent `gpu0` has no `bus` | did you mean `busy`?");
        Add("let cold = heat == 0;", "let cold = x == 0; let x = y; let y = x;",
            "CDMP0218 'x' `x` is defined by itself | it goes round through `y`");
        Add("in pmem && heat >= hot", "in pmem && heat >= 300",
            "CDMP0504 'promote' the condition of `promote` can never hold | `heat` is 0..255");
        Add("heat >= 4 * hot", "heat >= 65 * hot",
            "CDMP0505 'nearer' the condition of `nearer` cannot hold while the parameters have their defaults | `hot` is 4, `heat` is 0..255");
        Add("heat >= hot && gpu0.busy < 20%", "in ram",
            "CDMP0504 'home' the condition of `home` can never hold | its handler is for other tiers or agents");
        Add("sink: when cold && stack.fill > 90% => ram;", "a: when heat < 5 => ram; b: when cold => pmem;",
            "CDMP0503 'b' the rule `b` can never be reached | `a` at line 50 matches first");
        Add("sink: when cold && stack.fill > 90% => ram;", "a: when heat < hot => ram; b: when heat >= hot => pmem; c: when dirty => gpu;",
            "CDMP0503 'c' the rule `c` can never be reached | the rules above it together match every page that it matches");
        Add("sink: when cold && stack.fill > 90% => ram;", "sink: when cold => stack;",
            "CDMP0528 'stack' every page that this rule matches is already in `stack`");
        Add("sink: when cold &&", "sink: when heat >= 20 && !cold &&",
            "CDMP0524 'sink' `nearer` and `sink` can move the same page to and fro | a page with `agent = cpu`, `heat = 20`, `stack.free = 65540KiB` goes from `ram` to `stack` by `nearer` at line 43 and back by `sink`, as long as accesses make up for the decay of `heat`");
        Add("on access by cpu in gpu", "on fault by cpu in gpu",
            "CDMP0508 'on fault by cpu in gpu' this handler can never run: `cpu` can address `gpu` | only an access that its agent cannot make is a fault");
        Add("on access by cpu in gpu", "on acess by cpu in gpu",
            "CDMP0521 'acess' there is no event `acess` | did you mean `access`?");
        Add("on access by cpu in gpu", "on access by cpuu in gpu",
            "CDMP0205 'cpuu' there is no agent `cpuu` | did you mean `cpu`?");
        Add("bandwidth 30GB/s;", "bandwidth 30GB/s; addressable by gpu0;",
            "CDMP0509 'migration' an access by `cpu` to a page in `gpu` is a fault that no rule answers | add `on fault in gpu { back: otherwise => TIER; }` with a tier it can address",
            "CDMP0508 'on access by cpu in gpu' this handler can never run: `cpu` cannot address `gpu` | such an access is a fault: `on fault`");
        Add("observe everything;", "param unused: time = 1ms;",
            "CDMP0219 'unused' the parameter `unused` is never used | a rule, a budget or a handler uses it by its name; else leave it out");
        Add("store disk              {", "tier stay : ram { capacity 1GiB; read 1us; write 1us; bandwidth 1GB/s; } store disk {",
            "CDMP0223 'stay' `stay` is an outcome of rules and cannot name a tier | choose another name");
        Add("store disk              {", "tier kind : ram { capacity 1GiB; read 1us; write 1us; bandwidth 1GB/s; } store disk {",
            "CDMP0203 'kind' `kind` is a word of the language and cannot name a tier | choose another name");
        Add("let cold = heat == 0;", "let cold = heat == 0; let heat = 3;",
            "CDMP0202 'heat' the name `heat` is already taken | the first one is a `let` at line 31");
        Add("let cold = heat == 0;", "let cold = heat == 0; let ram = 3;",
            "CDMP0202 'ram' the name `ram` is already taken | the first one is a tier at line 9");
        Add("cache: when kind == file", "cache: when bound to ram && bound to pmem",
            "CDMP0504 'cache' the condition of `cache` can never hold | a request is bound to one tier at most");
        Add("tier gpu   : cdm", "tier gpu   : device_private",
            "CDMP0420 'gpu' no request can name `gpu` | `gpu` has `bind no`; a rule, a driver or a hint can send a page there",
            "CDMP0509 'migration' an access by `cpu` to a page in `gpu` is a fault that no rule answers | add `on fault in gpu { back: otherwise => TIER; }` with a tier it can address",
            "CDMP0508 'on access by cpu in gpu' this handler can never run: `cpu` cannot address `gpu` | such an access is a fault: `on fault`");
        Add("tier pmem  : persistent", "tier pmem  : dax",
            "CDMP0413 'pmem' `pmem` cannot stand behind another tier in a fallback: it is `implicit no` | put it at the head of the chain, or give the tier `implicit yes`",
            "CDMP0523 'promote' no page that this rule matches can move: those in `pmem` stay where they are | a tier can be given `movable yes`",
            "CDMP0515 'pmem' `pmem` takes no page that this rule sends there | it takes `file` pages only",
            "CDMP0518 'pmem' `pmem` is never reclaimed | write `by kernel` here, or `reclaim kernel;` in the tier");
        Add("bandwidth 10GB/s; }", "bandwidth 10GB/s; accepts place; }",
            "CDMP0514 'pmem' `pmem` does not accept demotions | what it accepts is said by `accepts` in the tier");
        Add("bandwidth 10GB/s; }", "bandwidth 10GB/s; pages file; }",
            "CDMP0515 'pmem' `pmem` takes no page that this rule sends there | it takes `file` pages only");
        Add("policy Balanced for Workstation", "policy Balanced for Workstatoin",
            "CDMP0206 'Workstatoin' there is no hierarchy `Workstatoin` | did you mean `Workstation`?");
        Add("policy Balanced for Workstation", "policy Workstation for Workstation",
            "CDMP0202 'Workstation' the name `Workstation` is already taken | the first one is a hierarchy at line 3");
        Add("promote: when in pmem && heat >= hot ", "promote: when in pmem && heat => 2 ",
            "CDMP0101 '=>' expected an operator, found `=>` | did you mean `>=`?");
        Add("promote: when in pmem && heat >= hot ", "promote: when in pmem && heat => hot && write ",
            "CDMP0101 '=>' expected an operator, found `=>` | did you mean `>=`?");
        Add("promote: when in pmem && heat >= hot ", "promote: when not write ",
            "CDMP0101 'not' expected a value, found `not` | `not` is written `!`");
        Add("promote: when in pmem && heat >= hot ", "promote: when in pmem && not write ",
            "CDMP0101 'not' expected a value, found `not` | `not` is written `!`");
        Add("promote: when in pmem && heat >= hot ", "promote: when not in ram ",
            "CDMP0201 'not' `not` is not a name that is known here | `not` is written `!`");
        Add("promote: when in pmem && heat >= hot ", "promote: when not (write) ",
            "CDMP0211 'not' there is no function `not` | `not` is written `!`");
        Add("promote: when in pmem && heat >= hot                                    => ram within up",
            "promote: when in pmem and heat >= hot or write => ram within up or next",
            "CDMP0101 'and' expected an operator, found `and` | did you mean `&&`?",
            "CDMP0101 'or' expected an operator, found `or` | did you mean `||`?");
        Add("on access by cpu in gpu", "on access in gpu in pmem",
            "CDMP0101 'in' expected `,`, `while` or `{`, found `in`");
        Add("=> ram within up;", "=> pmem, ram within up;",
            "CDMP0534 'pmem' every page that this rule matches is already in `pmem`, the first of its tiers | leave `pmem` out, or name the tier that the page should go to first");
        Add("gpu0.busy > 20%", "gpu0.busy > 20",
            "CDMP0319 '20' `gpu0.busy` is a ratio, for which `20` means `2000%` | did you mean `20%`?");
        Add("stack.fill > 90%", "90 < stack.fill",
            "CDMP0319 '90' `stack.fill` is a ratio, for which `90` means `9000%` | did you mean `90%`?");
        Add("param  hot : count = 4 in 1..60;", "param  hot : count = 4 in 1..60; param q : bool = 1;",
            "CDMP0301 '1' `1` is a count where a bool is needed | a bool is written `true` or `false`");
        Add("promote: when in pmem &&", "promote: when in pmem && agent == none &&",
            "CDMP0504 'promote' the condition of `promote` can never hold | an access always has an agent, and only one");
        Add("promote: when in pmem &&", "promote: when in pmem && in ram &&",
            "CDMP0504 'promote' the condition of `promote` can never hold | a page is always in one tier, and in no more than one");
        Add("promote: when in pmem &&", "promote: when kind == anon && kind == file &&",
            "CDMP0504 'promote' the condition of `promote` can never hold | a page is of one kind");
        Add("heat += 1;", "hot += 1;",
            "CDMP0529 'hot' `hot` is a parameter and cannot be assigned | a parameter is set before a run, as by `--set hot=…`; what changes in one is kept in `state { }` or `page { }`");
        Add("nearer:  when in ram && heat >= 4 * hot", "nearer:  when in ram && heat.value >= 4",
            "CDMP0217 'heat' `heat` is a page field where a tier, a device or a budget is needed | it is a value by itself: write `heat`");
        Add("observe everything;", "observe regions 100 sample 1ms every 10ms;",
            "CDMP0101 'sample' expected `..`, found `sample` | at least and at most so many regions: write `10..100`");
        Add("bandwidth 400GB/s", "bandwidth 800Gbit/s",
            "CDMP0303 'Gbit/s' `Gbit/s` is not a unit | 8 bits are a byte: `100GB/s`");
        Add("over stack limit 4096", "over stack limit 4096 while stack.fill > 85 until stack.fill < 75",
            "CDMP0319 '85' `stack.fill` is a ratio, for which `85` means `8500%` | did you mean `85%`?",
            "CDMP0319 '75' `stack.fill` is a ratio, for which `75` means `7500%` | did you mean `75%`?");
        Add("stack.fill > 90%", "stack.usage > 90%",
            "CDMP0210 'usage' the tier `stack` has no `usage` | did you mean `fill`?");
    }

    private new void Add(string old, string now, params string[] report) => base.Add(old, now, report);
}

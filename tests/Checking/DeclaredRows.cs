namespace CdmPolicy.Tests.Checking;

/// <summary>Declarations with the type first, left out or too many, and sections by other names; rows as in <see cref="MistakeRows"/>, of <see cref="Newcomer.Text"/>.</summary>
public class DeclaredRows : TheoryData<string, string, string[]>
{
    public DeclaredRows()
    {
        Add("tier far : cxl { capacity 64MiB; read 250ns; write 250ns; bandwidth 30GB/s; }", "node far : cxl { capacity 64MiB; read 250ns; write 250ns; bandwidth 30GB/s; }",
            "CDMP0102 'node' `node` does not begin a part of a hierarchy | did you mean `tier`?");
        Add("budget promo = 64MB per 1s;", "quota promo = 64MB per 1s;",
            "CDMP0102 'quota' `quota` does not begin a part of a policy | did you mean `budget`? it is written `budget up = 20MB per 100ms;`");
        Add("agent cpu;", "cpu cpu;",
            "CDMP0102 'cpu' `cpu` does not begin a part of a hierarchy | who accesses memory is declared by `agent NAME;` or `agent NAME : device;`");
        Add("page { heat : u8 halves every 50ms; }", "page { u8 heat halves every 50ms; }",
            "CDMP0101 'heat' expected `:` and the type of the field, found `heat` | the name comes first: `heat : u8`");
        Add("state { seen : count = 0; }", "state { count seen = 0; }",
            "CDMP0101 'seen' expected `:` and the type of the value, found `seen` | the name comes first: `seen : count`");
        Add("state { seen : count = 0; }", "state { seen = 0; }",
            "CDMP0101 '=' expected `:` and the type of the value, found `=` | write `seen : count = 0`");
        Add("state { seen : count = 0; }", "state { seen : u32 = 0; }",
            "CDMP0215 'u32' there is no type `u32` | did you mean `count`?");
        Add("let is_hot = heat >= hot;", "bool is_hot = heat >= hot;",
            "CDMP0102 'bool' `bool` does not begin a part of a policy | an expression gets a name by `let is_hot = …;`");
        Add("param hot : count = 8 in 4..255;", "int hot = 8;",
            "CDMP0102 'int' `int` does not begin a part of a policy | write `param hot : count = 8;`");
        Add("param hot : count = 8 in 4..255;", "const hot = 8;",
            "CDMP0102 'const' `const` does not begin a part of a policy | write `param hot : count = 8;`");
        Add("param hot : count = 8 in 4..255;", "#define hot 8",
            "CDMP0101 '#' expected a part of a policy, found `#` | write `param hot : count = 8;`");
        Add("budget promo = 64MB per 1s;", "budget promo : bytes = 64MB per 1s;",
            "CDMP0101 ':' expected `=`, found `:` | a budget has no type: `budget promo = 20MB per 1s`");
        Add("let is_hot = heat >= hot;", "let is_hot(p) = p.heat >= hot;",
            "CDMP0101 '(' expected `=`, found `(` | a `let` has no arguments, it is about the page at hand: `let is_hot = …`");
        Add("page { heat : u8 halves every 50ms; }", "page { heat : u8; halves every 50ms; }",
            "CDMP0102 'halves' `halves` does not begin a field | it stands behind the type of its field, before the `;`: `heat : u8 halves every …;`");
        Add("page { heat : u8 halves every 50ms; }", "page { heat : u8 halves each 50ms; }",
            "CDMP0101 'each' expected `every`, found `each` | write `halves every 100ms`");
        Add("page { heat : u8 halves every 50ms; }", "page { heat : u8 decays 50% every 50ms; }",
            "CDMP0101 '50%' expected `to`, found `50%` | write `decays to 50%`");
        Add("observe everything;", "observe accessed_bit;",
            "CDMP0101 ';' expected `every` and a time, found `;` | write `observe accessed_bit every 100ms`");
        Add("observe everything;", "observe regions 10..1000 sample 5ms aggregate 100ms;",
            "CDMP0101 'aggregate' expected `every` and a time, found `aggregate` | did you mean `every`?");
        Add("observe everything;", "observe regions 10-1000 sample 5ms every 100ms;",
            "CDMP0101 '-' expected `..`, found `-` | write `10..1000`");
        Add("reclaim dram { reserve 1%; below 3% until 6%; order Lru; demote: otherwise => far; }", "demotion dram { reserve 1%; below 3% until 6%; order Lru; demote: otherwise => far; }",
            "CDMP0102 'demotion' `demotion` does not begin a part of a policy | did you mean `reclaim`?");
        Add("reclaim dram { reserve 1%; below 3% until 6%; order Lru; demote: otherwise => far; }", "reclaim { reserve 1%; below 3% until 6%; order Lru; demote: otherwise => far; }",
            "CDMP0101 '{' expected a tier, found `{` | each tier has a section of its own: `reclaim TIER { … }`");
        Add("reclaim dram { reserve 1%; below 3% until 6%; order Lru; demote: otherwise => far; }", "reclaim dram { watermarks { high 6%; low 3%; } order Lru; demote: otherwise => far; }",
            "CDMP0102 'watermarks' `watermarks` does not begin a part of a reclaim section | watermarks are written `reserve 1%; below 4% until 8%;`");
        Add("reclaim dram { reserve 1%; below 3% until 6%; order Lru; demote: otherwise => far; }", "reclaim dram { wmark_min 1%; below 3% until 6%; order Lru; demote: otherwise => far; }",
            "CDMP0102 'wmark_min' `wmark_min` does not begin a part of a reclaim section | watermarks are written `reserve 1%; below 4% until 8%;`");
        Add("reclaim dram { reserve 1%; below 3% until 6%; order Lru; demote: otherwise => far; }", "reclaim dram { reserve 1%; below 3% until 6%; order Clock(bits=2); demote: otherwise => far; }",
            "CDMP0101 '=' expected `:`, found `=` | write `bits: 2`");
        Add("reclaim dram { reserve 1%; below 3% until 6%; order Lru; demote: otherwise => far; }", "reclaim dram { reserve 1%; below 3% until 6%; order by -heat; demote: otherwise => far; }",
            "CDMP0101 '-' expected a value, found `-` | the page with the least value leaves first; to turn the order write `100 - VALUE`");
        Add("reclaim dram { reserve 1%; below 3% until 6%; order Lru; demote: otherwise => far; }", "reclaim dram { reserve 1%; below 3% until 6%; sort by heat; demote: otherwise => far; }",
            "CDMP0102 'sort' `sort` does not begin a part of a reclaim section | did you mean `order by`? the page with the least value leaves first");
        Add("reclaim dram { reserve 1%; below 3% until 6%; order Lru; demote: otherwise => far; }", "reclaim dram { reserve 1%; below 0.03 until 0.06; order Lru; demote: otherwise => far; }",
            "CDMP0301 '0.03' `0.03` is a count where a size or a share of the tier is needed | did you mean `below 3% until 6%`?");
        Add("tier dram : ram { capacity 16MiB; read 90ns; write 90ns; bandwidth 100GB/s; }", "tier dram : cdm { capacity 16MiB; read 90ns; write 90ns; bandwidth 100GB/s; }",
            "CDMP0411 'dram' the tier `dram` needs a driver: its driver reclaims it | add `driver AGENT;`, or `reclaim kernel;`");
        Add("tier hbm : cdm { capacity 8MiB; read 600ns; write 600ns; bandwidth 200GB/s; from gpu { read 120ns; } driver gpu; }", "tier hbm : cdm { capacity 8MiB; read 600ns; write 600ns; bandwidth 200GB/s; from gpu { read 120ns; } driver cpu; }",
            "CDMP0412 'cpu' `cpu` is not a device, so it cannot be a driver | did you mean `driver gpu`?");
        Add("every 20ms over dram limit 1024 {", "every 20ms over far, dram limit 1GB/s {",
            "CDMP0301 '1GB/s' `1GB/s` is a rate where a number of pages or bytes is needed | a pass looks at so many pages or bytes: `limit 4096 pages`, `limit 16MiB`; how fast pages move is said by `within 20MB per 1s`");
        Add("every 20ms over dram limit 1024 {", "every 20ms over dram limit 50% {",
            "CDMP0301 '50%' `50%` is a ratio where a number of pages or bytes is needed | a pass looks at so many pages or bytes: `limit 4096 pages`, `limit 16MiB`; how fast pages move is said by `within 20MB per 1s`");
    }

    private new void Add(string old, string now, params string[] report) => base.Add(old, now, report);
}

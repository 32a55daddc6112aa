namespace CdmPolicy.Tests.Analysis;

/// <summary>What can never happen, is never set, or undoes itself: a number, a policy that has the mistake, and one that comes near and has none.</summary>
public class UselessRows : TheoryData<string, string, string>
{
    private const string Up = "on access by gpu0 in ram { up: when kind == anon => device; }";
    private const string Heat = "@p page { heat : u8; } migration {";

    public UselessRows()
    {
        // Kinds of pages and agents that are not where the rule is about.
        Add("CDMP0504",
            $"@d migration {{ {Up} on fault in device {{ f: when kind == file => ram; back: otherwise => ram; }} }}",
            $"@d migration {{ {Up} on fault in device {{ f: when kind == anon && dirty => ram; back: otherwise => ram; }} }}");
        Add("CDMP0504",
            $"@d migration {{ {Up} on fault in device {{ back: otherwise => ram; }} on access {{ x: when in device && agent == cpu => ram; }} }}",
            $"@d migration {{ {Up} on fault in device {{ back: otherwise => ram; }} on access {{ x: when in device && agent == gpu0 && kind == anon && dirty => stay; }} }}");
        Add("CDMP0504",
            $"@d migration {{ {Up} on fault {{ back: when in device => ram; x: when in ram => device; }} }}",
            $"@d migration {{ {Up} on fault {{ back: when in device && dirty => ram; x: when in device => ram; }} }}");

        // A write that a handler sees has made the page dirty, and none is served where a tier is mapped read-only.
        Add("CDMP0504", "@p migration { on access { clean: when in ram && write && !dirty => pmem; } }",
            "@p migration { on access { clean: when in ram && !write && !dirty => pmem; } }");
        Add("CDMP0504", ReadOnly("write"), ReadOnly("!write"));

        Add("CDMP0508", $"@d migration {{ {Up} on fault in device {{ back: otherwise => ram; }} on fault by gpu0 in ram {{ x: otherwise => device; }} }}",
            $"@d migration {{ {Up} on fault by gpu0 in device {{ mine: otherwise => ram; }} on fault in device {{ back: otherwise => ram; }} }}");

        // What is asked beside the rules.
        Add("CDMP0508", $"{Heat} on access while ram.fill > 200% {{ heat += 1; up: when in pmem && heat > 3 => ram; }} }}",
            $"{Heat} on access while ram.fill > 20% {{ heat += 1; up: when in pmem && heat > 3 => ram; }} }}");
        Add("CDMP0549", $"{Heat} on access while ram.fill > 20% until ram.fill < 0% {{ heat += 1; up: when in pmem && heat > 3 => ram; }} }}",
            $"{Heat} on access while ram.fill > 20% until ram.fill < 1% {{ heat += 1; up: when in pmem && heat > 3 => ram; }} }}");
        Add("CDMP0548", "@p reclaim ram { below 0% until 5%; order Lru; drop: otherwise => evict; }",
            "@p param low : ratio = 0% in 0%..4%; reclaim ram { below low until 5%; order Lru; drop: otherwise => evict; }");
        Add("CDMP0548", "@p reclaim ram { start when ram.fill > 100% until ram.fill < 90%; order Lru; drop: otherwise => evict; }",
            "@p reclaim ram { start when ram.fill >= 100% until ram.fill < 90%; order Lru; drop: otherwise => evict; }");
        Add("CDMP0549", "@p reclaim ram { keep when pinned; order Lru; drop: otherwise => evict; }",
            "@p reclaim ram { keep when !pinned && dirty; order Lru; drop: otherwise => evict; }");

        Add("CDMP0549", $"{Heat} on access {{ if (in ram && in pmem) {{ heat += 1; }} up: when in pmem && heat > 3 => ram; }} }}",
            $"{Heat} on access {{ for i in 0..3 {{ if (i == 2 && in ram) {{ heat += 1; }} }} up: when in pmem && heat > 3 => ram; }} }}");
        Add("CDMP0556", "@p migration { on access { up: when in pmem && ram.used + 1MiB < ram.capacity => ram; } }",
            "@p migration { on access { up: when in pmem && ram.used + 1020KiB < ram.capacity => ram; } }");
        Add("CDMP0505", "@p param need : bytes = 2MiB in 4KiB..16MiB; migration { on access { up: when in pmem && ram.free > need => ram; } }",
            "@p param need : bytes = 512KiB in 4KiB..16MiB; migration { on access { up: when in pmem && ram.free > need => ram; } }");
        Add("CDMP0557", "@p migration { on access { up: when in pmem => ram within 2KiB per 1s; } }",
            "@p budget up = 2KiB per 1s; migration { every 1s { up = 64KiB; } on access { up: when in pmem => ram within up; } }");

        // Parts of a condition that are always the same.
        Add("CDMP0558", $"{Heat} on access {{ heat += 1; up: when in pmem && heat < 256 => ram; }} }}", $"{Heat} on access {{ heat += 1; up: when in pmem && heat < 255 => ram; }} }}");
        Add("CDMP0558", $"{Heat} on access {{ heat += 1; up: when in pmem && (heat > 255 || dirty) => ram; }} }}", $"{Heat} on access {{ heat += 1; up: when in pmem && (heat > 254 || dirty) => ram; }} }}");
        Add("CDMP0558", $"{Heat} on access {{ heat += 1; up: when in pmem && heat in 0..255 => ram; }} }}", $"{Heat} on access {{ heat += 1; up: when in pmem && heat in 0..254 => ram; }} }}");
        Add("CDMP0558", $"{Heat} on access {{ heat += 1; up: when in pmem && agent != none && heat > 2 => ram; }} }}", $"{Heat} on access {{ heat += 1; up: when in pmem && agent != gpu0 && heat > 2 => ram; }} }}");
        Add("CDMP0558", $"{Heat} on access {{ heat += 1; up: when in pmem && heat <= heat => ram; }} }}",
            "@p page { heat : u8; age : u8; } migration { on access { heat += 1; age = heat / 2; up: when in pmem && heat <= age => ram; } }");
        Add("CDMP0558", "@p migration { on access while ram.fill >= 0% { up: when in pmem && ram.fill < 50% => ram; } }",
            "@p param full : ratio = 0% in 0%..100%; migration { on access while ram.fill >= full { up: when in pmem && ram.fill < 50% => ram; } }");
        Add("CDMP0558", $"@p let cold = idle >= 0s && dirty; migration {{ every 1s over ram limit 64 {{ down: when cold => pmem; }} }}",
            "@p let none_of_it = 0s; migration { every 1s over ram limit 64 { down: when idle >= none_of_it && dirty => pmem; } }");
        Add("CDMP0503", $"{Heat} on access {{ heat += 1; a: when in pmem && heat >= 0 => ram; b: when in pmem => gpu; }} }}",
            $"{Heat} on access {{ heat += 1; a: when in pmem && heat > 0 => ram; b: when in pmem => gpu; }} }}");
        Add("CDMP0504", $"{Heat} on access {{ heat += 1; up: when in pmem && heat > 255 => ram; }} }}", $"{Heat} on access {{ heat += 1; up: when in pmem && heat >= 255 => ram; }} }}");

        // Statements that do nothing, and fields that keep nothing.
        Add("CDMP0559", $"{Heat} on access {{ heat += 1; heat = heat; up: when in pmem && heat > 3 => ram; }} }}", $"{Heat} on access {{ heat += 1; heat = heat + heat; up: when in pmem && heat > 3 => ram; }} }}");
        Add("CDMP0559", $"{Heat} on access {{ heat += 1; up: when in pmem && heat > 3 => ram then {{ heat -= 0; }} }} }}",
            $"{Heat} on access {{ for i in 0..3 {{ heat += i; }} up: when in pmem && heat > 3 => ram then {{ heat -= 1; }} }} }}");
        Add("CDMP0562", "@p page { heat : u8 halves every 1ns; } migration { on access { heat += 1; up: when in pmem && heat > 3 => ram; } }",
            "@p page { heat : u8 halves every 1us; } migration { on access { heat += 1; up: when in pmem && heat > 3 => ram; } }");

        // The policy's own memory.
        Add("CDMP0228", $"{Heat} on access {{ up: when in pmem && heat > 3 => ram; }} }}", $"{Heat} on access {{ up: when in pmem && heat > 3 => ram; heat += 1; }} }}");
        Add("CDMP0228", "@p state { low : count = 4; } migration { on access { up: when in pmem && now > low * 1s => ram; } }",
            "@p state { low : count = 4; } migration { on access { up: when in pmem && now > low * 1s => ram; } every 1s { low += 1; } }");
        Add("CDMP0229", $"{Heat} on access {{ heat += 1; up: when in pmem => ram; }} }}",
            $"{Heat} on access {{ heat += 1; up: when in pmem => ram; }} }} never in gpu && heat > 3;");
        Add("CDMP0229", "@p state { n : count = 0; } migration { on access { n += 1; up: when in pmem => ram; } }",
            "@p state { n : count = 0; m : count = 0; } migration { on access { n += 1; m = n; up: when in pmem && m > 3 => ram; } }");

        Add("CDMP0229", "@p page { a : u8; b : u8; } migration { on access { a = b + 1; b = a; up: when in pmem => ram; } }",
            "@p page { a : u8; b : u8; } migration { on access { a = b + 1; b = a; up: when in pmem && b > 3 => ram; } }");
        Add("CDMP0229", "@p page { a : u8; b : u8; c : u8; } migration { on access { a += 1; b = a + c; c = b; up: when in pmem => ram; } }",
            "@p page { a : u8; b : u8; c : u8; } migration { on access { a += 1; b = a + c; c = b; up: when in pmem && c > 3 => ram; } }");

        // A tier that is spoken of, and that nothing sends a page to.
        Add("CDMP0554", "@p reclaim gpu { order Lru; back: otherwise => ram; }", "@p reclaim gpu { order Lru; back: otherwise => ram; } reclaim ram { order Lru; d: otherwise => gpu; }");
        Add("CDMP0554", $"{Heat} on access {{ heat += 1; up: when in gpu && heat > 3 => ram; }} }}", $"{Heat} on access {{ heat += 1; up: when in pmem, gpu && heat > 3 => ram; }} }}");

        // Pinned pages.
        Add("CDMP0523", "@p migration { on access { up: when in pmem && pinned => ram; } }", "@p migration { on access { up: when in pmem && !pinned => ram; } }");
        Add("CDMP0523", "@p migration { on hint cold { sink: when in ram && locked => pmem; } }", "@p migration { on hint cold { sink: when in ram && !locked => pmem; } }");
        Add("CDMP0523", "@p reclaim ram { order Lru; a: when pinned long => pmem; drop: otherwise => evict; }",
            "@p reclaim ram { order Lru; a: when dirty => pmem; drop: otherwise => evict; }");

        // Two handlers of one event.
        Add("CDMP0503", "@p migration { on access in pmem { a: otherwise => ram; } on access in pmem { b: when dirty => gpu; c: otherwise => ram; } }",
            "@p migration { on access in pmem { a: when dirty => ram; } on access { b: when dirty => gpu; c: when in pmem => ram; } }");
        Add("CDMP0503", $"{Heat} on access in pmem {{ heat += 1; a: when heat > 3 => ram; }} on access in pmem {{ b: when heat > 4 => gpu; }} }}",
            $"{Heat} on access in pmem {{ a: when heat > 3 => ram; }} on access in pmem {{ heat += 1; b: when heat > 4 => gpu; }} }}");
        Add("CDMP0503", $"{Heat} on access in pmem {{ heat += 1; a: when heat > 3 => ram; }} on access in pmem {{ b: when heat > 4 => gpu; }} }}",
            $"{Heat} on access in pmem while ram.fill < 50% {{ heat += 1; a: when heat > 3 => ram; }} on access in pmem {{ b: when heat > 4 => gpu; }} }}");

        Add("CDMP0503", "@p migration { on hint cold { a: when in ram => pmem; } on hint cold { b: when in ram && dirty => gpu; } }",
            "@p migration { on hint cold by cpu { a: when in ram => pmem; } on hint cold by gpu0 { b: when in ram && dirty => gpu; } on hint hot { c: when in ram => gpu; } }");

        // To and fro.
        Add("CDMP0524", $"{Heat} on access {{ heat += 1; up: when in pmem && heat > 3 => gpu, ram; }} every 10ms over ram limit 100 {{ down: when heat < 5 => pmem; }} }}",
            $"{Heat} on access {{ heat += 1; up: when in pmem && heat > 3 => gpu, ram; }} every 10ms over ram limit 100 {{ down: when heat < 5 && gpu.free > 1MiB => pmem; }} }}");
        Add("CDMP0524", $"{Heat} on access {{ heat += 1; up: when in pmem && heat > 3 => ram; }} every 10ms over ram limit 100 while ram.fill > 90% {{ down: when heat < 5 => pmem; }} }}",
            $"{Heat} on access while ram.fill < 50% {{ heat += 1; up: when in pmem && heat > 3 => ram; }} every 10ms over ram limit 100 while ram.fill > 90% {{ down: when heat < 5 => pmem; }} }}");
        Add("CDMP0524", "@d migration { on access by cpu in ram { up: when kind == anon && dirty => device; } on fault in device { back: otherwise => ram; } }",
            "@d migration { on access by gpu0 in ram { up: when kind == anon && dirty => device; } on fault in device { back: otherwise => ram; } every 1ms over ram limit 4 { p: when dirty && kind == anon => device; } }");
        Add("CDMP0524", "@p page { age : u4; } migration { on access in pmem { up: otherwise => ram; } every 10ms over ram limit 100 { age += 1; down: when age > 5 => pmem; } }",
            "@p page { age : u4; } migration { on access { age = 0; up: when in pmem => ram; } every 10ms over ram limit 100 { age += 1; down: when age > 5 => pmem; } }");
        Add("CDMP0524", $"{Heat} on access {{ heat += 1; up: when in pmem && heat > 3 => ram; }} every 10ms over ram limit 100 {{ if (heat > 0) {{ heat -= 1; }} down: when heat < 4 => pmem; }} }}",
            $"{Heat} on access {{ heat += 1; up: when in pmem && heat > 3 => ram; }} every 10ms over ram limit 100 {{ if (heat > 0) {{ heat -= 1; }} down: when heat < 3 => pmem; }} }}");

        Add("CDMP0524", $"{Heat} on access {{ heat += 1; up: when in pmem && heat > 3 => nearest gpu, ram; }} every 10ms over ram limit 100 {{ down: when heat < 5 => pmem; }} }}",
            $"{Heat} on access {{ heat += 1; up: when in pmem && heat > 3 => nearest gpu, ram; }} every 10ms over ram limit 100 {{ down: when heat < 5 && gpu.free > 1MiB => pmem; }} }}");
        Add("CDMP0524", "@p page { hot : bool; heat : u8; } migration { on access { heat += 1; } every 1s over ram, pmem limit 99 { hot = heat > 3; up: when hot && in pmem => roomiest ram, gpu; down: when in ram && heat > 1 => pmem; } }",
            "@p page { hot : bool; heat : u8; } migration { on access { heat += 1; } every 1s over ram, pmem limit 99 { hot = heat > 3; up: when hot && in pmem => roomiest ram, gpu; down: when in ram && heat < 2 => pmem; } }");

        // Contracts.
        Add("CDMP0555", "policy P for Box { placement { r: otherwise => gpu; } never kind == file && in ram; migration { on access in gpu { a: when kind == file => far; } } reclaim ram { order Lru; d: otherwise => evict; } }",
            "@p never kind == file && in gpu; migration { on access in gpu { a: when kind == file => far; } } reclaim ram { order Lru; d: when kind != file => gpu; o: otherwise => evict; }");
        Add("CDMP0555", "@p never kind == file && in gpu; migration { on access in ram { a: when kind == file => gpu; } }",
            "@p never kind == file && in gpu; migration { on access in ram { a: when kind == anon => gpu; } }");
        Add("CDMP0555", "policy P for Box { placement { f: when kind == file => gpu; r: otherwise => ram; } never kind == file && in gpu; }",
            "policy P for Box { placement { f: when bound to gpu => gpu; r: otherwise => ram; } never in gpu && !asked; }");
        Add("CDMP0555", "@p never in gpu && dirty; migration { on access in ram { a: when resident > 1s && dirty => gpu; } }",
            "@p never in gpu && resident > 1s; migration { on access in ram { a: when resident > 1s && dirty => gpu; } }");
        Add("CDMP0555", "@p never in gpu; migration { on access in ram { a: when dirty => gpu; } }",
            "@p never in gpu && !dirty; migration { on access in ram { a: when dirty => gpu; } }");

        // By the way that a page takes, where all that its rules ask is there from the start.
        Add("CDMP0555", "@p never in pmem && kind == anon;",
            "policy P for Box { placement { a: when kind == anon => ram; r: otherwise => far; } never in pmem && kind == anon; reclaim ram { order Lru; s: when kind != anon => pmem; d: otherwise => evict; } }");
        Add("CDMP0555", "policy P for Box { placement { r: otherwise => ram; } never in gpu && !asked; migration { on access in ram { o: when kind == file => gpu; } } }",
            "policy P for Box { placement { r: otherwise => ram; } never in gpu && !asked; migration { on access in ram { o: when kind == file && asks for gpu => gpu; } } }");
        Add("CDMP0555", "policy P for Box { placement { r: otherwise => ram; } never in gpu && kind == file; migration { every 1ms over ram limit 9 { a: otherwise => pmem; } every 1ms over pmem limit 9 { b: otherwise => gpu; } } }",
            "policy P for Box { placement { r: otherwise => ram; } never in gpu && kind == file; migration { every 1ms over ram limit 9 { a: when kind == anon => pmem; } every 1ms over pmem limit 9 { b: otherwise => gpu; } } }");
        Add("CDMP0555", "policy P for Box { placement { r: otherwise => ram; } never in gpu && kind == file; migration { on access in ram { a: when ram.free < 64KiB => gpu; } } }",
            "policy P for Box { page { heat : u8; } placement { r: otherwise => ram; } never in gpu && kind == file; migration { on access in ram { heat += 1; a: when heat > 3 => gpu; } } }");

        // What the statements of the handler leave.
        Add("CDMP0504", $"{Heat} on access {{ heat += 1; up: when in pmem && heat == 0 => ram; }} }}",
            $"{Heat} on access {{ heat += 1; up: when in pmem && heat == 1 => ram; }} }}");
        Add("CDMP0504", $"{Heat} on access {{ heat = 3; up: when in pmem && heat == 4 => ram; }} }}",
            $"{Heat} on access {{ heat = 3; if (dirty) {{ heat += 1; }} up: when in pmem && heat == 4 => ram; }} }}");
        Add("CDMP0504", $"{Heat} on access {{ heat += 1; }} every 1s over pmem limit 9 {{ heat -= 1; up: when heat > 254 => ram; }} }}",
            $"{Heat} on access {{ heat += 1; }} every 1s over pmem limit 9 {{ heat -= 1; up: when heat > 253 => ram; }} }}");
        Add("CDMP0504", "@p page { b : bool; } migration { on access { b = true; up: when in pmem && !b => ram; } }",
            "@p page { b : bool; } migration { on access { b = dirty; up: when in pmem && !b => ram; } }");
        Add("CDMP0504", $"{Heat} on access {{ heat += 1; a: when in pmem && heat > 3 => ram or next; b: when in pmem && heat == 0 => gpu; }} }}",
            $"{Heat} on access {{ heat += 1; a: when in pmem && heat > 3 => ram or next then {{ heat = 9; }} else {{ heat = 0; }} b: when in pmem && heat == 0 => gpu; }} }}");

        // Switches that end where there is most to do.
        Add("CDMP0563", "@p reclaim ram { start when ram.free < 128KiB until ram.free < 64KiB; order Lru; drop: otherwise => evict; }",
            "@p reclaim ram { start when ram.free < 128KiB until ram.free > 256KiB; order Lru; drop: otherwise => evict; }");
        Add("CDMP0563", "@p reclaim ram { start when ram.fill < 20% until ram.fill > 40%; order Lru; drop: otherwise => evict; }",
            "@p reclaim ram { start when ram.fill > 40% until ram.fill < 20%; order Lru; drop: otherwise => evict; }");
        Add("CDMP0563", $"{Heat} on access while ram.fill > 90% until ram.fill > 95% {{ heat += 1; up: when in pmem && heat > 3 => ram; }} }}",
            $"{Heat} on access while ram.fill < 90% until ram.fill > 95% {{ heat += 1; up: when in pmem && heat > 3 => ram; }} }}");

        // Only whole pages are free.
        Add("CDMP0524", $"{Heat} on access {{ heat += 1; up: when in pmem && ram.free > 4KiB && heat > 1 => ram; dn: when in ram && ram.free < 12KiB && heat > 1 => pmem; }} }}",
            $"{Heat} on access {{ heat += 1; up: when in pmem && ram.free > 4KiB && heat > 1 => ram; dn: when in ram && ram.free < 8KiB && heat > 1 => pmem; }} }}");

        Add("CDMP0227", "@p #allow CDMP0219 \"a\" #allow CDMP0219 \"b\" param later : count = 4;", "@p #allow CDMP0219 \"a\" param later : count = 4;");
    }

    private static string ReadOnly(string condition) => "policy Three for Text { placement { rest: otherwise => text, ram; } "
        + $"migration {{ on write_fault in text {{ out: otherwise => ram; }} on access {{ odd: when in text && {condition} => ram; }} }} }} "
        + "hierarchy Text { page 4KiB; agent cpu; fallback text -> ram; "
        + "tier text : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 100GB/s; map read_only; } "
        + "tier ram : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 100GB/s; } }";
}

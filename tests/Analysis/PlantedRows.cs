namespace CdmPolicy.Tests.Analysis;

/// <summary>A number, a policy that has the mistake, and one that comes near and has none.</summary>
public class PlantedRows : TheoryData<string, string, string>
{
    public PlantedRows()
    {
        Add("CDMP0502",
            "policy P for Box { placement { a: when kind == anon => ram; b: when kind == file => ram; c: when kind == shmem => pmem; } }",
            "policy P for Box { placement { a: when kind == anon => ram; b: when kind == file => ram; c: when kind in shmem, kernel => pmem; } }");
        Add("CDMP0502",
            "policy P for Box { placement { a: when size > 1MiB => ram; b: when size < 1MiB => pmem; } }",
            "policy P for Box { placement { a: when size >= 1MiB => ram; b: when size < 1MiB => pmem; } }");
        Add("CDMP0502",
            "policy P for Box { placement { a: when bound to ram => ram; b: when agent == cpu => pmem; } }",
            "policy P for Box { placement { a: when bound to ram => ram; b: when agent == cpu => pmem; c: when agent != cpu => gpu; } }");
        Add("CDMP0509",
            "@d migration { on access by gpu0 in ram { up: when kind == anon => device; } on fault in device { back: when write => ram; } }",
            "@d migration { on access by gpu0 in ram { up: when kind == anon => device; } on fault in device { back: when write => ram; also: when !write => ram; } }");
        Add("CDMP0509",
            "@d migration { on access by gpu0 in ram { up: when kind == anon => device; } on fault by cpu in device { back: otherwise => ram; } }",
            "@d migration { on access by gpu0 in ram { up: when kind == anon => device; } on fault by cpu in device { back: otherwise => ram; } on fault by gpu1 in device { back1: otherwise => ram; } }");
        Add("CDMP0504",
            "@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && 2 * heat == 31 => ram; } }",
            "@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && 2 * heat == 30 => ram; } }");
        Add("CDMP0504",
            "@p page { heat : u8; age : u4; } migration { on access { heat += 1; age += 1; up: when in pmem && heat + age == 271 => ram; } }",
            "@p page { heat : u8; age : u4; } migration { on access { heat += 1; age += 1; up: when in pmem && heat + age == 270 => ram; } }");
        Add("CDMP0504",
            "@p page { last : agent; } migration { on access { last = agent; up: when in pmem && last == agent && last == none => ram; } }",
            "@p page { last : agent; } migration { on access { if (write) { last = agent; } up: when in pmem && last == none => ram; } }");
        Add("CDMP0504",
            "@p param near : count = 4 in 1..8; page { heat : u4; } migration { on access { heat += 1; up: when in pmem && heat > near + 14 => ram; } }",
            "@p param near : count = 1 in 1..8; page { heat : u4; } migration { on access { heat += 1; up: when in pmem && heat > near + 13 => ram; } }");
        Add("CDMP0503",
            "@p page { heat : u8; age : u4; } migration { on access { heat += 1; age += 1; a: when in pmem && heat + age > 10 => ram; b: when in pmem && heat > 10 => gpu; } }",
            "@p page { heat : u8; age : u4; } migration { on access { heat += 1; age += 1; a: when in pmem && heat + age > 10 => ram; b: when in pmem && heat > 9 => gpu; } }");
        Add("CDMP0503",
            "@p page { last : agent; } migration { on access in gpu { a: when last == cpu => ram; b: when last == gpu0 => pmem; c: when last == none => ram; d: when dirty => pmem; if (write) { last = agent; } } }",
            "@p page { last : agent; } migration { on access in gpu { a: when last == cpu => ram; b: when last == gpu0 => pmem; d: when dirty => pmem; if (write) { last = agent; } } } reclaim ram { order Lru; out: otherwise => gpu; }");
        Add("CDMP0503",
            "@p page { heat : u8; } migration { on access { heat += 1; a: when in pmem && heat > 3 => ram; b: when in pmem && heat > 8 => gpu; } }",
            "@p page { heat : u8; } migration { on access { heat += 1; a: when in pmem && heat > 3 => ram or next; b: when in pmem && heat > 8 => gpu; } }");
        Add("CDMP0508",
            "@p migration { on fault in gpu { back: otherwise => ram; } }",
            "@d migration { on access by gpu0 in ram { up: when kind == anon => device; } on fault in device { back: otherwise => ram; } }");
        Add("CDMP0508",
            "@p observe accessed_bit every 10ms over pmem; migration { on access in ram { off: otherwise => pmem; } }",
            "@p observe accessed_bit every 10ms over pmem; migration { on access in pmem { up: otherwise => ram; } }");
        Add("CDMP0508",
            "@p migration { on hint_fault in pmem { up: otherwise => ram; } }",
            "@p observe hint_fault scan 64KiB every 10ms; migration { on hint_fault in pmem { up: otherwise => ram; } }");
        Add("CDMP0512",
            "@p reclaim ram { order Lru; down: otherwise => pmem; } reclaim pmem { order Lru; up: otherwise => ram; }",
            "@p reclaim ram { order Lru; down: otherwise => pmem; } reclaim pmem { order Lru; drop: otherwise => evict; }");
        Add("CDMP0512",
            "@p reclaim ram { order Lru; a: when dirty => pmem; b: otherwise => gpu; } reclaim gpu by kernel { order Lru; up: otherwise => ram; }",
            "@p reclaim ram { order Lru; a: when dirty => pmem; b: otherwise => gpu; } reclaim gpu { order Lru; up: otherwise => ram; }");
        Add("CDMP0524",
            "@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && heat > 3 => ram; } every 10ms over ram limit 100 { down: when heat < 5 => pmem; } }",
            "@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && heat > 3 => ram; } every 10ms over ram limit 100 { down: when heat < 4 => pmem; } }");
        Add("CDMP0524",
            "@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && heat > 3 => ram; } every 10ms over ram limit 100 { warm: when heat > 5 => stay; down: when heat > 4 => pmem; } }",
            "@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && heat > 5 => ram; } every 10ms over ram limit 100 { warm: when heat > 5 => stay; down: when heat > 4 => pmem; } }");
        Add("CDMP0524",
            "@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && ram.fill < 80% && heat > 0 => ram; } every 10ms over ram limit 100 { down: when ram.free < 512KiB => pmem; } }",
            "@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && ram.fill < 40% && heat > 0 => ram; } every 10ms over ram limit 100 { down: when ram.free < 512KiB => pmem; } }");
        Add("CDMP0227",
            "@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && heat > 3 => ram; } every 10ms over ram limit 100 { #allow CDMP0524 \"meant\" down: when heat < 4 => pmem; } }",
            "@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && heat > 3 => ram; } every 10ms over ram limit 100 { #allow CDMP0524 \"meant\" down: when heat < 5 => pmem; } }");
        Add("CDMP0539",
            "@p migration { on access { up: when in pmem => gpu or exchange; } }",
            "@p migration { on access { up: when in pmem => gpu or exchange; } } reclaim gpu { order Lru; back: otherwise => ram; }");
        Add("CDMP0547",
            "@p reclaim ram { order Lru; a: when kind == anon => pmem; b: when dirty => pmem; }",
            "@p reclaim ram { order Lru; a: when kind == anon => pmem; b: when kind != anon => pmem; }");
        Add("CDMP0547",
            "@p reclaim ram { order Lru; a: when dirty => pmem; }",
            "@p reclaim ram { order Lru; keep when !dirty; a: when dirty => pmem; }");
    }
}

namespace CdmPolicy.Tests.Analysis;

/// <summary>Policies without a mistake, whose conditions are hard: what can neither be proven nor shown is not said.</summary>
public class QuietRows : TheoryData<string>
{
    public QuietRows()
    {
        Add($"policy P for Box {{ placement {{ {Rules(5, i => $"kind == anon && ram.free > {i}KiB && pmem.fill < {50 + i}% || kind == file && pmem.free > {i}MiB && agent == gpu0 || size < {i}KiB && gpu.free > {i}MiB", "ram")} rest: otherwise => ram, pmem; }} }}");
        Add($"policy P for Box {{ placement {{ {Rules(5, i => $"kind == anon && size == {i}KiB || kind == file && size > {i}MiB && agent == gpu0 || size * 2 < {i}KiB", "ram")} rest: otherwise => ram, pmem; }} }}");
        Add("policy P for Box { placement { a: when size * 2 > 10MiB => ram; b: when size <= 5MiB => pmem; } }");
        Add("@d page { heat : u8; b : u32; c : u16; } migration { on access by gpu0 in ram { up: otherwise => device; } on fault in device { heat += 1; b += 1; c += 1; "
            + Rules(5, i => $"kind == anon && heat == {i} && b > {i}000 || agent == cpu && c > {i} && write || b < {77 * i} && !write", "ram") + " back: otherwise => ram; } }");

        // To and fro only as long as nobody looks at what the move changes: `idle` of an access and of a pass, statements, `asked`.
        Add("@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && heat >= 3 => ram; } every 1s over ram limit 64 { down: when idle > 10s => pmem; } }");
        Add("@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && heat > 3 => ram; } on arrive { heat = 0; } every 1s over ram limit 10 { down: when heat > 3 => pmem; } }");
        Add("@p page { heat : u8; } migration { on access { heat += 1; up: when in pmem && heat > 3 => ram then { heat = 0; } down: when in ram && heat > 3 => pmem; } }");
        Add("@p page { settled : bool; } migration { on access in pmem { up: otherwise => ram then { settled = true; } } every 1ms over ram limit 10 { warm: when settled => stay; down: when !dirty => pmem; } }");
        Add("@p page { heat : u8; } migration { on access in pmem { heat += 1; up: when heat > 3 => ram; } on access in ram { heat = 0; } every 1s over ram limit 10 { down: when heat > 2 => pmem; } }");
        Add("@p page { heat : u8 halves every 1ms; } migration { on access { heat += 1; } every 1s over pmem limit 64 { up: when heat > 3 => ram; } every 1s over ram limit 64 { down: when heat < 9 && idle > 10s => pmem; } }");
        Add("@p migration { on access { up: when in pmem && asked => ram; down: when in ram && asked => pmem; } }");
        // A page that is written is dirty from then on, so it stays where its write brought it.
        Add("@p migration { on access in ram { d: when !dirty => pmem; } on access in pmem { b: when write => ram; } }");

        // No switch is upside down that ends in what is better, or in what only comes later.
        Add("@p reclaim ram { start when ram.free < 1MiB until ram.free > 512KiB; order Lru; drop: otherwise => evict; }");
        Add("@p migration { on access in pmem while now > 1s until now > 5s { up: otherwise => ram; } }");

        // A way ends where there is no room, where the page itself is in the way, and with a rule that never applies.
        Add("policy P for Box { placement { f: when kind == file => pmem; g: otherwise => ram; } migration { on access in pmem { b: when ram.free == 0B => ram; } } never kind == file && in ram; }");
        Add("policy P for Box { placement { f: when kind == file => pmem; g: otherwise => ram; } migration { on access in pmem { b: when pmem.used == 0B => ram; } } never kind == file && in ram; }");
    }

    private static string Rules(int count, Func<int, string> condition, string tier) =>
        string.Join(" ", Enumerable.Range(1, count).Select(i => $"f{i}: when {condition(i)} => {tier};"));
}

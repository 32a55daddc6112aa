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
    }

    private static string Rules(int count, Func<int, string> condition, string tier) =>
        string.Join(" ", Enumerable.Range(1, count).Select(i => $"f{i}: when {condition(i)} => {tier};"));
}

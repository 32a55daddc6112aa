using CdmPolicy.Tests.Checking;

namespace CdmPolicy.Tests.Analysis;

/// <summary>Policies that are right, though it takes knowledge of the memory or of what happens in between to see it.</summary>
public class RightPoliciesTests
{
    private const string Node = """
        hierarchy Node {
          page 4KiB;
          agent cpu;
          agent gpu0 : device;
          tier ram  : ram            { capacity 8GiB; read 80ns; write 80ns; bandwidth 100GB/s; }
          tier pmem : persistent     { capacity 32GiB; read 300ns; write 900ns; bandwidth 10GB/s; }
          tier vram : device_private { capacity 1GiB; read 60ns; write 60ns; bandwidth 800GB/s; driver gpu0; }
          tier text : ram            { capacity 1GiB; read 80ns; write 80ns; bandwidth 100GB/s; map read_only; }
          store disk                 { read 80us; write 30us; bandwidth 2GB/s; }
          fallback ram -> pmem;
        }

        policy Near for Node {

        """;

    [Theory]
    // What a rule in between does in its `else` is seen by the rules below it.
    [InlineData("""
        page { heat : u8; }
        placement { rest: otherwise => ram, pmem; }
        migration {
          on access in pmem {
            heat += 1;
            a: when heat < 2 => stay;
            b: when heat >= 2 => ram or next then { } else { heat = 0; }
            c: when heat == 0 => ram;
          }
        }
        """)]
    // Only anonymous pages are in that tier.
    [InlineData("""
        placement { dev: when kind == anon && agent == gpu0 => vram, ram; rest: otherwise => ram, pmem; }
        migration { on fault in vram { back: when kind == anon => ram; } }
        """)]
    // A write fault is a write.
    [InlineData("""
        placement { files: when kind == file => text, ram; rest: otherwise => ram, pmem; }
        migration { on write_fault in text { out: when write => ram; } }
        """)]
    // What is used is what is not free.
    [InlineData("""
        placement { a: when ram.free >= 4GiB => ram; b: when ram.used > 4GiB => pmem; }
        """)]
    // Only the device is sent to memory that the device alone reaches.
    [InlineData("""
        placement { files: when kind == file => text, ram; rest: otherwise => ram, pmem; }
        migration { on write_fault in text { dev: when agent == gpu0 => vram; out: otherwise => ram; } on fault in vram { back: otherwise => ram; } }
        """)]
    // A victim is not pinned.
    [InlineData("""
        placement { rest: otherwise => ram, pmem; }
        reclaim ram { order Lru; down: when !pinned => pmem; }
        reclaim pmem { order Lru; out: otherwise => evict; }
        """)]
    public void Nothing_is_said_of_them(string policy) => Assert.Equal([], Samples.Report(Node + policy + "\n}\n"));
}

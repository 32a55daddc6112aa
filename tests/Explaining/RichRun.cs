using System.Globalization;
using System.Text;

namespace CdmPolicy.Tests.Explaining;

/// <summary>A policy and a trace in which nearly everything happens that can happen to a page.</summary>
internal static class RichRun
{
    public const string Policy = """
        hierarchy Node {
          page 4KiB;
          agent cpu;
          agent gpu0 : device { stat busy : ratio; page stat touches : count; }
          tier ram  : ram            { capacity 32KiB; read 80ns;  write 80ns;  bandwidth 100GB/s; from gpu0 { read 1us; write 1us; bandwidth 25GB/s; } }
          tier gpu  : device_private { capacity 16KiB; read 60ns;  write 60ns;  bandwidth 800GB/s; driver gpu0; }
          tier pmem : persistent     { capacity 48KiB; read 300ns; write 900ns; bandwidth 10GB/s; map read_only; }
          store disk                 { read 80us; write 30us; bandwidth 2GB/s; }
          swap z                     { capacity 64KiB; read 5us; write 10us; bandwidth 4GB/s; }
          fallback ram -> pmem;
        }

        policy Rich for Node {
          param hot : count = 3 in 1..60;
          observe everything;
          observe device counters of gpu0;
          budget up = 64KiB per 1ms;
          page { heat : u8 halves every 10ms; }
          state { seen : count = 0; }
          placement { files: when kind == file => pmem, ram; rest: otherwise => ram, pmem; }
          migration {
            on fault in gpu { home: otherwise => ram; }
            on write_fault in pmem { mine: otherwise => ram or exchange; }
            on access {
              heat += 1; seen += 1;
              up:   when in pmem && heat >= hot && seen > 3 => ram within up or exchange when victim.heat < heat;
              near: when in ram && agent == gpu0 && kind == anon && gpu0.touches >= 2 => gpu or next;
              keep: when in ram && heat >= 2 && write => stay;
            }
            on hint cold in ram { cold: when !pinned => pmem; }
            on hint cold in gpu { back: otherwise => ram; }
            every 500us over ram limit 16 { sink: when heat == 0 && idle > 300us => pmem or stop; }
            on unpin in ram { freed: when heat < hot => pmem keep shadow; }
          }
          pin { away: when long && in pmem => ram; no: when long && heat > 8 => deny; ok: otherwise => allow; }
          reclaim ram { reserve 4KiB; below 8KiB until 12KiB; order Clock; keep when heat > 20; swapped: when dirty && heat < 2 => evict; down: otherwise => pmem; }
          reclaim pmem { order Lru; drop: otherwise => evict; }
          reclaim gpu { order Lru; out: otherwise => ram; }
        }
        """;

    private const int Anon = 0x100, File = 0x200;

    /// <summary>Twelve pages of a program and ten of a file; about one row in six is no access.</summary>
    public static string Trace(int seed, int rows)
    {
        var random = new Random(seed);
        int[] pages = [.. Enumerable.Range(Anon, 12), .. Enumerable.Range(File, 10)];
        var (text, used, pinned, time) = (new StringBuilder("time_us,address,rw,agent,name,value\n"), new List<int>(), new List<int>(), 0);
        text.Append("0,0x100000,map,cpu,anon,49152\n0,0x200000,map,cpu,file,40960\n");
        for (var row = 0; row < rows; row++)
        {
            time += random.GetItems([0, 1, 2, 50, 400], 1)[0];
            var page = pages[random.Next(random.Next(pages.Length) + 1)];
            var what = used.Count == 0 ? 0 : random.Next(200);
            var old = used.Count == 0 ? page : used[random.Next(used.Count)];
            switch (what)
            {
                case < 168:
                    used.Add(page);
                    Row(page, random.GetItems(["r", "r", "w"], 1)[0], random.GetItems(["cpu", "cpu", "gpu0"], 1)[0]);
                    break;
                case < 178:
                    pinned.Add(old);
                    Row(old, random.GetItems(["pin", "pin_long"], 1)[0], "cpu");
                    break;
                case < 186 when pinned.Count > 0:
                    Row(pinned[^1], "unpin", "cpu");
                    pinned.RemoveAt(pinned.Count - 1);
                    break;
                case < 195:
                    Row(old, "hint", "cpu", "cold");
                    break;
                case < 197:
                    Row(null, "reclaim", "gpu0", "gpu", "8192");
                    break;
                case 197:
                    Row(pages[^1], "unmap", "cpu", "", "4096");
                    break;
                default:
                    Row(null, what == 198 ? "offline" : "online", "", "pmem");
                    break;
            }
        }

        return text.ToString();

        void Row(int? page, string operation, string agent, string name = "", string value = "") => text.Append(
            CultureInfo.InvariantCulture, $"{time},{(page is { } p ? $"0x{p:x}000" : "")},{operation},{agent},{name},{value}\n");
    }
}

namespace CdmPolicy.Tests.Checking;

/// <summary>Lines that break off outside of rules, as they do in an editor; rows as in <see cref="HalfTypedRows"/>.</summary>
public class BrokenOffRows : TheoryData<string, string, string[]>
{
    public BrokenOffRows()
    {
        Add("agent cpu;", "agent",
            "CDMP0101 '' expected the name of the agent, found the end of the line");
        Add("tier dram : ram {", "tier\n  tier dram : ram {",
            "CDMP0101 '' expected the name of the tier, found the end of the line");
        Add("tier dram : ram { capacity", "tier dram :\n    capacity 16MiB;\n  }\n  tier more : ram { capacity",
            "CDMP0101 '' expected the kind of the tier, found the end of the line");
        Add("read 90ns; write 90ns; bandwidth 100GB/s; }\n  tier far", "read 90ns; write\n  tier far",
            "CDMP0101 '' expected a value, found the end of the line");
        Add("agent gpu : device { stat busy : ratio; }", "agent gpu :",
            "CDMP0101 '' expected the kind of the agent, found the end of the line");
        Add("store nvme { read", "store\n  store nvme { read",
            "CDMP0101 '' expected `{`, found the end of the line");
        Add("link dram <-> hbm { bandwidth 100GB/s; latency 1us; }", "link dram <->",
            "CDMP0101 '' expected a tier, found the end of the line");
        Add("hierarchy Node {", "hierarchy",
            "CDMP0101 '' expected the name of the hierarchy, found the end of the line");
        Add("policy Mine1 for Node {", "policy Mine1 for",
            "CDMP0101 '' expected the name of a hierarchy, found the end of the line");
        Add("workload Mix for Node {", "workload",
            "CDMP0101 '' expected the name of the workload, found the end of the line");
        Add("region db 24MiB file;", "region",
            "CDMP0101 '' expected the name of the region, found the end of the line");
        Add("region db 24MiB file;", "region db 24MiB",
            "CDMP0101 '' expected the kind of its pages, found the end of the line | a page is `anon`, `shmem`, `file` or `kernel`");
        Add("{ cpu reads db zipf 1.1 at 1M/s; cpu writes", "{ cpu reads\n    cpu writes",
            "CDMP0101 '' expected a region, found the end of the line");
        Add("gpu.busy = 50%; }", "gpu.busy =",
            "CDMP0101 '' expected a value, found the end of the line");
        Add("test \"cold stays\" for Mine1 {", "test \"cold stays\"",
            "CDMP0101 '' expected `for` and a policy, found the end of the line");
        Add("given page p in far { heat = 0; }", "given",
            "CDMP0101 '' expected `page`, a tier, an agent or a parameter, found the end of the line");
        Add("given page p in far { heat = 0; }", "given page",
            "CDMP0101 '' expected the name of the page, found the end of the line");
        Add("cpu reads p;", "cpu reads",
            "CDMP0101 '' expected a page, found the end of the line");
        Add("expect p in far;", "expect p in\n  cpu reads p;",
            "CDMP0101 '' expected a value, found the end of the line");
        Add("expect p in far;", "expect p in far && heat",
            "CDMP0101 '' expected `;` after the expectation, found the end of the line");
        Add("seen += 1;", "seen +=",
            "CDMP0101 '' expected a value, found the end of the line");
        Add("on access {", "on",
            "CDMP0101 '' expected an event, found the end of the line");
        Add("page { heat : u8 halves every 50ms; }", "page {\n    more\n    heat : u8 halves every 50ms;\n  }",
            "CDMP0101 '' expected `:` and the type of the field, found the end of the line");
        Add("agent cpu;", "tenant guest:\n    low dram 1MiB;\n  }\n  agent cpu;",
            "CDMP0101 ':' expected `{`, found `:` | a block stands in braces: `{ … }`");
        Add("demote: otherwise => far;", "demote: otherwise => dram;",
            "CDMP0512 'dram' demotions form a circle: `dram` -> `dram` | demote to a tier below, or evict");
    }

    private new void Add(string old, string now, params string[] report) => base.Add(old, now, report);
}

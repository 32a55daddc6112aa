namespace CdmPolicy.Tests.Checking;

/// <summary>What comes of habits from other languages and tools, in hierarchies.</summary>
public class HierarchyHabitRows : TheoryData<string, string[]>
{
    public HierarchyHabitRows()
    {
        Add("@h page_size 4KiB; agent cpu; tier ram : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0213 'page_size' `page_size` is not a property of a hierarchy | did you mean `page`?");
        Add("@h agent cpu; tier ram { kind ram; capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0101 '{' expected `:` and the kind of the tier, found `{` | write `tier ram : ram { … }`, or another kind");
        Add("@h agent: cpu; tier ram : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0101 ':' expected the name of the agent, found `:` | write `agent cpu`, without `:`");
        Add("@h agent cpu; tier ram : ram { capacity: 1MiB; read = 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0101 ':' expected a value, found `:` | write `capacity 1MiB`, without `:`",
            "CDMP0101 '=' expected a value, found `=` | write `read 80ns`, without `=`");
        Add("@h agent cpu; tier ram = ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0101 '=' expected `:` and the kind of the tier, found `=`");
        Add("@h agent cpu; tier ram : ram { capacity 1MiB, read 80ns, write 80ns, bandwidth 10GB/s; }",
            "CDMP0101 ',' expected `;` after `capacity`, found `,`",
            "CDMP0101 ',' expected `;` after `read`, found `,`",
            "CDMP0101 ',' expected `;` after `write`, found `,`");
        Add("@h agent cpu; tier ram : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s }",
            "CDMP0101 '' expected `;` after `bandwidth`, found `}`");
        Add("@h agent cpu; tier ram : dram { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0402 'dram' there is no kind of tier `dram` | did you mean `ram`?");
        Add("@h agent cpu; tier fast : hbm { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0402 'hbm' there is no kind of tier `hbm` | did you mean `on_die`?");
        Add("@h agent cpu; tier slow : nvm { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0402 'nvm' there is no kind of tier `nvm` | did you mean `persistent`? pages of files alone are taken by `dax`");
        Add("@h agent cpu; agent gpu0 : gpu; tier ram : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0403 'gpu' there is no kind of agent `gpu` | did you mean `device`?");
        Add("@h agent cpu; tier ram : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB; }",
            "CDMP0301 '10GB' `10GB` is a number of bytes where a rate is needed | did you mean `10GB/s`?");
        Add("@h agent cpu; tier ram : ram { capacity 1073741824; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0301 '1073741824' `1073741824` is a count where a number of bytes is needed | did you mean `1GiB`?");
        Add("@h agent cpu; tier ram : ram { capacity 1MiB; read 80; write 80ns; bandwidth 10GB/s; }",
            "CDMP0301 '80' `80` is a count where a time is needed | a time has a unit: `80ns`, `80us` or `80ms`");
        Add("@h agent cpu; tier ram : ram { capacity 16 MiB; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0110 '16 MiB' `16` and its unit `MiB` are one word | write `16MiB`");
        Add("@h agent cpu; tier ram : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 25 GB/s; }",
            "CDMP0110 '25 GB/s' `25` and its unit `GB/s` are one word | write `25GB/s`");
        Add("@h agent cpu; tier ram : ram { capacity 1M; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0303 'M' `M` is not a unit | did you mean `MiB`?");
        Add("@h agent cpu; tier ram : ram { capacity 1MB; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0405 '1MB' `1MB` is not a whole number of pages of 4KiB | did you mean `1MiB`?");
        Add("@h agent cpu; tier ram : ram { capacity 1MiB; latency 80ns; bandwidth 10GB/s; }",
            "CDMP0213 'latency' `latency` is not a property of a tier | a tier has one latency for each direction: `read 80ns; write 80ns;`");
        Add("@h agent cpu; tier ram : ram { size 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0213 'size' `size` is not a property of a tier | did you mean `capacity`?");
        Add("@h agent cpu; node ram : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0102 'node' `node` does not begin a part of a hierarchy | did you mean `tier`?");
        Add("@h cpu cpu0; tier ram : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; }",
            "CDMP0102 'cpu' `cpu` does not begin a part of a hierarchy | who accesses memory is declared by `agent NAME;` or `agent NAME : device;`");
        Add("@h agent cpu; tier ram : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; }\n  fallback ram\n  page 4KiB;",
            "CDMP0101 '' expected `;` after the fallback order, found the end of the line");
        Add("@h agent cpu; tier ram : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; reserve 4%; }",
            "CDMP0213 'reserve' `reserve` is not a property of a tier | watermarks are the policy's: `reclaim TIER { reserve 1%; below 4% until 8%; … }`");
    }

    private new void Add(string text, params string[] said) => base.Add(text, said);
}

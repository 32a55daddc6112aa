namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>
/// What kernels, other tools and other languages call things that have another name here. A word of these tables is no
/// misspelling, so no distance between letters finds what was meant; each answers with a whole help text, or null.
/// </summary>
internal static class Elsewhere
{
    private const string Evicting = "a page that leaves memory is said by `=> evict` in the `reclaim` section of its tier";
    private const string Staying = "a page that stays is said by `=> stay`, or by no rule at all";
    private const string Keeping = "to keep pages write `keep when CONDITION;`";
    private const string Counting = "accesses are counted in a field of the author's: `page { heat : u8; }`, then `heat += 1;` in `on access`";
    private const string OfTier = "it belongs to a tier: ";

    private static readonly Dictionary<string, string> Events = Table(
        ("numa_fault numa_hint numa_hinting_fault hintfault prot_none unmap", "did you mean `hint_fault`?"),
        ("read load", "did you mean `access`? its rules can ask `!write`"),
        ("write store", "did you mean `access`? its rules can ask `write`; a write to a tier with `map read_only;` is a `write_fault`"),
        ("touch hit sample use", "did you mean `access`?"),
        ("page_fault alloc allocate allocation first_touch placement", "a page that is not resident is placed by the rules of `placement`"),
        ("miss insert remove victim", "it is a hook of a reclaimer, and no event of a policy"),
        ("tick timer interval period", "what happens again and again is written `every 10ms { … }`"),
        ("scan walk", "a pass over pages is written `every 10ms over TIERS limit 4096 pages { … }`"),
        ("evict eviction pressure full low oom", "a tier that fills up is the business of its `reclaim` section"),
        ("kswapd kreclaimd background watermark low_memory memory_pressure", "what the kernel does in the background is `reclaim TIER { below 4% until 8%; … }`"),
        ("promote demote migrate migration move moved", "did you mean `arrive`? it happens when a page has come to a tier"));

    private static readonly Dictionary<string, string> Names = Table(
        ("hotness temperature freq frequency accesses access_count nr_accesses refs references hits heat hot", Counting),
        ("age recency last_access last_used atime since idle_time idletime idle_for idleness", "did you mean `idle`? it is the time since the last observed access"),
        ("referenced accessed accessed_bit ref_bit", "did you mean `young`?"),
        ("node nid numa_node", "did you mean `tier`? `in ram` asks whether the page is there"),
        ("is_write written store is_store rw", "did you mean `write`?"),
        ("read is_read load", "a read is `!write`"),
        ("type page_type", "did you mean `kind`?"),
        ("anonymous heap private", "did you mean `anon`?"),
        ("pagecache page_cache mapped_file file_backed", "did you mean `file`?"),
        ("shm tmpfs shared", "did you mean `shmem`?"),
        ("cgroup memcg pid process container owner app", "did you mean `tenant`? tenants are declared in the hierarchy"),
        ("cpu_id core initiator who", "did you mean `agent`?"),
        ("device accelerator gpu cpu", "who accesses is asked for by the name of an agent: `agent == NAME`"),
        ("free used fill capacity traffic", OfTier + "write it behind the tier's name, like `ram.free`"),
        ("usage utilization pressure full", OfTier + "write `ram.fill > 90%`"),
        ("time clock timestamp", "did you mean `now`?"),
        ("pin", "did you mean `pinned`?"),
        ("long_pinned pinned_long longterm_pinned long_term_pinned pin_long is_long_pinned", "did you mean `pinned long`?"),
        ("short_pinned pinned_short pin_short", "did you mean `pinned short`?"),
        ("long_term longterm FOLL_LONGTERM foll_longterm", "in `pin` it is `long`, elsewhere `pinned long`"),
        ("short_term shortterm", "in `pin` it is `short`, elsewhere `pinned short`"),
        ("PAGE_SIZE page_size pagesize PAGESIZE page_bytes", "bytes are written with their unit: `1MiB`; a limit counts pages: `limit 256 pages`"),
        ("null nil None NULL", "did you mean `none`?"),
        ("True TRUE yes on", "did you mean `true`?"),
        ("False FALSE no off", "did you mean `false`?"),
        ("second seconds sec minute hour ms us ns", "a time is a number with its unit: `1s`, `100ms`"),
        ("thp hugepage huge_page", "did you mean `huge`?"),
        ("written_back clean", "a page that is not written is `!dirty`"));

    private static readonly Dictionary<string, string> TierProperties = Table(
        ("latency lat delay access_time", "a tier has one latency for each direction: `read 80ns; write 80ns;`"),
        ("read_latency read_lat rd load", "did you mean `read`?"),
        ("write_latency write_lat wr store", "did you mean `write`?"),
        ("size bytes total memory mem length", "did you mean `capacity`?"),
        ("bw throughput speed rate bandwith", "did you mean `bandwidth`?"),
        ("type kind", "the kind of a tier stands behind its name: `tier NAME : ram { … }`"),
        ("page page_size pagesize", "the size of a page is the same in all tiers: `page 4KiB;` in the hierarchy"),
        ("device owner agent controller", "did you mean `driver`?"),
        ("pin pinnable pinning", "did you mean `pins`? it is `none`, `short` or `any`"),
        ("migratable moveable migrate", "did you mean `movable`?"),
        ("reserve low high min below watermark watermarks", "watermarks are the policy's: `reclaim TIER { reserve 1%; below 4% until 8%; … }`"),
        ("cost price", "a tier costs time: `read`, `write` and `bandwidth`"));

    private static readonly Dictionary<string, string> ReclaimProperties = Table(
        ("wmark_min wmark_low wmark_high min_free_kbytes watermark_scale_factor watermark watermarks high low min until above start_at", "watermarks are written `reserve 1%; below 4% until 8%;`"),
        ("policy algorithm eviction replacement reclaimer lru", "did you mean `order`? it is written `order Lru;`"),
        ("by owner", "who reclaims stands before the brace: `reclaim TIER by driver { … }`"),
        ("protect skip exclude ignore filter", Keeping));

    private static readonly Dictionary<string, string> Outcomes = Table(
        ("swap pageout swapout swap_out discard drop out disk delete reclaim kill", "did you mean `evict`?"),
        ("nothing noop ignore skip pass continue keep null none self here", Staying),
        ("promote demote migrate move", "write the name of the tier: `=> ram`"),
        ("default anywhere any rest kernel", "did you mean `fallback`?"),
        ("accept ok permit yes true", "did you mean `allow`?"),
        ("reject refuse no forbid fail error false", "did you mean `deny`?"));

    private static readonly Dictionary<string, string> Reclaimers = Table(
        ("MGLRU Mglru MgLru MGLru mglru LRUGen LruGen lru_gen lrugen MultiGenLRU multigen multi_gen mg_lru MG_LRU", "did you mean `MultiGen`?"),
        ("LRU2 Lru2 LRU_2 LRUK LRU_K LruK TwoQueue TwoQueues two_queue", "did you mean `TwoQ`? pages seen twice stay longer"),
        ("NRU Nru Gclock GCLOCK ActiveInactive active_inactive kernel Kernel linux Linux", "did you mean `Clock` or `SecondChance`?"),
        ("CAR Car CART ClockPro CLOCKPro clock_pro", "did you mean `Arc` or `Clock`?"));

    private static readonly Dictionary<string, string> Choices = Table(
        ("closest near close best fastest", "did you mean `nearest`?"),
        ("emptiest freest biggest largest least_used", "did you mean `roomiest`?"),
        ("round_robin weighted spread stripe striped balance", "did you mean `interleave`?"),
        ("to move migrate promote demote place send tier copy", "write the name of the tier alone: `=> ram`"));

    private static readonly Dictionary<string, string> Heads = Table(
        ("import include using use require module", "files that belong together are named together: `cdmp check a.cdmp b.cdmp`"),
        ("promotion demotion migrate moves move rules promote demote", "rules that move pages stand in `migration { on access { … } every 10ms over TIERS limit 4096 { … } }`"),
        ("allocation alloc allocate place", "did you mean `placement`?"),
        ("eviction evict eviction_policy replacement", "who leaves a full tier is said by `reclaim TIER { order Lru; drop: otherwise => evict; }`"),
        ("pinning pins", "did you mean `pin`?"),
        ("const var config option parameter setting static", "did you mean `param`? it is written `param hot : count = 4 in 1..60;`"),
        ("fields metadata per_page", "memory for each page is declared in `page { heat : u8; }`"),
        ("assert invariant contract ensure always must", "what must never hold is said by `never CONDITION;`"),
        ("monitor watch sampling sampler tracing", "did you mean `observe`?"),
        ("quota throttle ratelimit", "did you mean `budget`? it is written `budget up = 20MB per 100ms;`"),
        ("def define alias macro fn func function", "an expression gets a name by `let NAME = EXPRESSION;`"),
        ("machine topology system memory", "did you mean `hierarchy`?"),
        ("node level", "did you mean `tier`?"),
        ("device cpu processor core initiator accelerator gpu", "who accesses memory is declared by `agent NAME;` or `agent NAME : device;`"),
        ("edge interconnect bus path", "did you mean `link`?"),
        ("disk storage backing ssd", "did you mean `store`?"),
        ("while loop foreach do switch match return break continue print log", "statements are `NAME = EXPRESSION;`, `if (…) { … } else { … }` and `for NAME in 0..3 { … }`"),
        ("if when", "conditions stand in rules: `NAME: when CONDITION => TIER;`"),
        ("elif elsif elseif", "write `else if (…) { … }`"));

    private const string Small = "a number of a page has 1 to 32 bits and stops at its ends: did you mean `u8`?";
    private const string Floating = "nothing floats: a share is a `ratio`, a number a `count`";

    private static readonly Dictionary<string, string> FieldTypes = Table(
        ("int8 i8 uint8 uint8_t byte char short int16 i16 uint16 uint16_t int int32 i32 uint uint32 uint32_t int64 i64 u64 uint64 unsigned long size_t number integer count", Small),
        ("float double f32 f64 real decimal ratio", "nothing floats: a page counts, or keeps a `time`"),
        ("boolean flag bit", "did you mean `bool`?"),
        ("duration timespan timestamp ns ms", "did you mean `time`?"),
        ("node nid", "did you mean `tier`?"));

    private static readonly Dictionary<string, string> Types = Table(
        ("int8 i8 uint8 uint8_t byte char short int16 i16 uint16 uint16_t int int32 i32 uint uint32 uint32_t int64 i64 u64 uint64 unsigned long number integer u8 u16 u32", "did you mean `count`?"),
        ("float double f32 f64 real decimal", Floating),
        ("boolean flag bit", "did you mean `bool`?"),
        ("duration timespan timestamp ns ms", "did you mean `time`?"),
        ("size memory size_t", "did you mean `bytes`?"),
        ("percent percentage share fraction", "did you mean `ratio`?"),
        ("bandwidth speed throughput", "did you mean `rate`?"),
        ("node nid", "did you mean `tier`?"));

    private static readonly Dictionary<string, string> Observers = Table(
        ("sampling samples pebs ibs perf", "did you mean `sample`? write `observe sample 1 in 64;`"),
        ("abit accessed young idle page_idle kstaled", "did you mean `accessed_bit`? write `observe accessed_bit every 100ms;`"),
        ("damon region", "did you mean `regions`? write `observe regions 10..1000 sample 5ms every 100ms;`"),
        ("numa hinting numa_hint hint faults", "did you mean `hint_fault`? write `observe hint_fault scan 256MiB every 1s;`"),
        ("all full every access accesses", "did you mean `everything`?"),
        ("counters hardware", "did you mean `device counters of AGENT`?"));

    private static readonly Dictionary<string, string> TierKinds = Table(
        ("dram ddr ddr4 ddr5 memory main", "did you mean `ram`?"),
        ("hbm mcdram stacked on_package cache sram", "did you mean `on_die`?"),
        ("nvm nvram pmem optane nvdimm scm pm", "did you mean `persistent`? pages of files alone are taken by `dax`"),
        ("vram gpu gddr device hmm accelerator", "did you mean `cdm`? memory that a CPU cannot address is `device_private`"),
        ("remote far cxl_mem cxl_memory pooled", "did you mean `cxl`?"),
        ("ssd disk flash nvme hdd swap", "what is no memory is a store: `store disk { read 80us; write 30us; bandwidth 2GB/s; }`"));

    private static readonly Dictionary<string, string> Patterns = Table(
        ("uniform rand shuffled", "did you mean `random`?"),
        ("zipfian zipfy skewed powerlaw power_law pareto hotspot", "write `zipf 0.99`"),
        ("linear scan stream streaming stride strided seq", "did you mean `sequential`?"));

    private static readonly Dictionary<string, string> HierarchyProperties = Table(
        ("page_size pagesize pages", "did you mean `page`?"),
        ("huge_page hugepage hugepages thp huge_pages", "did you mean `huge`?"));

    public static string? Type(string word) => Find(Types, word);

    public static string? FieldType(string word) => Find(FieldTypes, word);

    public static string? Observer(string word) => Find(Observers, word);

    public static string? Pattern(string word) => Find(Patterns, word);

    public static string? TierKind(string word) => Find(TierKinds, word);

    public static string? HierarchyProperty(string word) => Find(HierarchyProperties, word);

    public static string? Event(string word) => Find(Events, word);

    public static string? Name(string word) => Find(Names, word);

    public static string? TierProperty(string word) => Find(TierProperties, word);

    public static string? ReclaimProperty(string word) => Find(ReclaimProperties, word);

    public static string? Outcome(string word) => Find(Outcomes, word);

    /// <summary>What a reclaimer is called elsewhere.</summary>
    public static string? Reclaimer(string word) => Find(Reclaimers, word);

    /// <summary>A word before a tier in an outcome.</summary>
    public static string? Choice(string word) => Find(Choices, word);

    /// <summary>A word that begins a construct.</summary>
    public static string? Head(string word) => Find(Heads, word);

    private static string? Find(Dictionary<string, string> table, string word) => table.TryGetValue(word, out var help) ? help : null;

    private static Dictionary<string, string> Table(params (string Words, string Help)[] rows) => rows
        .SelectMany(r => r.Words.Split(' '), (r, word) => (word, r.Help))
        .ToDictionary(x => x.word, x => x.Help, StringComparer.Ordinal);
}

namespace CdmPolicy.Tests.Checking;

/// <summary>Mistakes in reclaimers.</summary>
/// <remarks>A row: what is replaced in the sample, by what, and every diagnostic with its id, the text it stands under, its
/// message and, behind a bar, its help.</remarks>
public class ReclaimerRows : TheoryData<string, string, string[]>
{
    public ReclaimerRows()
    {
        Add("queue order;", "",
            "CDMP0216 'order' there is no queue `order` | there are none here",
            "CDMP0216 'order' there is no queue `order` | there are none here");
        Add("queue order;", "queue order; queue order;",
            "CDMP0202 'order' the name `order` is already taken | the first one is a queue at line 2");
        Add("queue order;", "queue order; every 0s { }",
            "CDMP0313 '0s' a period must be more than 0");
        Add("queue order;", "queue order; every 1s { visited = true; }",
            "CDMP0607 'visited' there is no page here for `visited` | `every` sees pages in a `scan`");
        Add("hand at;", "",
            "CDMP0617 'at' `at` is neither an end of the queue nor a hand | it starts from: `front`, `back`");
        Add("hand at;", "hand at; hand other;",
            "CDMP0606 'other' no scan starts from the hand `other` | write `scan QUEUE from other towards front`");
        Add("visited : bool", "visited : u(steps)",
            "CDMP0315 'steps' a field cannot be 40 bits wide | a field has 1 to 32 bits");
        Add("queue order;", "queue order; ghost gone(8) { seen : u8 halves every 1s; }",
            "CDMP0214 'halves every 1s' `halves every 1s` has no place in a ghost | a ghost keeps what its page had");
        Add("visited : bool;", "visited : bool; seen : u8 halves on turn;",
            "CDMP0201 'turn' `turn` is not a name that is known here | add `state { turn : epoch; }`");
        Add("insert { visited = false; order.push_front(page); }", "",
            "CDMP0601 'Walker' the reclaimer `Walker` has no `insert` | add `insert { order.push_front(page); }`");
        Add("insert { visited = false; order.push_front(page); }", "insert { visited = false; }",
            "CDMP0604 'insert' `insert` can leave the page on no queue | end it with `order.push_front(page);`");
        Add("insert { visited = false; order.push_front(page); }", "insert { if (order.count > 3) { order.push_front(page); } }",
            "CDMP0604 'insert' `insert` can leave the page on no queue | end it with `order.push_front(page);`");
        Add("insert { visited = false; order.push_front(page); }", "insert { ordr.push_front(page); }",
            "CDMP0216 'ordr' there is no queue `ordr` | did you mean `order`?");
        Add("insert { visited = false; order.push_front(page); }", "insert { order.push_frnt(page); }",
            "CDMP0210 'push_frnt' the queue `order` has no `push_frnt` | did you mean `push_front`?");
        Add("insert { visited = false; order.push_front(page); }", "insert { order.push_front(pag); }",
            "CDMP0610 'order.push_front(pag)' a queue takes `page` and nothing else | write `order.push_front(page)`");
        Add("insert { visited = false; order.push_front(page); }", "insert { evict; }",
            "CDMP0527 'evict' `evict` is not a statement of `insert` | it stands in a `scan` of `victim` or `trim`");
        Add("insert { visited = false; order.push_front(page); }", "insert { order.push_front(page); order.push_front(page); order.remove(page); }",
            "CDMP0604 'insert' `insert` can leave the page on no queue | end it with `order.push_front(page);`");
        Add("access { visited = true; }", "access { visited = 1; }",
            "CDMP0301 '1' `1` is a count where a bool is needed | a bool is written `true` or `false`, or compares something: `heat >= 4`");
        Add("access { visited = true; }", "access { visitd = true; }",
            "CDMP0209 'visitd' there is no page field `visitd` | did you mean `visited`?");
        Add("access { visited = true; }", "access { visited = idle > 1s; }",
            "CDMP0212 'idle' `idle` cannot be seen in `access` | a reclaimer sees its own fields of a page, and `kind`, `dirty`, `asked`, `huge`");
        Add("queue order;", "queue order; miss { visited = dirty; }",
            "CDMP0618 'dirty' `dirty` needs a page in the tier, and in `miss` it is on its way");
        Add("access { visited = true; }", "access { visited = true; } access { }",
            "CDMP0222 'access' there are two sections `access` | the first one is at line 6");
        Add("access { visited = true; }", "access { visited = order.cout > 3; }",
            "CDMP0210 'cout' the queue `order` has no `cout` | did you mean `count`?");
        Add("victim {", "victim { if (page in order) { }",
            "CDMP0212 'page in order' `page in order` cannot be seen in `victim` | it belongs to a page, and there is none here");
        Add("access { visited = true; }", "access { visited = page in ordr; }",
            "CDMP0216 'ordr' there is no queue `ordr` | did you mean `order`?");
        Add("queue order;", "queue order; miss { if (page in order) { } }",
            "CDMP0618 'page in order' `page in order` needs a page in the tier, and in `miss` it is on its way");
        Add("access { visited = true; }", "access { visited = order.count > 50%; }",
            "CDMP0302 'order.count > 50%' cannot compare `order.count` (a count) and `50%` (a ratio) | a count is written like `8`");
        Add("victim {", "victim { visited = true;",
            "CDMP0607 'visited' there is no page here for `visited` | `victim` sees pages in a `scan`");
        Add("victim {", "victim { evict;",
            "CDMP0527 'evict' `evict` is not a statement of `victim` | it stands in a `scan` of `victim` or `trim`");
        Add("victim {", "victim { order.remove(page);",
            "CDMP0607 'page' there is no page here for `order.remove(page)` | `victim` sees pages in a `scan`");
        Add("from at towards front", "from at towards up",
            "CDMP0617 'up' `up` is neither an end of the queue nor a hand | the ends: `front`, `back`");
        Add("from at towards front", "from att towards front",
            "CDMP0617 'att' `att` is neither an end of the queue nor a hand | did you mean `at`?");
        Add("from at towards front", "from front towards front",
            "CDMP0609 'front' a scan from the front cannot go towards the front");
        Add("from at towards front", "from at towards front at most 1ms",
            "CDMP0301 '1ms' `1ms` is a time where a count is needed | a count is written like `8`");
        Add("victim {", "victim { scan order from at towards back { evict; }",
            "CDMP0605 'at' the hand `at` cannot walk `order` towards the front here | all scans from one hand walk one queue in one direction; declare another hand");
        Add("if (!visited) { evict; }", "scan order from back { evict; }",
            "CDMP0608 'scan' a scan cannot stand in another scan");
        Add("order.push_front(page);", "push_front(order, page);",
            "CDMP0527 'push_front' `push_front` is not a statement of `insert` | write `order.push_front(page)`");
        Add("queue order;", "queue order; queue many[steps];",
            "CDMP0620 'steps' an array cannot have 40 queues | it has 1 to 15");
        Add("queue order;", "queue order; queue two[2];  remove { two[2].push_front(page); }",
            "CDMP0621 '2' `two` has no queue 2 | they are numbered 0 to 1");
        Add("queue order;", "queue order; queue two[2];  remove { two.push_front(page); }",
            "CDMP0217 'two' `two` is an array of queues where a queue is needed | it is declared at line 2");
        Add("queue order;", "queue order; ghost seen(order.count);",
            "CDMP0201 'order' `order` is not a name that is known here");
        Add("queue order;", "queue order; ghost seen(capacity * 50%) { hits : u4; } miss { seen.hit = 2; }",
            "CDMP0210 'hit' the ghost `seen` has no `hit` | did you mean `hits`?");
        Add("queue order;", "queue order; ghost seen(capacity) { hits : u4; } miss { seen.hits = 50%; }",
            "CDMP0301 '50%' `50%` is a ratio where a count is needed | a count is written like `8`");
        Add("queue order;", "queue order; ghost seen(capacity) { hits : u4; } miss { seen.count = 2; }",
            "CDMP0529 'seen.count' `seen.count` is a count and cannot be assigned | only the fields of a ghost are assigned");
        Add("queue order;", "queue order; ghost seen(capacity) { visited : u4; }",
            "CDMP0626 'visited' `visited` is a count in the ghost and a bool in the page | `add` copies the page's, `take` gives it back; make them alike, or choose another name");
        Add("queue order;", "queue order; ghost seen(capacity) { count : u4; }",
            "CDMP0203 'count' `count` is a word of the language and cannot name a field of a ghost | `seen.count` is the number of its pages");
        Add("queue order;", "queue order; ghost seen(capacity); miss { scan seen from back { visited = true; } }",
            "CDMP0607 'visited' there is no page here for `visited` | a ghost knows which page it is, and its own fields");
        Add("queue order;", "queue order; ghost seen(capacity); miss { scan seen from back { order.push_back(page); } }",
            "CDMP0618 'order.push_back(page)' `order.push_back(page)` needs a page in the tier, and what a ghost knows may be gone");
        Add("queue order;", "queue order; ghost seen(capacity); miss { scan seen from at { stop; } }",
            "CDMP0617 'at' `at` is neither an end of the queue nor a hand | a ghost is walked from its `front` or its `back`");
        Add("queue order;", "queue order; ghost seen(capacity); miss { scan seen from back { if (seen.take(page)) { } } }",
            "CDMP0618 'seen.take(page)' `seen.take(page)` needs a page in the tier, and what a ghost knows may be gone | `seen.remove(page)` needs none");
        Add("access { visited = true; }", "access { visited = order.distance(page) > 3; }",
            "CDMP0211 'distance' there is no function `distance` | an expression has no effect; a queue is changed by a statement");
        Add("queue order;", "queue order; ghost seen(capacity); miss { seen.ad(page); }",
            "CDMP0210 'ad' the ghost `seen` has no `ad` | did you mean `add`?");
        Add("queue order;", "queue order; ghost seen(capacity); miss { seen.drop(page); }",
            "CDMP0610 'seen.drop(page)' a queue takes `page` and nothing else | write `seen.drop()`: the oldest goes");
        Add("queue order;", "queue order; ghost seen(capacity); miss { if (sen.remove(page)) { } }",
            "CDMP0201 'sen' `sen` is not a name that is known here | did you mean `seen`?");
        Add("queue order;", "queue order; ghost seen(capacity); miss { if (seen.remove(page) || seen.count > 3) { } }",
            "CDMP0619 'seen.remove(page)' `seen.remove(page)` changes the ghost and cannot stand inside an expression | it stands alone on the right of `=`, as a whole `if`, or as a statement");
        Add("queue order;", "queue order; miss { order.push_front(page); }",
            "CDMP0618 'order.push_front(page)' `order.push_front(page)` needs a page in the tier, and in `miss` it is on its way | a page is put on a queue in `insert`");
        Add("queue order;", "queue order; state { p : tier = none; }",
            "CDMP0320 'tier' a value of a reclaimer cannot be a tier | a reclaimer runs in any hierarchy, and knows none of its names");
        Add("queue order;", "queue order; state per tier { p : count = 0; }",
            "CDMP0214 'tier' `per tier` has no place in a reclaimer | a reclaimer is one tier's, and its state that tier's: write `state { … }`");
        Add("queue order;", "queue order; state { p : histogram(visited, 4); }",
            "CDMP0214 'histogram' `histogram` has no place in a reclaimer | `buckets` file pages by a field, and queues have a count");
        Add("queue order;", "queue order; state { p : count = true; }",
            "CDMP0301 'true' `true` is a bool where a count is needed");
        Add("access { visited = true; }", "access { visited = incoming.visited; }",
            "CDMP0212 'incoming.visited' `incoming.visited` cannot be seen in `access` | it belongs to the page on its way, which only `victim` sees");
        Add("access { visited = true; }", "access { for i in 4..2 { visited = true; } }",
            "CDMP0311 '4..2' the range `4..2` is empty: its low end is above its high end | write `2..4`");
        Add("access { visited = true; }", "access { for i in 1..50 { for j in 1..50 { visited = true; } } }",
            "CDMP0622 '1..50' the body of this `for` would be repeated 2500 times, and 256 is the most");
        Add("access { visited = true; }", "access { refuse; }",
            "CDMP0527 'refuse' `refuse` is not a statement of `access` | it stands in `miss`, where the page is still on its way");
        Add("access { visited = true; }", "access { visited = true; } miss { if (visited) { visited = false; refuse; } else { refuse; } }",
            "CDMP0624 'miss' the `miss` of `Walker` refuses every page | say when: `if (…) { refuse; }`");
        Add("access { visited = true; }", "access { visited = true; } trim { scan order from back { stop; } }",
            "CDMP0625 'trim' `trim` can evict no page | write `scan order from back { evict; }` in it, or leave it out");
        Add("access { visited = true; }", "access { scan order from back { evict; } }",
            "CDMP0527 'evict' `evict` is not a statement of a `scan` | it stands in a `scan` of `victim` or `trim`");
        Add("access { visited = true; }", "access { visited = true; } trim { visited = false; scan order from back { evict; } }",
            "CDMP0607 'visited' there is no page here for `visited` | `trim` sees pages in a `scan`");
        Add("queue order;", "queue order; buckets b by visited;",
            "CDMP0623 'visited' `visited` is a bool, and buckets go by a count | declare it as `u1` to `u32`");
        Add("queue order;", "buckets order by visits; page { visits : u4; }",
            "CDMP0617 'at' `at` is neither an end of the queue nor a hand | write `scan order from lowest`");
    }

    private new void Add(string old, string now, params string[] report) => base.Add(old, now, report);
}

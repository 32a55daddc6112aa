namespace CdmPolicy.Tests.Checking;

/// <summary>Conditions, outcomes and steps as other languages write them; rows as in <see cref="MistakeRows"/>, of <see cref="Newcomer.Text"/>.</summary>
public class ConditionRows : TheoryData<string, string, string[]>
{
    public ConditionRows()
    {
        Add("up: when in far && is_hot => dram within promo or next;", "up: when tier == \"far\" && is_hot => dram within promo or next;",
            "CDMP0101 '\"far\"' expected a value, found `\"far\"` | a name stands without quotes: `far`");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when tier is far && is_hot => dram within promo or next;",
            "CDMP0101 'is' expected an operator, found `is` | did you mean `==`?");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in {far, hbm} && is_hot => dram within promo or next;",
            "CDMP0101 '{' expected a value, found `{` | write `in far, hbm`");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far && heat % 2 == 0 => dram;",
            "CDMP0002 '%' `%` is not part of the language | there is no remainder; an array wraps its index by itself");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far && heat << 1 > 4 => dram;",
            "CDMP0101 '<' expected a value, found `<` | nothing shifts: write `* 2` or `/ 2`");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far && heat > 0x10 => dram;",
            "CDMP0303 'x10' `x10` is not a unit | numbers are decimal: `16`");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far && kind == file | anon => dram;",
            "CDMP0002 '|' `|` is not part of the language | write `kind in file, anon`");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far && heat in range(1,8) => dram;",
            "CDMP0101 'range' expected a value, found `range` | write `in 1..8`; both ends belong to a range");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far && heat between 1 and 8 => dram;",
            "CDMP0101 'between' expected an operator, found `between` | write `in 1..8`");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far && agent is gpu => dram;",
            "CDMP0101 'is' expected an operator, found `is` | did you mean `==`?");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far && by gpu => dram;",
            "CDMP0101 'by' expected a value, found `by` | write `agent == gpu`");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far && is_hot => promote;",
            "CDMP0204 'promote' there is no tier `promote` | write the name of the tier: `=> ram`");
        Add("up: when in far && is_hot => dram within promo or next;", "up: when in far && is_hot => migrate(dram);",
            "CDMP0101 'migrate' expected a tier or another outcome, found `migrate` | write the name of the tier alone: `=> dram`");
        Add("rest: otherwise => dram, far;", "rest: when agent == device => far;\n rest2: otherwise => dram;",
            "CDMP0201 'device' `device` is not a name that is known here | who accesses is asked for by the name of an agent: `agent == NAME`");
        Add("rest: otherwise => dram, far;", "rest: when free(dram) < 1MiB => far;\n rest2: otherwise => dram;",
            "CDMP0211 'free' there is no function `free` | write `dram.free`");
        Add("seen += 1;", "promote(page, dram);",
            "CDMP0527 'promote' `promote` is not a statement of an `on access` handler | what moves a page is a rule: `NAME: when CONDITION => TIER;`");
        Add("test \"cold stays\" for Mine1 {", "test 'cold stays' for Mine1 {",
            "CDMP0002 ''' `'` is not part of the language | a string stands in double quotes");
        Add("given page p in far { heat = 0; }", "given p in far;",
            "CDMP0101 'p' expected `page`, found `p` | write `given page p …`");
        Add("given page p in far { heat = 0; }", "given page p in far heat = 0;",
            "CDMP0101 'heat' expected `{`, found `heat` | write `{ heat = 0; }`");
        Add("given page p in far { heat = 0; }", "given dram 95% full; given page p in far;",
            "CDMP0101 '95%' expected `filled` after `dram`, found `95%` | write `given dram filled 95%`");
        Add("expect p in far;", "assert p in far;",
            "CDMP0102 'assert' `assert` does not begin a step of a test | did you mean `expect`?");
        Add("region db 24MiB file;", "region db : file 24MiB;",
            "CDMP0101 ':' expected the size of the region, found `:` | write `region db 24MiB file`");
        Add("phase work 30ms { cpu reads db zipf 1.1 at 1M/s; cpu writes heap zipf 0.9 at 500k/s; gpu.busy = 50%; }", "phase work 30ms { cpu reads db  at 1M/s; cpu writes heap zipf 0.9 at 500k/s; gpu.busy = 50%; }",
            "CDMP0101 'at' expected `zipf`, `random` or `sequential`, found `at` | write `random at 1M/s`, or another pattern");
        Add("phase work 30ms { cpu reads db zipf 1.1 at 1M/s; cpu writes heap zipf 0.9 at 500k/s; gpu.busy = 50%; }", "phase work 30ms { cpu reads db zipf 1.1 at 1M; cpu writes heap zipf 0.9 at 500k/s; gpu.busy = 50%; }",
            "CDMP0101 '1M' expected a pace, found `1M` | write `1M/s`");
    }

    private new void Add(string old, string now, params string[] report) => base.Add(old, now, report);
}

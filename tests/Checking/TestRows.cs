namespace CdmPolicy.Tests.Checking;

/// <summary>Mistakes in a test; a row as in <see cref="ReclaimerRows"/>.</summary>
public class TestRows : TheoryData<string, string, string[]>
{
    public TestRows()
    {
        Add("heat = 0;", "heat = 0; dirty = true;");
        Add("given stack filled 95%;", "given page q 64KiB in ram;",
            "CDMP0101 '64KiB' expected `huge`, `of`, `bound to`, `asks for`, `prefers`, `in` or `;` after the page, found `64KiB`");
        Add("given page p in stack", "given page p in stak",
            "CDMP0204 'stak' there is no tier `stak` | did you mean `stack`?");
        Add("given page p in stack", "given page p flie in stack",
            "CDMP0220 'flie' `flie` is not a kind of page | did you mean `file`?");
        Add("given page p in stack", "given page stack in stack",
            "CDMP0202 'stack' the name `stack` is already taken | the first one is a tier at line 8",
            "CDMP0201 'p' `p` is not a name that is known here");
        Add("heat = 0", "haet = 0",
            "CDMP0209 'haet' there is no page field `haet` | did you mean `heat`?");
        Add("heat = 0", "heat = 256",
            "CDMP0312 '256' `256` is not in `0..255`");
        Add("heat = 0", "heat = hot",
            "CDMP0212 'hot' `hot` cannot be seen in a test | only numbers can stand here");
        Add("heat = 0;", "heat = 0; heat = 1;",
            "CDMP0221 'heat' `heat` is given twice");
        Add("given stack filled 95%", "given stack filled 195%",
            "CDMP0312 '195%' `195%` is not in `0%..100%`");
        Add("given stack filled 95%", "given stack = 95%",
            "CDMP0217 'stack' `stack` is a tier where a parameter is needed | write `given stack filled 90%;`");
        Add("given stack filled 95%", "given hott = 5",
            "CDMP0201 'hott' `hott` is not a name that is known here | did you mean `hot`?");
        Add("given stack filled 95%", "given hot = 0",
            "CDMP0312 '0' `0` is not in `1..60`");
        Add("given stack filled 95%", "given hot = 5; given hot = 6",
            "CDMP0221 'hot' `hot` is given twice | the first one is at line 64");
        Add("given stack filled 95%", "given gpu0.bussy = 5%",
            "CDMP0210 'bussy' the agent `gpu0` has no `bussy` | did you mean `busy`?");
        Add("after 100ms", "after 100",
            "CDMP0301 '100' `100` is a count where a time is needed | a time has a unit: `100ns`, `100us` or `100ms`");
        Add("after 100ms", "aftr 100ms",
            "CDMP0102 'aftr' `aftr` does not begin a step of a test | did you mean `after`?");
        Add("after 100ms", "cpu2 reads p 4 times",
            "CDMP0205 'cpu2' there is no agent `cpu2` | did you mean `cpu`?");
        Add("after 100ms", "cpu reads p 0 times",
            "CDMP0313 '0' a number of times must be more than 0");
        Add("expect p in ram", "expect p.heta == 0",
            "CDMP0210 'heta' the page `p` has no `heta` | did you mean `heat`?");
        Add("expect p in ram", "expect p.idle > 1s",
            "CDMP0212 'p.idle' `p.idle` cannot be seen in an expectation | no rule of the policy asks for it, so it is not kept");
        Add("expect p in ram", "expect p in ram && heat == 0",
            "CDMP0212 'heat' `heat` cannot be seen in an expectation | it belongs to a page: write `p.` before it");
        Add("expect p in ram by sink", "expect p == none && p.cold by sink");
        Add("expect p in ram by sink", "expect p",
            "CDMP0301 'p' `p` is a tier where a bool is needed | a condition compares something: `heat >= 4`, `in ram`, `kind == file`");
        Add("by sink", "by migration.sink");
        Add("by sink", "by ram.sink",
            "CDMP0712 'ram.sink' there is no rule `ram.sink` | the rules: `bound`, `cache`, `rest`, `promote`, `nearer`, `offload`, `home`, `sink`, `down`, `demote`, `drop`, `back`");
        Add("leaves the stack\" for", "leaves the stack\" fro",
            "CDMP0101 'fro' expected `for` and a policy, found `fro` | did you mean `for`?");
    }

    private new void Add(string old, string now, params string[] report) => base.Add(old, now, report);
}

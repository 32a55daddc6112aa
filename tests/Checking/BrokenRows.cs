namespace CdmPolicy.Tests.Checking;

/// <summary>Files that a tool of the field accepts, or refuses without a place, in this language.</summary>
public class BrokenRows : TheoryData<string, string, string>
{
    public BrokenRows()
    {
        Add("the pattern's name misspelt: accepted there, and everything is paged out",
            "@p observe regions 10..1000 sample 5ms every 100ms; migration { every 100ms over ram limit 100 { out: when regoin.age > 2min => pmem; } }",
            "CDMP0201 'regoin' `regoin` is not a name that is known here | did you mean `region`?");
        Add("watermarks misspelt: accepted there, and they are off",
            "@p reclaim ram { belwo 4% until 8%; order Lru; sink: otherwise => pmem; }",
            "CDMP0102 'belwo' `belwo` does not begin a part of a reclaim section | did you mean `below`?");
        Add("an unknown key inside the age: accepted there",
            "@p observe regions 10..1000 sample 5ms every 100ms; migration { every 100ms over ram limit 100 { out: when region.age.maximum > 2min => pmem; } }",
            "CDMP0210 'maximum' the value `region.age` has no `maximum` | it is a value by itself");
        Add("accesses of 90% at least and 10% at most: accepted there, and never matches",
            "@p observe regions 10..1000 sample 5ms every 100ms; migration { every 100ms over ram limit 100 { out: when region.rate >= 90% && region.rate <= 10% => pmem; } }",
            "CDMP0504 'out' the condition of `out` can never hold | no `region.rate` satisfies all parts of it");
        Add("the same as a range",
            "@p observe regions 10..1000 sample 5ms every 100ms; migration { every 100ms over ram limit 100 { out: when region.rate in 90%..10% => pmem; } }",
            "CDMP0311 '90%..10%' the range `90%..10%` is empty: its low end is above its high end | write `10%..90%`");
        Add("watermarks upside down: accepted there",
            "@p reclaim ram { below 40% until 20%; order Lru; sink: otherwise => pmem; }",
            "CDMP0511 '40%' the low watermark `40%` is above the high watermark `20%` | `reserve` ≤ `below` ≤ `until`");
        Add("a filter misspelt: accepted there",
            "@p observe accessed_bit every 10ms; migration { every 100ms over ram limit 100 { out: when !yuong => pmem; } }",
            "CDMP0201 'yuong' `yuong` is not a name that is known here | did you mean `young`?");
        Add("a migration without a target: accepted there",
            "@p migration { every 100ms over pmem limit 100 { hot: when idle < 5ms => ; } }",
            "CDMP0101 ';' expected a tier or another outcome, found `;`");
        Add("a target that is none",
            "@p migration { every 100ms over pmem limit 100 { hot: when idle < 5ms => none; } }",
            "CDMP0204 'none' there is no tier `none` | a page that stays is said by `=> stay`, or by no rule at all");
        Add("an action misspelt: refused there, without a line",
            "@p reclaim ram { order Lru; out: otherwise => evcit; }",
            "CDMP0204 'evcit' there is no tier `evcit` | did you mean `evict`?");
        Add("a goal's metric misspelt: refused there, without a line",
            "@p migration { every 100ms over ram limit 100 while ram.usde > 64KiB { out: when idle > 5ms => pmem; } }",
            "CDMP0210 'usde' the tier `ram` has no `usde` | did you mean `used`?");
    }

    private new void Add(string name, string text, string said) => base.Add(name, text, said);
}

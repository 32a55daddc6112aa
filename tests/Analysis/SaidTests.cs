using CdmPolicy.Tests.Checking;

namespace CdmPolicy.Tests.Analysis;

/// <summary>What is said beside the number, and how often.</summary>
public class SaidTests
{
    /// <summary>A warning in a loop is one mistake, and leaves the loop as long as it is.</summary>
    [Fact]
    public void A_warning_in_a_loop_leaves_its_statements()
    {
        var compiled = Samples.Compile(Boxes.Whole(
            "@p page { heat : u8; } migration { on access { for i in 0..3 { if (gpu0.busy > 20) { heat += 1; } } up: when in pmem && heat > 3 => ram; } }"));
        Assert.Equal(["CDMP0319"], compiled.Diagnostics.Select(d => d.Id));
        Assert.Equal(4, Assert.Single(Assert.Single(compiled.Policies).Access).Statements.Count);
    }

    [Fact]
    public void A_part_that_always_holds_is_named_where_it_shadows()
    {
        var said = Samples.Compile(Boxes.Whole("@p page { heat : u8; } migration { on access { heat += 1; a: when in pmem && heat >= 0 => ram; b: when in pmem => gpu; } }")).Diagnostics;
        Assert.EndsWith("matches first, and `heat >= 0` always holds", Assert.Single(said).Help, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_travels_in_spite_of_decay_has_to_be_accessed()
    {
        var said = Samples.Compile(Boxes.Whole("@p page { heat : u8 halves every 1ms; } migration { on access { heat += 1; up: when in pmem && heat > 3 => ram; } every 1s over ram limit 64 { down: when heat < 9 => pmem; } }")).Diagnostics;
        Assert.EndsWith("by `down`, as long as accesses make up for the decay of `heat`", Assert.Single(said).Help, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_that_feed_each_other_are_told_as_that()
    {
        var said = Samples.Compile(Boxes.Whole("@p page { a : u8; b : u8; } migration { on access { a = b + 1; b = a; up: when in pmem => ram; } }")).Diagnostics;
        Assert.Equal("it only goes into `b`, and nothing asks for the result", Assert.Single(said).Help);
    }
}

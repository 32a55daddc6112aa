using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Tests.Checking;

public class LayoutTests
{
    [Fact]
    public void Wide_fields_come_first_and_small_ones_share_bytes()
    {
        var plan = Policy("a : u3; b : bool; c : time; d : u12; e : tier; f : u20; g : agent;", "");
        Assert.Equal(
            [(14, 1, 0, 3), (15, 1, 0, 1), (0, 8, 0, 64), (12, 2, 0, 12), (14, 1, 3, 3), (8, 4, 0, 20), (14, 1, 6, 2)],
            plan.Fields.Select(f => (f.Location.Offset, f.Location.UnitBytes, f.Location.Shift, f.Location.Bits)));
        Assert.Equal(16, plan.StateBytes);
    }

    [Fact]
    public void Fields_of_one_decay_share_one_stamp()
    {
        var plan = Policy("a : u8 halves every 1s; b : u8 halves every 1s; c : u8 decays to 50% every 1s; d : u8 halves every 2s;", "");
        Assert.Equal([0, 0, 1, 2], plan.Fields.Select(f => f.Decay));
        Assert.Equal([0, 4, 8], plan.Decays.Select(d => d.Stamp.Offset));
        Assert.Equal(16, plan.StateBytes);
    }

    [Fact]
    public void Built_in_times_take_room_only_where_a_rule_reads_them()
    {
        var without = Policy("a : u8;", "");
        Assert.Equal((-1, -1, 4), (without.IdleField, without.ResidentField, without.StateBytes));
        var with = Policy("a : u8;", "x: when idle > 1s && a > 1 => ram;");
        Assert.Equal((1, -1, 16), (with.IdleField, with.ResidentField, with.StateBytes));
        Assert.True(with.Fields[1].Hidden);
    }

    [Fact]
    public void A_policy_s_fields_stand_behind_the_widest_reclaimer_s()
    {
        var plan = Policy("a : u8;", "", "reclaim ram { order Clock(bits: 2); } reclaim pmem { order Clock(bits: 20); }");
        Assert.Equal(new FieldLocation(true, 0, 1, 0, 2), plan.Reclaim[0].Reclaimer.Fields[0].Location);
        Assert.Equal(new FieldLocation(false, 0, 4, 0, 20), plan.Reclaim[1].Reclaimer.Fields[0].Location);
        Assert.Equal((4, 8), (plan.Fields[0].Location.Offset, plan.StateBytes));
    }

    private static PolicyPlan Policy(string fields, string rules, string reclaim = "") =>
        Samples.Compile(Samples.Workstation + $$"""
            policy P for Workstation {
              page { {{fields}} }
              placement { rest: otherwise => fallback; }
              migration { on access { {{rules}} } }
              {{reclaim}}
            }
            """).Policies.Single();
}

using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Tests.Differential;
using CdmPolicy.Tests.Interpretation;
using CdmPolicy.Verification.Proving;
using Xunit.Abstractions;
using ValueType = CdmPolicy.Dsl.Plan.ValueType;

namespace CdmPolicy.Tests.Verification;

/// <summary>What is proven is never broken by the machine, whatever the policy and whatever happens.</summary>
public class SoundnessTests(ITestOutputHelper output)
{
    private const int Policies = 12, Traces = 12, Events = 120, Pages = 24;

    [Fact]
    public void No_random_run_breaks_a_contract_that_is_proven()
    {
        var (proven, broken, wrong) = (0, 0, new List<string>());
        for (var seed = 9000; seed < 9000 + Policies; seed++)
        {
            if (Plan(seed) is not { } plan) continue;
            var violations = Run(plan, seed);
            var proof = new PolicyProof(plan);
            for (var i = 0; i < plan.Contracts.Count; i++)
            {
                if (proof.IsProven(i)) proven++;
                if (violations[i] > 0) broken++;
                if (proof.IsProven(i) && violations[i] > 0) wrong.Add($"policy {seed}: `{plan.Contracts[i].Source}` is proven, and was broken {violations[i]} times");
            }
        }

        output.WriteLine($"{proven} contracts proven, {broken} broken by a run");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(proven > 5 && broken > 5, $"{proven} proven, {broken} broken");
    }

    /// <summary>A random policy with contracts of every sort in place of its own.</summary>
    private static PolicyPlan? Plan(int seed)
    {
        var compilation = DifferentialTests.Compile(seed);
        if (compilation.HasErrors) return null;
        var plan = compilation.Policies[0];
        var h = plan.Hierarchy;
        var random = new Random(seed);
        Expr Tier(int tier) => new InSetExpr(new PageExpr(ValueType.Tier, new(0, h.Tiers.Count - 1), PageProperty.Tier), 1L << tier);
        Expr Page(PageProperty property, ValueType type, int most) => new PageExpr(type, new(0, most), property);
        Expr Is(Expr e, long value, ComparisonOperator op = ComparisonOperator.Equal) => new ComparisonExpr(op, e, new ConstantExpr(e.Type, value));
        Expr Fact() => random.Next(5) switch
        {
            0 => Is(Page(PageProperty.Pins, ValueType.Count, 2), random.Next(1, 3)),
            1 => Is(Page(PageProperty.Kind, ValueType.Kind, 3), random.Next(4)),
            2 => new NotExpr(Page(PageProperty.Asked, ValueType.Bool, 1)),
            3 => Page(PageProperty.Dirty, ValueType.Bool, 1),
            _ when plan.Fields.Select((f, i) => (Field: f, Number: i)).Where(f => f.Field is { Hidden: false, Type: ValueType.Count }).ToArray() is { Length: > 0 } fields
                && fields[random.Next(fields.Length)] is var field =>
                Is(new FieldExpr(ValueType.Count, field.Field.Range, field.Number), random.Next((int)Math.Min(field.Field.Range.Max, 12)), (ComparisonOperator)random.Next(6)),
            _ => new RequestExpr(ValueType.Bool, ValueRange.Bool, RequestProperty.BoundTo, random.Next(h.Tiers.Count)) { OfPage = true },
        };
        var contracts = Enumerable.Range(0, 12).Select(i => new ContractPlan(
            $"contract {i}", default, new LogicalExpr(LogicalOperator.And, Tier(random.Next(h.Tiers.Count)), Fact()))).ToEquatableArray();
        return plan with { Contracts = contracts };
    }

    private static long[] Run(PolicyPlan plan, int seed)
    {
        var statics = new PlanStatics(plan);
        var violations = new long[plan.Contracts.Count];
        for (var trace = 0; trace < Traces; trace++)
        {
            var random = new Random(seed * 100 + trace);
            int Tier() => random.Next(-1, plan.Hierarchy.Tiers.Count) is var t && t >= 0 && !plan.Hierarchy.Tiers[t].Bind ? -1 : t;
            var regions = Enumerable.Range(0, 6).Select(_ => new RegionModel((PageKind)random.Next(4), random.Next(1, 6) * 4096, Tier(), 0, Tier())).ToArray();
            var faults = trace % 2 == 0 ? new Faults(random.Next(0, 300) * 1_000_000L, seed) { Drivers = seed % 3 * 200_000_000L, Tiers = seed % 4 * 60_000_000L } : null;
            using var machine = InterpretedPolicy.CreateMachine(
                statics, Pages, statics.Hierarchy, [.. plan.Parameters.Select(p => p.Names.Count == 0 ? random.NextInt64(p.Range.Min, Math.Min(p.Range.Max, p.Range.Min + 100) + 1) : p.Default)],
                regions, [.. Enumerable.Range(0, Pages).Select(_ => random.Next(regions.Length))], faults);
            long now = 0;
            for (var i = 0; i < Events; i++)
            {
                now += random.Next(8) == 0 ? random.Next(400_000) : random.Next(4_000);
                if (random.Next(20) == 0) machine.AdvanceTo(now);
                if (RandomEvent.Next(random, machine) is { } happening)
                {
                    machine.Reach(now);
                    happening.Happen(machine);
                }

                machine.Execute([random.Next(Pages) * random.Next(Pages) / Pages], [(byte)(random.Next(2) | (random.Next(3) == 0 ? 4 : 0))], [now]);
            }

            machine.AdvanceTo(now + 1_000_000);
            for (var i = 0; i < violations.Length; i++) violations[i] += machine.Contracts[i].Violations;
        }

        return violations;
    }
}

using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Lowering;

/// <summary>Finishes the plan of a policy: hidden fields, and a place for everything that is kept per page.</summary>
internal static class PolicyLowering
{
    public static PolicyPlan Lower(PolicyPlan plan)
    {
        var reclaim = plan.Reclaim.Select(r => r with { Reclaimer = ReclaimerLowering.Lower(r.Reclaimer) }).ToEquatableArray();
        var fields = plan.Fields.ToList();
        var idle = Hidden(plan, PageProperty.Idle, "idle", fields);
        var resident = Hidden(plan, PageProperty.Resident, "resident", fields);
        var delay = Hidden(plan, e => e is EventExpr { Property: EventProperty.Delay }, "unmapped", fields);

        var layout = new FieldLayout(reclaim.Count == 0 ? 0 : reclaim.Max(r => r.Reclaimer.StateBytes));
        var widths = fields.Concat<object>(plan.Decays)
            .Select(f => f is FieldPlan field ? field.Location.Bits : ((DecayPlan)f).Stamp.Bits)
            .ToArray();
        var places = layout.Place(widths);
        return plan with
        {
            Reclaim = reclaim,
            Rules = plan.Rules.Select((r, i) => r.CanBeSuspended ? r with { Condition = Fold.And(new InForceExpr(i), r.Condition) } : r).ToEquatableArray(),
            Fields = fields.Select((f, i) => f with { Location = places[i] }).ToEquatableArray(),
            Decays = plan.Decays.Select((d, i) => d with { Stamp = places[fields.Count + i] }).ToEquatableArray(),
            IdleField = idle,
            ResidentField = resident,
            DelayField = delay,
            ReadsTouched = PlanExpressions.Of(plan).Any(e => e is PageExpr { Property: PageProperty.Touched }),
            StateBytes = StateBytes(layout, reclaim),
        };
    }

    /// <summary>A reclaimer may hold the only 8-byte field, which must stay aligned from page to page.</summary>
    private static int StateBytes(FieldLayout layout, EquatableArray<ReclaimPlan> reclaim)
    {
        var wide = reclaim.Any(r => r.Reclaimer.Fields.Any(f => !f.Location.InHeader && f.Location.UnitBytes == 8));
        return wide ? (layout.UsedBytes + 7) / 8 * 8 : layout.StateBytes;
    }

    /// <summary>The number of the hidden field behind a built-in name, or -1 where nothing reads it.</summary>
    private static int Hidden(PolicyPlan plan, PageProperty property, string name, List<FieldPlan> fields) =>
        Hidden(plan, e => e is PageExpr page && page.Property == property, name, fields);

    private static int Hidden(PolicyPlan plan, Func<Expr, bool> reads, string name, List<FieldPlan> fields)
    {
        if (!PlanExpressions.Of(plan).Any(reads)) return -1;
        fields.Add(new FieldPlan(name, "", ValueType.Time, ValueRange.Full, FieldChecker.Unplaced(64), -1, Hidden: true, ""));
        return fields.Count - 1;
    }
}

using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>Whose pages are where, counted anew whenever it is asked.</summary>
internal sealed partial class Interpreter
{
    public long Held(int tier, int tenant) => Enumerable.Range(0, _machine.PageCount)
        .Select(_machine.FrameOf)
        .Count(frame => frame != 0 && _machine.Frames[frame].Tier == tier && _machine.TenantOf(frame) == tenant);

    /// <summary>A search for a victim passes over the page, for the policy or for its tenant.</summary>
    private bool IsPassedOver(ReclaimPlan reclaim, int frame) =>
        _plan.Hierarchy.PassesOver(reclaim.Tier) && _machine.IsShielded(frame)
        || reclaim.Keep is { } keep && Evaluator.IsTrue(keep, new PolicyNames(this, frame, -1, false, default));
}

namespace CdmPolicy.Generator.Emit;

/// <summary>Names inside the hooks of a generated reclaimer.</summary>
internal sealed class ReclaimerScope(ReclaimerNames names, string page) : ExpressionScope
{
    /// <summary>The variable with the frame that the hook or the scan is at.</summary>
    public string PageVariable => page;

    public override string Capacity => ReclaimerNames.Capacity;

    public override string Field(int field) => $"{names.Fields.Names[field]}(frames, {page})";

    public override string QueueCount(int queue) => names.Queues[queue] + ".Count";
}

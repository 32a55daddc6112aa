using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    private bool HasHuge => _plan.Hierarchy.HugeBytes > 0;

    /// <summary>What a hierarchy with one page size and without blocks is not asked about.</summary>
    private void WriteSizes()
    {
        if (HasHuge) Member("int HugePages", CSharpText.Number(_plan.Hierarchy.HugePages));
        if (_plan.Hierarchy.HasBlocks) Member("bool HasBlocks", "true");
        if (_plan.ReadsTouched) Member("bool ReadsTouched", "true");
    }

    /// <summary>Behind what a page counts as in a histogram: how many pages it counts for.</summary>
    private string Weight() => HasHuge ? ", machine.Frames.PagesOf(frame)" : "";

    private void Member(string declaration, string value)
    {
        _writer.Line();
        _writer.Line($"public static {declaration} => {value};");
    }
}

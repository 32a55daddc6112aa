using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Checking;

/// <summary>What one expectation looks at: its page, and the values to show where it does not hold.</summary>
/// <param name="keepsIdle">The policy keeps the time of the last access, because a rule asks for it.</param>
internal sealed class TestPages(bool keepsIdle, bool keepsResident)
{
    public bool KeepsIdle => keepsIdle;

    public bool KeepsResident => keepsResident;

    public bool KeepsTouched { get; init; }

    /// <summary>The number of the page, or -1.</summary>
    public int Page { get; private set; } = -1;

    /// <summary>False for a second page: an expectation is about one.</summary>
    public bool Use(TestPageSymbol page)
    {
        if (Page >= 0 && Page != page.Index) return false;
        Page = page.Index;
        return true;
    }
}

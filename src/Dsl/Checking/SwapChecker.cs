using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the <c>swap</c> of a hierarchy: a store with a size.</summary>
internal static class SwapChecker
{
    public static SwapPlan Check(FileContext file, StoreSyntax swap, long pageBytes)
    {
        var name = swap.Name?.Text ?? "swap";
        var reader = new PropertyReader(file, swap.Properties, "a swap", "capacity", "read", "write", "bandwidth");
        var required = new RequiredProperties(file, reader, "the swap", name, (swap.Name ?? swap.Keyword).Span);
        var plan = new SwapPlan(
            name, required.Value("capacity", ValueType.Bytes), required.Value("read", ValueType.Time),
            required.Value("write", ValueType.Time), required.Value("bandwidth", ValueType.Rate));
        required.ReportMissing(swap.Span);
        if (plan.CapacityBytes % pageBytes == 0) return plan;
        if (reader.Only("capacity") is { } capacity && plan.CapacityBytes > 1)
            file.ReportWithHelp(DiagnosticRules.NotWholePages, capacity.Span,
                $"the nearest above is `{TypeNames.Show(ValueType.Bytes, Saturating.Multiply(plan.CapacityBytes / pageBytes + 1, pageBytes, 1))}`",
                file.Source(capacity.Span), TypeNames.Show(ValueType.Bytes, pageBytes));
        return plan with { CapacityBytes = pageBytes };
    }
}

using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>A field that halves remembers something for as many periods as it has bits. One that forgets all before any memory has answered remembers nothing.</summary>
internal static class FleetingFields
{
    public static void Run(CheckedPolicy policy)
    {
        var (plan, file) = (policy.Plan, policy.File);
        var fastest = plan.Hierarchy.Tiers.SelectMany(t => t.Access).Select(a => Math.Min(a.ReadNs, a.WriteNs)).DefaultIfEmpty(0).Min();
        // A period or a latency that is wrong has another in its place.
        if (file.HasErrors) return;
        foreach (var field in policy.Syntax.Members.OfType<PageBlockSyntax>().SelectMany(b => b.Fields).OfType<FieldSyntax>())
        {
            if (field.Decay is not { } decay || plan.Fields.FirstOrDefault(f => f.Name == field.Name.Text) is not { Decay: >= 0 } kept) continue;
            if (plan.Decays[kept.Decay] is not { Halves: true, Epoch: < 0 } clock) continue;
            var gone = Saturating.Multiply(clock.PeriodNs, kept.Location.Bits, 1);
            if (gone > fastest) continue;
            file.ReportWithHelp(DiagnosticRules.FleetingField, decay.Span,
                $"no access of `{plan.Hierarchy.Name}` takes less than {TypeNames.Show(ValueType.Time, fastest)}; choose a period in which a page is accessed several times",
                field.Name.Text, TypeNames.Show(ValueType.Time, gone));
        }
    }
}

using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>A workload as a static class with the model that the runtime plays.</summary>
internal static class WorkloadWriter
{
    private const string Workloads = "global::CdmPolicy.Workloads.";

    public static void Write(CodeWriter writer, WorkloadPlan plan)
    {
        writer.Lines(CSharpText.Summary(plan.Doc));
        using (writer.Block($"public static class {CSharpText.Identifier(plan.Name)}"))
        {
            writer.Line("/// <summary>Regions and phases; <c>Generate</c> makes a trace of them.</summary>");
            writer.Line($"public static {Workloads}Workload Model {{ get; }} = new(");
            using (writer.Indent())
            {
                writer.Line($"Name: {CSharpText.Literal(plan.Name)},");
                writer.Line($"Hierarchy: {PolicyNames.TypeOf(plan.Hierarchy)}.Model,");
                writer.Line("Regions:");
                writer.Line("[");
                using (writer.Indent())
                    foreach (var region in plan.Regions) writer.Line(Region(region) + ",");
                writer.Line("],");
                writer.Line("Phases:");
                writer.Line("[");
                using (writer.Indent())
                    foreach (var phase in plan.Phases) WritePhase(writer, phase);
                writer.Line("]);");
            }
        }
    }

    private static string Region(WorkloadRegionPlan r) =>
        $"new({CSharpText.Literal(r.Name)}, Pages: {CSharpText.Number(r.Pages)}, Kind: (global::CdmPolicy.Frames.PageKind){r.Kind}, "
        + $"Bound: {CSharpText.Number(r.Wish.Bound)}, Named: {CSharpText.Number(r.Wish.Named)}, "
        + $"Preferred: {CSharpText.Number(r.Wish.Preferred)}{(r.Tenant < 0 ? "" : $", Tenant: {r.Tenant}")}{(r.Huge ? ", Huge: true" : "")})";

    private static void WritePhase(CodeWriter writer, PhasePlan phase)
    {
        writer.Comment(phase.Source);
        writer.Line($"new({CSharpText.Literal(phase.Name)}, DurationNs: {CSharpText.Number(phase.DurationNs)},");
        using (writer.Indent())
        {
            writer.Line("Streams:");
            writer.Line("[");
            using (writer.Indent())
            {
                foreach (var stream in phase.Streams)
                {
                    writer.Comment(stream.Source);
                    writer.Line(
                        $"new(Agent: {stream.Agent}, Write: {CSharpText.Bool(stream.Write)}, Region: {stream.Region}, "
                        + $"{Workloads}AccessPattern.{stream.Pattern}, Exponent: {CSharpText.Number(stream.Exponent)}, Pace: {CSharpText.Number(stream.Pace)}),");
                }
            }

            writer.Line("],");
            writer.Line($"Stats: [{string.Join(", ", phase.Stats.Select(s => $"new({s.Agent}, {s.Stat}, {CSharpText.Number(s.Value)})"))}],");
            writer.Line($"Requests: [{string.Join(", ", phase.Requests.Select(r => $"new({r.Tier}, {CSharpText.Number(r.Bytes)})"))}]){Happenings(phase)},");
        }
    }

    private static string Happenings(PhasePlan phase) => phase.Happenings.Count == 0
        ? ""
        : $" {{ Happenings = [{string.Join(", ", phase.Happenings.Select(h =>
            $"new(global::CdmPolicy.Traces.TraceEventKind.{h.Kind}, {h.Agent}, {h.Target}, {CSharpText.Literal(h.Hint)})"))}] }}";
}

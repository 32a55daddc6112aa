using CdmPolicy.Dsl.Analysis;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Cli.Rendering;

/// <summary>The most that each handler of the policies can do, as a list of flat objects.</summary>
internal static class WorkJson
{
    public static void WriteAll(IEnumerable<(PolicyPlan Policy, IReadOnlyList<HandlerWork> Work)> policies, TextWriter output) =>
        Json.Write(output, json => json.Array(policies.SelectMany(p => p.Work, (p, work) => (p.Policy, work)), (writer, row) =>
        {
            writer.WriteStartObject();
            writer.WriteString("policy", row.Policy.Name);
            writer.WriteString("handler", row.work.Handler);
            writer.WriteString("file", row.work.Origin.Path);
            writer.WriteNumber("line", row.work.Origin.Start.Line);
            writer.WriteNumber("pages", row.work.Pages);
            writer.WriteNumber("conditions", row.work.Conditions);
            writer.WriteNumber("statements", row.work.Statements);
            writer.WriteNumber("scanned_pages", row.work.Scanned);
            writer.WriteNumber("moved_bytes", row.work.MovedBytes);
            writer.Array("loops", row.work.Loops, (w, loop) => w.WriteStringValue(loop));
            writer.WriteEndObject();
        }));
}

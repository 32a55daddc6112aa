using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks one <c>agent</c>: what it is, and the statistics its driver gives.</summary>
internal static class AgentChecker
{
    public static AgentPlan Check(FileContext file, NameResolver names, AgentSyntax agent)
    {
        var isDevice = agent.Kind is { Text: "device" };
        if (agent.Kind is { Text.Length: > 0 } kind && kind.Text is not ("device" or "cpu"))
            file.ReportWithHelp(DiagnosticRules.UnknownAgentKind, kind.Span,
                kind.Text is "gpu" or "accelerator" or "fpga" or "npu" or "tpu" or "nic" ? "did you mean `device`?" : Help.DidYouMean(kind.Text, ["device"], "write `: device`, or nothing for a CPU"), kind.Text);
        var reader = new PropertyReader(file, agent.Members, "an agent", "near");
        if (isDevice && reader.Find("near") is { } near)
            file.ReportWithHelp(DiagnosticRules.NearDevice, near.Name.Span, "a device has the tiers that it is the `driver` of", agent.Name.Text);
        var stats = new List<StatPlan>();
        var pageStats = new List<string>();
        var first = new Dictionary<string, StatSyntax>(StringComparer.Ordinal);
        foreach (var member in agent.Members)
        {
            switch (member)
            {
                case UnsupportedSyntax u:
                    Nodes.Misplaced(file, u, "an agent");
                    break;
                case StatSyntax s when first.TryGetValue(s.Name.Text, out var other):
                    file.ReportWithHelp(DiagnosticRules.DuplicateName, s.Name.Span,
                        $"the first one is {file.PlaceOf(file, other.Name.Span)}", s.Name.Text).Relate(file, other.Name.Span, "the first one");
                    break;
                case StatSyntax s:
                    first.Add(s.Name.Text, s);
                    if (s.PerPage)
                    {
                        if (IsCounter(file, agent, s, isDevice)) pageStats.Add(s.Name.Text);
                        break;
                    }

                    if (TypeChecker.Find(file, s.Type, t => TypeNames.IsNumeric(t) || t == ValueType.Bool,
                            "a statistic", "a driver reports numbers and truths") is { } type)
                        stats.Add(new StatPlan(s.Name.Text, type));
                    break;
            }
        }

        return new AgentPlan(agent.Name.Text, agent.Doc, isDevice, stats.ToEquatableArray())
        {
            PageStats = pageStats.ToEquatableArray(),
            Near = names.Tiers(reader.Names("near")).ToEquatableArray(),
        };
    }

    /// <summary>A device counts its accesses to each page, and nothing else of a page.</summary>
    private static bool IsCounter(FileContext file, AgentSyntax agent, StatSyntax stat, bool isDevice)
    {
        if (TypeChecker.Find(file, stat.Type, t => t == ValueType.Count, "a statistic of a page", "a device counts its accesses to each page") is null) return false;
        if (isDevice) return true;
        file.ReportWithHelp(DiagnosticRules.PageStatOfCpu, stat.Name.Span, "an agent is a device if it is declared `: device`", agent.Name.Text);
        return false;
    }
}

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
        if (agent.Kind is { } kind && kind.Text is not ("device" or "cpu"))
            file.ReportWithHelp(DiagnosticRules.UnknownAgentKind, kind.Span,
                Help.DidYouMean(kind.Text, ["device"], "write `: device`, or nothing for a CPU"), kind.Text);
        var reader = new PropertyReader(file, agent.Members, "an agent", "near");
        if (isDevice && reader.Find("near") is { } near)
            file.ReportWithHelp(DiagnosticRules.NearDevice, near.Name.Span, "a device has the tiers that it is the `driver` of", agent.Name.Text);
        var stats = new List<StatPlan>();
        var first = new Dictionary<string, StatSyntax>(StringComparer.Ordinal);
        foreach (var member in agent.Members)
        {
            switch (member)
            {
                case UnsupportedSyntax u:
                    Nodes.Misplaced(file, u, "an agent");
                    break;
                case StatSyntax { PerPage: true } s:
                    file.NotBuilt(DiagnosticRules.PageStatNotBuilt, Text.TextSpan.FromBounds(s.Span.Start, s.Name.Span.End), "page stat");
                    break;
                case StatSyntax s when first.TryGetValue(s.Name.Text, out var other):
                    file.ReportWithHelp(DiagnosticRules.DuplicateName, s.Name.Span,
                        $"the first one is {file.PlaceOf(file, other.Name.Span)}", s.Name.Text);
                    break;
                case StatSyntax s:
                    first.Add(s.Name.Text, s);
                    if (TypeChecker.Find(file, s.Type, t => TypeNames.IsNumeric(t) || t == ValueType.Bool,
                            "a statistic", "a driver reports numbers and truths") is { } type)
                        stats.Add(new StatPlan(s.Name.Text, type));
                    break;
            }
        }

        return new AgentPlan(agent.Name.Text, agent.Doc, isDevice, stats.ToEquatableArray())
        {
            Near = names.Tiers(reader.Names("near")).ToEquatableArray(),
        };
    }
}

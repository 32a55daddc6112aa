using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks what a device's driver says: <c>gpu0.busy = 80%;</c> and <c>gpu0 reclaims gpu 256MiB;</c>.</summary>
internal sealed class DriverChecker(FileContext file, NameResolver names, HierarchyPlan hierarchy, ExpressionChecker constants)
{
    public StatSettingPlan? Setting(StatSettingSyntax setting)
    {
        if (names.Agent(setting.Agent) is not { } agent || setting.Stat.Text.Length == 0) return null;
        var stats = hierarchy.Agents[agent].Stats;
        for (var i = 0; i < stats.Count; i++)
        {
            if (stats[i].Name != setting.Stat.Text) continue;
            if (constants.Constant(setting.Value, stats[i].Type) is not { } value) return null;
            if (stats[i].Type == ValueType.Ratio && setting.Value is NumberSyntax { Suffix: "" } bare && value > Fold.Billion)
                file.ReportWithHelp(DiagnosticRules.BareRatio, bare.Span, $"did you mean `{bare.Digits}%`?",
                    file.Source(TextSpan.FromBounds(setting.Agent.Span.Start, setting.Stat.Span.End)), bare.Digits, TypeNames.Show(ValueType.Ratio, value));
            return new StatSettingPlan(agent, i, value);
        }

        // A statistic whose declaration is wrong was reported there.
        if (names.AgentSyntax(setting.Agent)?.Members.OfType<StatSyntax>().Any(s => s.Name.Text == setting.Stat.Text) == true || names.IsBroken(setting.Agent)) return null;
        file.ReportWithHelp(DiagnosticRules.UnknownMember, setting.Stat.Span,
            Help.DidYouMeanOneOf(setting.Stat.Text, stats.Select(s => s.Name), "it has"), "the agent", setting.Agent.Text, setting.Stat.Text);
        return null;
    }

    public DriverRequestPlan? Request(DriverRequestSyntax request)
    {
        var amount = Positive.Constant(constants, file, request.Amount, ValueType.Bytes, "what a driver asks for");
        if (request.Tier.Text.Length == 0 || names.Agent(request.Agent) is not { } agent || names.Tier(request.Tier) is not { } tier) return null;
        if (hierarchy.Tiers[tier].Driver != agent)
        {
            var driver = hierarchy.Tiers[tier].Driver;
            // That it has none was reported at the tier.
            if (driver < 0 && hierarchy.Tiers[tier].Reclaim == ReclaimedBy.Driver) return null;
            file.ReportWithHelp(DiagnosticRules.NotTheDriver, request.Agent.Span,
                driver < 0 ? $"`{request.Tier.Text}` has no driver" : $"its driver is `{hierarchy.Agents[driver].Name}`",
                request.Agent.Text, request.Tier.Text);
            return null;
        }

        return amount is { } bytes && WholePages(request.Amount.Span, bytes) ? new DriverRequestPlan(tier, bytes) : null;
    }

    /// <summary>Whether a size is a whole number of pages; if not, it is reported.</summary>
    public bool WholePages(TextSpan span, long bytes)
    {
        var page = hierarchy.PageBytes;
        if (bytes % page == 0) return true;
        file.ReportWithHelp(DiagnosticRules.NotWholePages, span,
            $"the nearest above is `{TypeNames.Show(ValueType.Bytes, Saturating.Multiply(bytes / page + 1, page, 1))}`",
            file.Source(span), TypeNames.Show(ValueType.Bytes, page));
        return false;
    }
}

using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Deciding;

namespace CdmPolicy.Cli.Verifying;

/// <summary>Which rule fires for a page and why, for a person.</summary>
internal static class ExplainText
{
    public static void Write(PolicyPlan plan, IReadOnlyList<PointExplanation> points, IReadOnlyList<Unasked> unasked, TextWriter output)
    {
        foreach (var point in points)
        {
            output.WriteLine($"{point.Point}: {Answer(plan, point)}");
            foreach (var rule in point.Rules)
            {
                var text = plan.Rules[rule.Rule];
                output.WriteLine($"  {Word(rule.Firing),-8} {text.Label} (line {text.Origin.Start.Line}), {rule.Outcome}: {string.Join("; ", rule.Why)}");
            }
        }

        foreach (var section in unasked) output.WriteLine($"{section.Point}: it is not asked, {section.Why}");
    }

    private static string Answer(PolicyPlan plan, PointExplanation point) => point.Fires switch
    {
        null => "it depends",
        -1 => "no rule fires",
        { } rule => $"`{plan.Rules[rule].Label}` fires",
    };

    public static string Word(Firing firing) => firing switch
    {
        Firing.Fires => "fires",
        Firing.Depends => "may fire",
        Firing.Shadowed => "too late",
        _ => "not",
    };
}

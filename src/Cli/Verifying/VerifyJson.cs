using System.Text.Json;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification;
using CdmPolicy.Verification.Proving;

namespace CdmPolicy.Cli.Verifying;

/// <summary>What was proven, as a list of policies.</summary>
internal static class VerifyJson
{
    public static void Write(IReadOnlyList<PolicyVerdict> verdicts, TextWriter output) => Json.Write(output, json => json.Array(verdicts, (w, verdict) =>
    {
        w.WriteStartObject();
        w.WriteString("policy", verdict.Plan.Name);
        w.WriteNumber("happenings", verdict.Happenings);
        w.WriteNumber("state_bits", verdict.StateBits);
        w.WriteNumber("lemmas", verdict.Lemmas);
        w.WriteNumber("seconds", Math.Round(verdict.Seconds, 3));
        w.WriteNumber("pairs_of_rules", verdict.Circles.Pairs);
        w.Array("pairs_unknown", verdict.Circles.Open, (c, pair) => c.WriteStringValue(CircleText.Of(verdict.Plan, pair)));
        w.Array("to_and_fro", verdict.Circles.Circles, (c, circle) => Circle(c, verdict.Plan, circle));
        w.Array("contracts", verdict.Contracts, (c, contract) =>
        {
            c.WriteStartObject();
            c.WriteString("contract", contract.Contract.Text);
            if (contract.Contract.Origin is { } origin) c.WriteNumber("line", origin.Start.Line);
            c.WriteString("outcome", contract.Outcome.ToString().ToLowerInvariant());
            c.WriteNumber("steps", contract.Steps);
            c.Array("way", contract.Way, (l, line) => l.WriteStringValue(line));
            if (contract.Test is { } test) c.WriteString("test", test);
            if (contract.Why.Length > 0) c.WriteString("why", contract.Why);
            c.WriteNumber("seconds", Math.Round(contract.Seconds, 3));
            c.WriteEndObject();
        });
        w.WriteEndObject();
    }));

    private static void Circle(Utf8JsonWriter json, PolicyPlan plan, Circle circle)
    {
        json.WriteStartObject();
        json.Array("page", circle.Page, (p, part) => p.WriteStringValue(part));
        json.WriteString("from", plan.Hierarchy.Tiers[circle.From].Name);
        json.WriteString("to", plan.Hierarchy.Tiers[circle.To].Name);
        Rule("there", circle.There);
        Rule("back", circle.Back);
        json.WriteEndObject();

        void Rule(string name, int rule)
        {
            json.WriteStartObject(name);
            json.WriteString("rule", plan.Rules[rule].Label);
            json.WriteNumber("line", plan.Rules[rule].Origin.Start.Line);
            json.WriteEndObject();
        }
    }
}

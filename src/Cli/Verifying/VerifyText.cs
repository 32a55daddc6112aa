using CdmPolicy.Cli.Rendering;
using CdmPolicy.Verification;

namespace CdmPolicy.Cli.Verifying;

/// <summary>What was proven, for a person.</summary>
internal static class VerifyText
{
    public static void Write(IReadOnlyList<PolicyVerdict> verdicts, TextWriter output)
    {
        foreach (var verdict in verdicts)
        {
            output.WriteLine($"{verdict.Plan.Name}: {verdict.Happenings} kinds of happenings, {verdict.StateBits} bits of state, {verdict.Lemmas} lemmas ({Quantity.Seconds(verdict.Seconds)})");
            foreach (var contract in verdict.Contracts) Write(contract, output);
            foreach (var circle in verdict.Circles.Circles) output.WriteLine($"  TO AND FRO {CircleText.Of(verdict.Plan, circle)}");
            foreach (var pair in verdict.Circles.Open) output.WriteLine($"  UNKNOWN  {CircleText.Of(verdict.Plan, pair)}");
            if (verdict.Circles is { Circles: [], Open: [] }) output.WriteLine($"  {CircleText.Of(verdict.Circles)}");
            if (verdict.Contracts.Count == 0) output.WriteLine("  nothing to prove: it has no contract, and its tiers permit everything");
        }

        var all = verdicts.SelectMany(v => v.Contracts).ToList();
        var open = verdicts.Sum(v => v.Circles.Open.Count);
        string Count(Outcome outcome) => $"{all.Count(c => c.Outcome == outcome) + (outcome == Outcome.Unknown ? open : 0)} {outcome.ToString().ToLowerInvariant()}";
        var circles = verdicts.Sum(v => v.Circles.Circles.Count);
        output.WriteLine($"{Count(Outcome.Proven)}, {Count(Outcome.Refuted)}, {Count(Outcome.Unknown)}{(circles > 0 ? $", {circles} to and fro" : "")}");
    }

    private static void Write(ContractVerdict verdict, TextWriter output)
    {
        var outcome = verdict.Outcome == Outcome.Proven ? "proven" : verdict.Outcome.ToString().ToUpperInvariant();
        var line = verdict.Contract.Origin is { } origin ? $" (line {origin.Start.Line})" : "";
        output.WriteLine($"  {outcome,-8} {verdict.Contract.Text}{line}{Effort(verdict)}");
        for (var i = 0; i < verdict.Way.Count; i++) output.WriteLine($"    {i + 1}. {verdict.Way[i]}");
        if (verdict.Why.Length > 0) output.WriteLine($"    {verdict.Why}");
        if (verdict.Outcome != Outcome.Refuted || verdict.Test is null) return;
        output.WriteLine("    as a test, which fails until it is mended:");
        output.WriteLine();
        output.WriteLine(verdict.Test);
    }

    private static string Effort(ContractVerdict verdict) => verdict.Outcome switch
    {
        Outcome.Proven => $", by induction over {verdict.Steps} step ({Quantity.Seconds(verdict.Seconds)})",
        Outcome.Refuted => $", in {verdict.Steps} {(verdict.Steps == 1 ? "step" : "steps")} ({Quantity.Seconds(verdict.Seconds)})",
        _ => $" ({Quantity.Seconds(verdict.Seconds)})",
    };
}

using System.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Proving;
using CdmPolicy.Verification.Solving;
using CdmPolicy.Verification.Telling;

namespace CdmPolicy.Verification;

internal enum Outcome
{
    Proven,
    Refuted,
    Unknown,
}

/// <summary>What was found of one contract.</summary>
/// <param name="Steps">Of the shortest way that breaks it, or that was looked for in vain.</param>
/// <param name="Way">What happens on it, line by line; empty where there is none.</param>
/// <param name="Test">The same as a test, where it can be said as one.</param>
/// <param name="Why">Why it is not known, and what it depends on; else empty.</param>
internal sealed record ContractVerdict(
    Contract Contract, Outcome Outcome, int Steps, IReadOnlyList<string> Way, string? Test, string Why, double Seconds);

/// <summary>What was found of a policy.</summary>
/// <param name="Lemmas">Statements that hold of all pages, which carry the proofs.</param>
/// <param name="StateBits">Of the state of a page that was followed.</param>
internal sealed record PolicyVerdict(
    PolicyPlan Plan, IReadOnlyList<ContractVerdict> Contracts, CircleVerdict Circles, int Happenings, int Lemmas, int StateBits, double Seconds)
{
    public bool IsProven => Contracts.All(c => c.Outcome == Outcome.Proven) && Circles is { Circles: [], Open: [] };
}

/// <summary>Proves the contracts of policies, or finds out how they are broken.</summary>
/// <param name="replay">Runs a test on the machine: it fails, as it must where a contract is broken.</param>
internal sealed class Verifier(Func<PolicyPlan, string, bool> replay)
{
    /// <summary>The longest way that is looked for.</summary>
    private const int MostSteps = 8;

    /// <summary>Ways that the machine may not take, before the search ends.</summary>
    private const int MostReplays = 3;

    public PolicyVerdict Verify(PolicyPlan plan, Action<string>? say = null)
    {
        var started = Stopwatch.GetTimestamp();
        say?.Invoke($"what holds of every page of {plan.Name}");
        var proof = new PolicyProof(plan);
        var shared = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var verdicts = new List<ContractVerdict>();
        for (var i = 0; i < proof.Contracts.Count; i++)
        {
            say?.Invoke($"{plan.Name}: {proof.Contracts[i].Text}");
            verdicts.Add(Contract(proof, i, shared / proof.Contracts.Count));
        }

        say?.Invoke($"{plan.Name}: pages that are sent to and fro");
        return new(plan, verdicts, Circles.Of(plan), proof.Happenings.Count, proof.Lemmas.Count, Bits(proof), Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private ContractVerdict Contract(PolicyProof proof, int number, double shared)
    {
        var started = Stopwatch.GetTimestamp();
        var contract = proof.Contracts[number];
        if (proof.IsProven(number)) return Say(Outcome.Proven, 1, [], null, "");
        ContractVerdict? vain = null;
        for (int from = 1, tries = 0; from <= MostSteps && tries < MostReplays; tries++)
        {
            var (way, answer) = proof.Search(number, from, MostSteps);
            if (way is null)
                return vain ?? Say(Outcome.Unknown, MostSteps, [], null, answer == Answer.No
                    ? $"no way of {MostSteps} steps breaks it, but a longer one may; it depends on {Obstacles.Of(proof, number)}"
                    : $"the effort was not enough; it depends on {Obstacles.Of(proof, number)}");
            var (lines, test) = (WayText.Of(proof, way), TestBlock.Write(proof, contract, way));
            if (test is not null && replay(proof.Plan, test)) return Say(Outcome.Refuted, way.Steps.Count, lines, test, "");
            vain ??= Say(Outcome.Unknown, way.Steps.Count, lines, test, test is null
                ? "a way was found that no test can say, so that it was not tried on the machine"
                : "an over-approximation found a way, and the machine does not take it as the test says it");
            from = way.Steps.Count + 1;
        }

        return vain!;

        ContractVerdict Say(Outcome outcome, int steps, IReadOnlyList<string> lines, string? test, string why) =>
            new(contract, outcome, steps, lines, test, why, shared + Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static int Bits(PolicyProof proof) =>
        proof.World.Variables.Where(v => !v.IsConstant).Sum(v => 64 - (int)long.LeadingZeroCount(v.High - v.Low));
}

using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Solving;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Proving;

/// <summary>A policy with what can happen to its pages, and what was found to hold of them.</summary>
internal sealed class PolicyProof
{
    private readonly IReadOnlyList<Happening> _happenings;
    private readonly IReadOnlyList<Term> _lemmas;
    private readonly Way?[] _breaks;

    public PolicyProof(PolicyPlan plan)
    {
        Plan = plan;
        World = new PageWorld(plan);
        Contracts = Contract.Of(plan);
        Property[] properties = [.. Contracts.Select(c => c.Property)];
        _happenings = Machine.Happenings.Of(World, properties);
        _lemmas = Proving.Lemmas.Find(World, _happenings, Candidates.Of(World, properties));
        _breaks = Induction.Prove(World, _happenings, _lemmas, properties.Length);
    }

    public PolicyPlan Plan { get; }

    public PageWorld World { get; }

    public IReadOnlyList<Contract> Contracts { get; }

    public IReadOnlyList<Happening> Happenings => _happenings;

    public IReadOnlyList<Term> Lemmas => _lemmas;

    public bool IsProven(int contract) => _breaks[contract] is null;

    /// <summary>What stands in the way of a proof: a step from a state that may be reached or not.</summary>
    public Way? Obstacle(int contract) => _breaks[contract];

    public (Way? Way, Answer Answer) Search(int contract, int from, int most) => new Search(World, _happenings, _lemmas).Shortest(contract, from, most);
}

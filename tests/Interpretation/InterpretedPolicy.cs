using System.Numerics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Frames;
using CdmPolicy.Generator.Emit;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>
/// A policy run straight from its plan: the oracle of the differential tests. It keeps page fields in ordinary arrays by
/// page and queues in lists, so that it shares neither the packing nor the links nor the arithmetic with generated code.
/// </summary>
internal struct InterpretedPolicy : IPolicy<InterpretedPolicy>
{
    [ThreadStatic]
    private static PlanStatics? t_statics;

    private readonly Interpreter _interpreter;

    private InterpretedPolicy(Interpreter interpreter) => _interpreter = interpreter;

    public static int StateBytes => 0;

    public static HierarchyModel Hierarchy => t_statics!.Hierarchy;

    public static PolicyModel Model => t_statics!.Model;

    public static int HugePages => t_statics!.HugePages;

    public static bool HasBlocks => t_statics!.HasBlocks;

    public static bool ReadsTouched => HugePages > 1;

    public static bool Refuses => t_statics!.Refuses;

    public static bool Trims => t_statics!.Trims;

    public static bool HasTenants => t_statics!.Hierarchy.Tenants.Length > 0;

    public static Observation Observation => t_statics!.Observation;

    public static bool Moves => t_statics!.Plan.Moves;

    public static bool Shadows => t_statics!.Shadows;

    /// <summary>As declared, with the parameters' defaults.</summary>
    public static Machine<InterpretedPolicy> CreateMachine(
        PlanStatics statics, int pages, RegionModel[] regions, int[] regionOfPage, Faults? faults = null) =>
        CreateMachine(statics, pages, statics.Hierarchy, [.. statics.Plan.Parameters.Select(p => p.Default)], regions, regionOfPage, faults);

    /// <summary>One plan at a time on a thread: what is static in a generated policy follows the last one created.</summary>
    /// <param name="parameters">Values by number.</param>
    public static Machine<InterpretedPolicy> CreateMachine(
        PlanStatics statics, int pages, HierarchyModel hierarchy, long[] parameters, RegionModel[] regions, int[] regionOfPage, Faults? faults = null)
    {
        t_statics = statics;
        var interpreter = new Interpreter(statics.Plan, pages);
        parameters.CopyTo(interpreter.Parameters, 0);
        return new(new InterpretedPolicy(interpreter), pages, hierarchy, regions, regionOfPage, faults);
    }

    public readonly Interpreter Interpreter => _interpreter;

    public readonly long GetParameter(int parameter) => _interpreter.Parameters[parameter];

    public readonly void SetParameter(int parameter, long value) => _interpreter.Parameters[parameter] = value;

    public readonly void Attach(Machine<InterpretedPolicy> machine) => _interpreter.Attach(machine);

    public readonly TierOrder Place(Machine<InterpretedPolicy> machine, in Request request, out int rule) =>
        _interpreter.Place(request, out rule);

    public readonly void Placed(Machine<InterpretedPolicy> machine, int frame) => _interpreter.Placed(frame);

    public readonly void OnAccess(Machine<InterpretedPolicy> machine, int frame, int agent, bool write) =>
        _interpreter.OnAccess(frame, agent, write);

    public readonly void OnFault(Machine<InterpretedPolicy> machine, int frame, int agent, bool write) =>
        _interpreter.OnFault(frame, agent, write);

    public readonly void OnWriteFault(Machine<InterpretedPolicy> machine, int frame, int agent, bool write) =>
        _interpreter.OnWriteFault(frame, agent, write);

    public readonly void OnHintFault(Machine<InterpretedPolicy> machine, int frame, int agent, bool write) =>
        _interpreter.OnHintFault(frame, agent, write);

    public readonly void Unmapped(Machine<InterpretedPolicy> machine, int frame) => _interpreter.Unmapped(frame);

    public readonly void SetEpoch(int decay, uint epoch) => _interpreter.SetEpoch(decay, epoch);

    public readonly void Tick(Machine<InterpretedPolicy> machine, int tick) => _interpreter.Tick(tick);

    public readonly bool Missed(Machine<InterpretedPolicy> machine, int tier, int page) =>
        _interpreter.Reclaimers[tier]?.Miss(page) ?? true;

    public readonly void Inserted(Machine<InterpretedPolicy> machine, int tier, int frame) => _interpreter.Inserted(tier, frame);

    public readonly void Touched(Machine<InterpretedPolicy> machine, int tier, int frame) =>
        _interpreter.Reclaimers[tier]?.Access(machine.Frames[frame].Page);

    public readonly void Removed(Machine<InterpretedPolicy> machine, int tier, int frame, bool chosen) => _interpreter.Removed(tier, frame, chosen);

    public readonly int SelectVictim(Machine<InterpretedPolicy> machine, int tier) => _interpreter.SelectVictim(tier);

    public readonly int SelectPartner(Machine<InterpretedPolicy> machine, int rule, int tier, int frame) =>
        _interpreter.SelectPartner(rule, tier, frame);

    public readonly int SelectTrimmed(Machine<InterpretedPolicy> machine, int tier) => _interpreter.SelectTrimmed(tier);

    /// <summary>Always asked: which plan it is is not known to the type.</summary>
    public static bool StartsOnCondition => true;

    public readonly int Starts(Machine<InterpretedPolicy> machine) => _interpreter.StartsOnCondition ? _interpreter.Starts() : 0;

    public readonly bool Ends(Machine<InterpretedPolicy> machine, int tier) => _interpreter.Ends(tier);

    public static PolicyEvents Handles => (PolicyEvents)127;

    public static IReadOnlyList<string> Hints => t_statics!.Hints;

    public readonly void OnPin(Machine<InterpretedPolicy> machine, int frame, int agent, bool isLong) =>
        _interpreter.On(EventKind.Pin, frame, agent, isLong);

    public readonly void OnUnpin(Machine<InterpretedPolicy> machine, int frame, int agent) => _interpreter.On(EventKind.Unpin, frame, agent);

    public readonly void OnHint(Machine<InterpretedPolicy> machine, int hint, int frame, int agent) =>
        _interpreter.On(EventKind.Hint, frame, agent, hint: hint);

    public readonly void OnArrive(Machine<InterpretedPolicy> machine, int frame, int agent) => _interpreter.On(EventKind.Arrive, frame, agent);

    public readonly void OnFailure(Machine<InterpretedPolicy> machine, int frame, int agent) => _interpreter.On(EventKind.Failure, frame, agent);

    public readonly void OnOffline(Machine<InterpretedPolicy> machine, int frame, int agent) => _interpreter.On(EventKind.Offline, frame, agent);

    public static bool DecidesPins => true;

    public readonly PinVerdict DecidePin(Machine<InterpretedPolicy> machine, int frame, int agent, bool isLong) =>
        _interpreter.DecidePin(frame, agent, isLong);

    public static bool HasContracts => true;

    public readonly void CheckContracts(Machine<InterpretedPolicy> machine, int frame) => _interpreter.CheckContracts(frame);

    public readonly void Reclaim(Machine<InterpretedPolicy> machine, int tier, int frame) => _interpreter.Reclaim(tier, frame);
}

using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;

namespace CdmPolicy.Generator.Hosts;

/// <summary>A declaration that becomes one file.</summary>
internal abstract record Unit(string HintName)
{
    public abstract EmittedFile Emit(EmitOptions options);
}

internal sealed record HierarchyUnit(string HintName, HierarchyPlan Plan) : Unit(HintName)
{
    public override EmittedFile Emit(EmitOptions options) => CSharpEmitter.EmitHierarchy(Plan, options);
}

internal sealed record PolicyUnit(string HintName, PolicyPlan Plan) : Unit(HintName)
{
    public override EmittedFile Emit(EmitOptions options) => CSharpEmitter.EmitPolicy(Plan, options);
}

internal sealed record ReclaimerUnit(string HintName, ReclaimerPlan Plan) : Unit(HintName)
{
    public override EmittedFile Emit(EmitOptions options) => CSharpEmitter.EmitReclaimer(Plan, options);
}

internal sealed record WorkloadUnit(string HintName, WorkloadPlan Plan) : Unit(HintName)
{
    public override EmittedFile Emit(EmitOptions options) => CSharpEmitter.EmitWorkload(Plan, options);
}

internal sealed record StandInUnit(string HintName, StandIn Plan) : Unit(HintName)
{
    public override EmittedFile Emit(EmitOptions options) => CSharpEmitter.EmitStandIn(Plan, options);
}

/// <summary>What became of all files together.</summary>
internal sealed record CompiledFiles(EquatableArray<Unit> Units, EquatableArray<PlacedDiagnostic> Diagnostics);

/// <summary>A file to add, or why there is none.</summary>
internal sealed record OutputFile(string HintName, string Text, PlacedDiagnostic? Problem);

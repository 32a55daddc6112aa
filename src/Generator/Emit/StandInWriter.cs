namespace CdmPolicy.Generator.Emit;

/// <summary>The members of a type that other code may name, with nothing behind them.</summary>
internal static class StandInWriter
{
    private const string Throw = "throw new global::System.InvalidOperationException(\"the .cdmp file has errors\")";

    public static void Write(CodeWriter writer, StandIn plan)
    {
        switch (plan.Kind)
        {
            case StandInKind.Policy:
                WritePolicy(writer, plan);
                break;
            case StandInKind.Hierarchy:
                using (writer.Block($"public static class {CSharpText.Identifier(plan.Name)}"))
                {
                    writer.Line($"public static {Runtime.Model}HierarchyModel Model => {Throw};");
                    WriteNumbers(writer, "Tiers", [.. plan.Tiers]);
                    WriteNumbers(writer, "Agents", [.. plan.Agents]);
                }

                break;
            default:
                using (writer.Block($"public static class {CSharpText.Identifier(plan.Name)}"))
                    writer.Line($"public static global::CdmPolicy.Workloads.Workload Model => {Throw};");
                break;
        }
    }

    private static void WriteNumbers(CodeWriter writer, string type, string[] items)
    {
        var names = HierarchyWriter.Numbers(items, type);
        using (writer.Block($"public static class {type}"))
            for (var i = 0; i < names.Length; i++) writer.Line($"public const int {names[i]} = {i};");
    }

    private static void WritePolicy(CodeWriter writer, StandIn plan)
    {
        var type = CSharpText.Identifier(plan.Name);
        var machine = $"{Runtime.Machine}<{type}> machine";
        using (writer.Block($"public partial struct {type} : {Runtime.IPolicy}<{type}>"))
        {
            var names = PolicyNames.PropertiesOf(plan.Name, plan.Parameters.Select(p => p.Name));
            for (var i = 0; i < names.Length; i++) writer.Line($"public {TypeOf(plan.Parameters[i])} {names[i]} {{ get; set; }}");
            foreach (var member in new[]
            {
                $"static {Runtime.Model}HierarchyModel Hierarchy",
                $"static {Runtime.Model}PolicyModel Model",
                "static int StateBytes",
                "long GetParameter(int parameter)",
                "void SetParameter(int parameter, long value)",
                $"void Attach({machine})",
                $"{Runtime.TierOrder} Place({machine}, in {Runtime.Request} request, out int rule)",
                $"void Placed({machine}, int frame)",
                $"void OnAccess({machine}, int frame, int agent, bool write)",
                $"void OnFault({machine}, int frame, int agent, bool write)",
                "void SetEpoch(int decay, uint epoch)",
                $"void Tick({machine}, int tick)",
                $"bool Missed({machine}, int tier, int page)",
                $"void Inserted({machine}, int tier, int frame)",
                $"void Touched({machine}, int tier, int frame)",
                $"void Removed({machine}, int tier, int frame, bool chosen)",
                $"int SelectVictim({machine}, int tier)",
                $"void Reclaim({machine}, int tier, int frame)",
            }) writer.Line($"public {member} => {Throw};");
        }
    }

    private static string TypeOf(StandInParameter parameter) => parameter.Type switch
    {
        "bool" => "bool",
        "kind" => Runtime.PageKind,
        "tier" or "agent" or "tenant" => "int",
        _ => "long",
    };
}

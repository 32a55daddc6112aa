using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>A hierarchy as a static class: its model for the machine, and the numbers of its tiers and agents.</summary>
internal static class HierarchyWriter
{
    public static void Write(CodeWriter writer, HierarchyPlan plan)
    {
        writer.Lines(CSharpText.Summary(plan.Doc));
        using (writer.Block($"public static class {CSharpText.Identifier(plan.Name)}"))
        {
            writer.Line("/// <summary>What the machine needs to know.</summary>");
            writer.Line($"public static {Runtime.Model}HierarchyModel Model {{ get; }} = new(");
            using (writer.Indent()) WriteModel(writer, plan);
            writer.Line();
            WriteNumbers(writer, "Tiers", "Tiers, numbered as declared.", plan.Tiers.Select(t => (t.Name, t.Doc)));
            writer.Line();
            WriteNumbers(writer, "Agents", "Agents, numbered as declared.", plan.Agents.Select(a => (a.Name, a.Doc)));
        }
    }

    /// <summary>What a tier or an agent is called in the class of numbers.</summary>
    public static string[] Numbers(IEnumerable<string> names, string type)
    {
        var scope = new NameScope(type, "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize");
        return [.. names.Select(n => scope.Take(CSharpText.Pascal(n)))];
    }

    private static void WriteNumbers(CodeWriter writer, string type, string summary, IEnumerable<(string Name, string Doc)> items)
    {
        var all = items.ToArray();
        var names = Numbers(all.Select(i => i.Name), type);
        writer.Line($"/// <summary>{summary}</summary>");
        using (writer.Block($"public static class {type}"))
        {
            for (var i = 0; i < all.Length; i++)
            {
                writer.Lines(CSharpText.Summary(all[i].Doc));
                writer.Line($"public const int {names[i]} = {i};");
            }
        }
    }

    private static void WriteModel(CodeWriter writer, HierarchyPlan plan)
    {
        writer.Line($"Name: {CSharpText.Literal(plan.Name)},");
        writer.Line($"PageBytes: {CSharpText.Number(plan.PageBytes)},");
        List(writer, "Agents", plan.Agents.Select(a =>
            $"new({CSharpText.Literal(a.Name)}, IsDevice: {CSharpText.Bool(a.IsDevice)}, "
            + $"Stats: [{string.Join(", ", a.Stats.Select(Stat))}])"
            + (a.PageStats.Count == 0 ? "" : $" {{ PageStats = [{string.Join(", ", a.PageStats.Select(CSharpText.Literal))}] }}")));
        List(writer, "Tiers", plan.Tiers.Select(Tier));
        writer.Line($"Store: {Store(plan.Store)},");
        List(writer, "Links", plan.Links.Select(l =>
            $"new(From: {l.From}, To: {l.To}, Bandwidth: {CSharpText.Number(l.Bandwidth)}, LatencyNs: {CSharpText.Number(l.LatencyNs)})"));
        var isPlain = plan is { Tenants.Count: 0, Swap: null, HugeBytes: 0 };
        writer.Line($"Fallbacks: [{string.Join(", ", plan.Fallbacks.Select(f => $"[{string.Join(", ", f)}]"))}]){(isPlain ? ";" : "")}");
        if (isPlain) return;
        writer.Line("{");
        using (writer.Indent())
        {
            if (plan.HugeBytes > 0) writer.Line($"HugeBytes = {CSharpText.Number(plan.HugeBytes)},");
            if (plan.Swap is { } swap)
                writer.Line($"Swap = new({CSharpText.Literal(swap.Name)}, CapacityBytes: {CSharpText.Number(swap.CapacityBytes)}, "
                    + $"ReadNs: {CSharpText.Number(swap.ReadNs)}, WriteNs: {CSharpText.Number(swap.WriteNs)}, Bandwidth: {CSharpText.Number(swap.Bandwidth)}),");
            if (plan.Tenants.Count > 0) List(writer, "Tenants", plan.Tenants.Select(Tenant), " =");
        }

        writer.Line("};");
    }

    private static string Tenant(TenantPlan tenant) =>
        $"new({CSharpText.Literal(tenant.Name)}, Shares: [{string.Join(", ", tenant.Shares.Select(s =>
            $"new(Tier: {s.Tier}, Low: {CSharpText.Number(s.Low)}, Max: {CSharpText.Number(s.Max)})"))}])";

    private static string Stat(StatPlan stat) =>
        $"new({CSharpText.Literal(stat.Name)}, Unit: {CSharpText.Literal(stat.Type.ToString().ToLowerInvariant())})";

    private static void List(CodeWriter writer, string name, IEnumerable<string> items, string sign = ":")
    {
        var all = items.ToArray();
        if (all.Length == 0)
        {
            writer.Line($"{name}: [],");
            return;
        }

        writer.Line($"{name}{sign}");
        writer.Line("[");
        using (writer.Indent())
            foreach (var item in all) writer.Line(item + ",");
        writer.Line("],");
    }

    private static string Tier(TierPlan t) =>
        $"new({CSharpText.Literal(t.Name)}, Kind: {CSharpText.Literal(KindName(t.Kind))}, CapacityBytes: {CSharpText.Number(t.CapacityBytes)}, "
        + $"Bandwidth: {CSharpText.Number(t.Bandwidth)}, Access: [{string.Join(", ", t.Access.Select(Access))}], "
        + $"Implicit: {CSharpText.Bool(t.Implicit)}, Bind: {CSharpText.Bool(t.Bind)}, Movable: {CSharpText.Bool(t.Movable)}, "
        + $"PageKinds: {t.PageKinds}, ReclaimedByKernel: {CSharpText.Bool(t.Reclaim == ReclaimedBy.Kernel)}, "
        + $"Driver: {CSharpText.Number(t.Driver)}, AcceptsPlacement: {CSharpText.Bool((t.Accepts & Acceptance.Place) != 0)}, "
        + $"AcceptsDemotion: {CSharpText.Bool((t.Accepts & Acceptance.Demote) != 0)}, "
        + $"AcceptsPromotion: {CSharpText.Bool((t.Accepts & Acceptance.Promote) != 0)})" + Rest(t);

    /// <summary>What few tiers have.</summary>
    private static string Rest(TierPlan t)
    {
        var rest = new List<string>();
        if (t.Pins != PinPermission.Any) rest.Add($"Pins = {Runtime.Model}PinPermission.{t.Pins}");
        if (t.ReadOnly) rest.Add("ReadOnly = true");
        if (t.LosesPages) rest.Add("LosesPages = true");
        if (t.ContiguousBytes > 0) rest.Add($"ContiguousBytes = {CSharpText.Number(t.ContiguousBytes)}");
        return rest.Count == 0 ? "" : $" {{ {string.Join(", ", rest)} }}";
    }

    private static string Access(AccessPlan a) =>
        $"new(ReadNs: {CSharpText.Number(a.ReadNs)}, WriteNs: {CSharpText.Number(a.WriteNs)}, "
        + $"Bandwidth: {CSharpText.Number(a.Bandwidth)}, Addressable: {CSharpText.Bool(a.Addressable)}{(a.Remote ? ", Remote: true" : "")})";

    private static string Store(StorePlan? store) => store is null
        ? "null"
        : $"new({CSharpText.Literal(store.Name)}, ReadNs: {CSharpText.Number(store.ReadNs)}, "
          + $"WriteNs: {CSharpText.Number(store.WriteNs)}, Bandwidth: {CSharpText.Number(store.Bandwidth)})";

    private static string KindName(TierKind kind) => kind switch
    {
        TierKind.OnDie => "on_die",
        TierKind.DevicePrivate => "device_private",
        _ => kind.ToString().ToLowerInvariant(),
    };
}

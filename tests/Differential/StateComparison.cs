using System.Numerics;
using System.Reflection;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Frames;
using CdmPolicy.Generator.Emit;
using CdmPolicy.Policies;
using CdmPolicy.Tests.Interpretation;

namespace CdmPolicy.Tests.Differential;

/// <summary>
/// The cells of a generated policy, read by reflection, against the interpreter's. Rules alone would not do: a cell that
/// is wrong where nobody asks it changes nothing that can be counted.
/// </summary>
internal sealed class StateComparison
{
    private readonly PolicyPlan _plan;
    private readonly FieldInfo[] _cells;
    private readonly FieldInfo[] _latches;

    public StateComparison(PolicyPlan plan, Type policy)
    {
        var names = new PolicyNames(plan);
        _plan = plan;
        _cells = [.. names.State.Fields.Select(name => Field(policy, name))];
        _latches = [.. names.Latches.Select(name => Field(policy, name))];
    }

    /// <returns>The first difference, or null.</returns>
    public string? Compare(object generated, Interpreter interpreted)
    {
        for (var latch = 0; latch < _latches.Length; latch++)
            if ((bool)_latches[latch].GetValue(generated)! != interpreted.IsLatched(latch)) return $"latch {latch} differs";
        for (var cell = 0; cell < _cells.Length; cell++)
            if (Compare(cell, _cells[cell].GetValue(generated)!, interpreted) is { } difference) return difference;
        return null;
    }

    private string? Compare(int number, object value, Interpreter interpreted)
    {
        var cell = _plan.State[number];
        var places = Places(cell).ToArray();
        if (value is Array array && array.Length != places.Length) return $"{cell.Name} has {array.Length} cells, expected {places.Length}";
        for (var i = 0; i < places.Length; i++)
        {
            var actual = Show(value is Array all ? all.GetValue(i)! : value);
            var expected = cell.Kind == CellKind.Histogram
                ? string.Join(' ', interpreted.Bins(number, places[i]))
                : interpreted.Cell(number, places[i]).ToString();
            if (expected != actual) return $"{cell.Name}[{string.Join(", ", places[i])}] is {actual}, expected {expected}";
        }

        return null;
    }

    /// <summary>Every cell of the name, in the order of the generated array: owner by owner.</summary>
    private IEnumerable<BigInteger[]> Places(CellPlan cell)
    {
        var owners = cell.Owner switch
        {
            CellOwner.Tier => _plan.Hierarchy.Tiers.Count,
            CellOwner.Agent => _plan.Hierarchy.Agents.Count,
            CellOwner.Tenant => _plan.Hierarchy.Tenants.Count + 1,
            _ => 0,
        };
        var first = cell.Owner == CellOwner.Tenant ? -1 : 0;
        for (var owner = 0; owner < Math.Max(1, owners); owner++)
            for (var element = 0; element < Math.Max(1, cell.Length); element++)
                yield return [.. owners > 0 ? [owner + first] : Array.Empty<BigInteger>(), .. cell.Length > 0 ? [element] : Array.Empty<BigInteger>()];
    }

    private static string Show(object value) => value switch
    {
        bool b => b ? "1" : "0",
        PageKind kind => $"{(int)kind}",
        Average => $"{Field(typeof(Average), "_scaled").GetValue(value)}",
        Histogram => string.Join(' ', (int[])Field(typeof(Histogram), "_pages").GetValue(value)!),
        _ => $"{value}",
    };

    private static FieldInfo Field(Type type, string name) =>
        type.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic) ?? throw new InvalidOperationException($"{type} has no {name}");
}

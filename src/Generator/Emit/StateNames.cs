using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Generator.Emit;

/// <summary>The cells of a policy's or a reclaimer's state as fields of the generated struct; several cells of a name are an array.</summary>
/// <param name="hierarchy">Null in a reclaimer, whose cells are its own alone.</param>
internal sealed class StateNames(
    IReadOnlyList<CellPlan> state, IReadOnlyList<FieldPlan> pageFields, HierarchyPlan? hierarchy, NameScope scope)
{
    private readonly string[] _fields =
        [.. state.Select(c => scope.Take(CSharpText.Private((c.Owner == CellOwner.Policy ? "" : c.Owner.ToString().ToLowerInvariant() + "_") + c.Name)))];

    /// <summary>By cell, the field of the struct.</summary>
    public IReadOnlyList<string> Fields => _fields;

    public bool IsAverage(int cell) => state[cell].Kind == CellKind.Average;

    /// <summary>A cell, by whose it is and which element of an array.</summary>
    /// <param name="place">What stands in <paramref name="numbers"/> as C#.</param>
    public string Cell(int cell, EquatableArray<Expr> numbers, IReadOnlyList<string> place)
    {
        if (place.Count == 0) return _fields[cell];
        // The first cell is that of pages without a tenant.
        if (state[cell].Owner == CellOwner.Tenant) place = [place.Count == 1 ? place[0] + " + 1" : $"({place[0]} + 1)", .. place.Skip(1)];
        var length = state[cell].Length;
        if (length == 0) return $"{_fields[cell]}[{place[0]}]";
        var last = place.Count - 1;
        var element = numbers[last].Range.Max < length ? place[last] : $"{place[last]} % {length}";
        return place.Count == 1 ? $"{_fields[cell]}[{element}]" : $"{_fields[cell]}[{place[0]} * {length} + {element}]";
    }

    public void WriteFields(CodeWriter writer)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            var cell = state[i];
            writer.Comment((cell.Owner == CellOwner.Policy ? "" : $"per {cell.Owner.ToString().ToLowerInvariant()}: ") + cell.Source);
            writer.Line($"private {Type(cell)}{(Count(cell) is null ? "" : "[]")} {_fields[i]};");
        }
    }

    /// <summary>What the cells are before the first event.</summary>
    public void WriteStart(CodeWriter writer, ExpressionWriter expressions)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            var cell = state[i];
            var value = Start(cell, expressions);
            if (Count(cell) is not { } count) writer.Line($"{_fields[i]} = {value};");
            else
            {
                writer.Line($"{_fields[i]} = new {Type(cell)}[{count}];");
                // Each histogram has bins of its own.
                if (cell.Kind == CellKind.Histogram) writer.Line($"for (var i = 0; i < {count}; i++) {_fields[i]}[i] = {value};");
                else writer.Line($"global::System.Array.Fill({_fields[i]}, {value});");
            }
        }
    }

    /// <summary>Histograms of a field, each as the cell for a tier.</summary>
    /// <param name="machine">How the machine is called there; the page is in <c>frame</c>.</param>
    public IEnumerable<string> HistogramsOf(int field, string tier, string machine = "machine")
    {
        for (var i = 0; i < _fields.Length; i++)
            if (state[i].Kind == CellKind.Histogram && state[i].Field == field)
                yield return state[i].Owner switch
                {
                    CellOwner.Tier => $"{_fields[i]}[{tier}]",
                    CellOwner.Tenant => $"{_fields[i]}[{machine}.TenantOf(frame) + 1]",
                    _ => _fields[i],
                };
    }

    /// <summary>Each tier has a histogram of the field.</summary>
    public bool IsFollowedByTier(int field) => state.Any(c => c.Kind == CellKind.Histogram && c.Owner == CellOwner.Tier && c.Field == field);

    /// <summary>Fields that some histogram follows.</summary>
    public IEnumerable<int> Followed => state.Where(c => c.Kind == CellKind.Histogram).Select(c => c.Field).Distinct();

    /// <summary>What moves the histograms of a clock's fields on by some epochs.</summary>
    public IEnumerable<string> Halvings(int clock, string epochs)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            if (state[i].Kind != CellKind.Histogram || pageFields[state[i].Field].Decay != clock) continue;
            yield return state[i].Owner is CellOwner.Tier or CellOwner.Tenant
                ? $"foreach (var histogram in {_fields[i]}) histogram.Halve({epochs});"
                : $"{_fields[i]}.Halve({epochs});";
        }
    }

    private int? Count(CellPlan cell)
    {
        var owners = cell.Owner switch
        {
            CellOwner.Tier => hierarchy!.Tiers.Count,
            CellOwner.Agent => hierarchy!.Agents.Count,
            CellOwner.Tenant => hierarchy!.Tenants.Count + 1,
            _ => 0,
        };
        return owners == 0 && cell.Length == 0 ? null : Math.Max(1, owners) * Math.Max(1, cell.Length);
    }

    private static string Start(CellPlan cell, ExpressionWriter expressions)
    {
        var weight = CSharpText.Number(cell.Weight);
        return cell.Kind switch
        {
            CellKind.Average when cell.Initial is { } initial => $"new {Runtime.Average}({weight}, {expressions.Write(initial)})",
            CellKind.Average => $"new {Runtime.Average}({weight})",
            CellKind.Histogram => $"new {Runtime.Histogram}({cell.Bins})",
            CellKind.Epoch => "0",
            _ => expressions.Write(cell.Initial!),
        };
    }

    private static string Type(CellPlan cell) => cell.Kind switch
    {
        CellKind.Average => Runtime.Average,
        CellKind.Histogram => Runtime.Histogram,
        _ => cell.Type switch
        {
            ValueType.Bool => "bool",
            ValueType.Agent or ValueType.Tier or ValueType.Tenant => "int",
            ValueType.Kind => Runtime.PageKind,
            _ => "long",
        },
    };
}

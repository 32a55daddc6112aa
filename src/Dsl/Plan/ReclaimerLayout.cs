using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>Finds places for a reclaimer's fields and their clocks: the checker asks for their size, lowering for the places too.</summary>
internal static class ReclaimerLayout
{
    private const int HeaderBits = 8;

    /// <summary>The header's spare bits first, in the order of the text as long as they fit; the rest at the state's start.</summary>
    public static (EquatableArray<FieldPlan> Fields, EquatableArray<DecayPlan> Decays, int StateBytes) Place(
        EquatableArray<FieldPlan> fields, EquatableArray<DecayPlan> decays)
    {
        var locations = new FieldLocation?[fields.Count];
        var used = 0;
        for (var i = 0; i < fields.Count; i++)
        {
            var bits = fields[i].Location.Bits;
            if (used + bits > HeaderBits) continue;
            locations[i] = new FieldLocation(true, 0, 1, used, bits);
            used += bits;
        }

        var rest = Enumerable.Range(0, fields.Count).Where(i => locations[i] is null).ToArray();
        var layout = new FieldLayout(0);
        var places = layout.Place(rest.Select(i => fields[i].Location.Bits).Concat(decays.Select(d => d.Stamp.Bits)).ToArray());
        for (var i = 0; i < rest.Length; i++) locations[rest[i]] = places[i];
        return (
            fields.Select((f, i) => f with { Location = locations[i]! }).ToEquatableArray(),
            decays.Select((d, i) => d with { Stamp = places[rest.Length + i] }).ToEquatableArray(), layout.StateBytes);
    }
}

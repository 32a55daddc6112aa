using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    /// <summary>Refused moves are told when a step is over, and contracts checked then.</summary>
    private bool HasSteps => _plan.Contracts.Count > 0 || _plan.Events.Any(e => e.Kind == EventKind.Failure);

    /// <summary>The handlers of events beside accesses.</summary>
    private void WriteEvents()
    {
        var handled = _plan.Events.Select(e => e.Kind.ToString()).Distinct().ToList();
        if (handled.Count == 0) return;
        _writer.Line();
        _writer.Line($"public static {Runtime.PolicyEvents} Handles => {string.Join(" | ", handled.Select(h => $"{Runtime.PolicyEvents}.{h}"))};");
        var hints = _plan.Events.Where(e => e.Kind == EventKind.Hint).ToArray();
        if (hints.Length > 0) WriteHints(hints);
        foreach (var e in _plan.Events.Where(e => e.Kind != EventKind.Hint))
            WriteEvent("On" + e.Kind, e.Handlers, -1, e.Kind == EventKind.Pin ? "int frame, int agent, bool isLong" : "int frame, int agent");
    }

    private void WriteHints(EventPlan[] hints)
    {
        _writer.Line();
        _writer.Line(
            $"public static global::System.Collections.Generic.IReadOnlyList<string> Hints {{ get; }} = [{string.Join(", ", hints.Select(h => CSharpText.Literal(h.Hint)))}];");
        _writer.Line();
        using (_writer.Block($"public void OnHint({_names.Machine} machine, int hint, int frame, int agent)"))
        using (_writer.Block("switch (hint)"))
            for (var i = 0; i < hints.Length; i++) _writer.Line($"case {i}: {_hintNames[i]}(machine, frame, agent); break;");
        for (var i = 0; i < hints.Length; i++) WriteEvent(_hintNames[i], hints[i].Handlers, -1, "int frame, int agent", "private");
    }
}

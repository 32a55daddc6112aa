using System.Globalization;
using CdmPolicy.Cli.Explaining;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Cli.Rendering;

/// <summary>What happened to a page, in a few words.</summary>
internal static class EventText
{
    /// <summary>To the nanosecond, in the unit of most traces.</summary>
    public static string Time(long ns) => (ns / 1_000_000m).ToString("#,0.######", CultureInfo.InvariantCulture) + "ms";

    public static string What(PageEvent e, PolicyTexts policy)
    {
        var (from, to) = (policy.Where(e.From), policy.Where(e.To));
        var pages = e.Pages > 1 ? $" ({Quantity.Count(e.Pages)} base pages from {Quantity.Count(e.Page)} on)" : "";
        return What() + pages + (e.With >= 0 ? $", in exchange for page {Quantity.Count(e.With)}" : "") + (e.Agent >= 0 ? $", by {policy.Agent(e.Agent)}" : "");

        string What() => e.Kind switch
        {
            PageEventKind.Placed => e.From == PageEvent.Nowhere ? $"placed in {to}" : $"read from {from}, placed in {to}",
            PageEventKind.NotPlaced => $"not placed: {Words((Refusal)e.Detail)}",
            PageEventKind.Started => $"sets out from {from} to {to}",
            PageEventKind.CopiedAgain => $"on its way to {to} it is copied again: it was written meanwhile",
            PageEventKind.Arrived => $"arrives in {to} from {from}",
            PageEventKind.Failed => $"stays in {from}, its way to {to} ends: {Words((MoveFailure)e.Detail)}",
            PageEventKind.Refused => $"stays in {from}, refused: {Words((Refusal)e.Detail)}",
            PageEventKind.Stayed => policy.Outcome(e.Rule) switch
            {
                OutcomeKind.Allow => $"may be pinned in {from}",
                OutcomeKind.Deny => $"may not be pinned in {from}",
                _ => $"stays in {from}",
            },
            PageEventKind.Evicted => e.To == PageEvent.Nowhere ? $"dropped from {from}" : $"evicted from {from} to {to}",
            PageEventKind.Pinned => $"pinned {Length()} in {from}",
            PageEventKind.PinDenied => $"pin denied, {Length()}, {Place()}",
            PageEventKind.Unpinned => $"a pin taken back in {from}",
            PageEventKind.Hinted => e.From >= 0 ? $"hint {policy.Hint(e.Detail)} in {from}" : $"hint {policy.Hint(e.Detail)}, {Place()}: nobody listens",
            PageEventKind.Faulted when e.Detail == 1 => $"fault in {from}, where the agent cannot pin it",
            PageEventKind.Faulted => $"fault in {from}, which the agent cannot address",
            PageEventKind.WriteFaulted => $"write fault in {from}, where it may only be read",
            PageEventKind.HintFaulted => $"hint fault in {from}",
            PageEventKind.Split => $"split into base pages in {from}",
            PageEventKind.Collapsed => $"collapsed into a huge page in {from}",
            PageEventKind.Unmapped => $"given back by the program, was in {from}",
            _ => $"lost with {from}",
        };

        string Place() => e.From >= 0 ? $"in {from}" : e.From == PageEvent.Nowhere ? "in no tier" : $"in no tier but in {from}";

        string Length() => e.Detail == 1 ? "for long" : "for short";
    }

    /// <summary>The rule and where it stands; who chose the page, where it was chosen.</summary>
    public static string Rule(PageEvent e, PolicyTexts policy) => e.Rule < 0 ? "" : policy.Name(e.Rule);

    public static string Saw(LoggedEvent logged, PolicyTexts policy)
    {
        var saw = policy.Saw(logged).Select(s => $"{s.Name} = {s.Value}").ToList();
        if (policy.Order(logged) is { } order) saw.Insert(0, $"victim of {order}");
        return string.Join(", ", saw);
    }

    public static string Words(Enum reason) =>
        string.Concat(reason.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}

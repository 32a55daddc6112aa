using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Explaining;

/// <summary>Something that happened, once or several times in a row.</summary>
/// <param name="First">The first time.</param>
/// <param name="Times">How often.</param>
/// <param name="LastNs">When for the last time.</param>
internal sealed record StoryEntry(LoggedEvent First, int Times, long LastNs);

/// <summary>What happened to pages in a run, in order.</summary>
/// <param name="EndNs">When the run ends.</param>
/// <param name="Accesses">Of the page that was asked about, when each happens in the order of all accesses; null: it was not about a page.</param>
internal sealed record PageStory(
    ExplainTarget Target, string Source, PolicyTexts Policy, IReadOnlyList<StoryEntry> Entries, long EndNs, IReadOnlyList<int>? Accesses)
{
    public static PageStory Of(ExplainTarget target, PolicyTexts policy, PageLog log, long endNs, Trace trace)
    {
        var entries = new List<StoryEntry>();
        foreach (var logged in log.Events)
        {
            if (entries.Count > 0 && IsSame(entries[^1].First.Event, logged.Event)) entries[^1] = entries[^1] with { Times = entries[^1].Times + 1, LastNs = logged.Event.Ns };
            else entries.Add(new(logged, 1, logged.Event.Ns));
        }

        return new(target, trace.Name, policy, entries, endNs, target.Page is { } page ? AccessesTo(page, trace) : null);
    }

    /// <summary>Accesses to the page that had been executed before.</summary>
    public int AccessesBefore(PageEvent happened)
    {
        var (low, high) = (0, Accesses!.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Accesses[middle] < happened.Access) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    // A hundred refusals in a row are one thing to a reader.
    private static bool IsSame(in PageEvent a, in PageEvent b) =>
        a.Kind == b.Kind && a.Kind is PageEventKind.Refused or PageEventKind.Stayed or PageEventKind.NotPlaced or PageEventKind.HintFaulted or PageEventKind.Hinted
        && (a.Page, a.From, a.To, a.Rule, a.Detail, a.Agent) == (b.Page, b.From, b.To, b.Rule, b.Detail, b.Agent);

    private static List<int> AccessesTo(int page, Trace trace)
    {
        var accesses = new List<int>();
        for (var i = 0; i < trace.Pages.Length; i++)
            if (trace.Pages[i] == page) accesses.Add(i);
        return accesses;
    }
}

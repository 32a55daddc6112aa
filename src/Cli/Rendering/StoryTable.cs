using CdmPolicy.Cli.Explaining;

namespace CdmPolicy.Cli.Rendering;

/// <summary>What happened to pages in a run, for a person.</summary>
internal static class StoryTable
{
    private const int MaxRows = 200;

    public static void Write(PageStory story, CommandIo io)
    {
        var (policy, aboutPage) = (story.Policy, story.Accesses is not null);
        io.Output.WriteLine(aboutPage
            ? $"page {story.Target.Page} of `{story.Source}`: {Quantity.Count(story.Accesses!.Count)} accesses"
            : $"`{story.Source}` from {EventText.Time(story.Target.FromNs)} to {EventText.Time(story.Target.ToNs)}");
        if (story.Entries.Count == 0)
        {
            io.Output.WriteLine(
                aboutPage ? "nothing happened to it"
                : story.Target.FromNs > story.EndNs ? $"nothing happened then: the run ends at {EventText.Time(story.EndNs)}"
                : "nothing happened to any page then");
            return;
        }

        var table = new TextTable("time", "access", aboutPage ? "its accesses" : "page", "what happened<", "rule<", "line<", "which saw<");
        foreach (var entry in story.Entries.Take(MaxRows))
        {
            var e = entry.First.Event;
            table.Row(
                EventText.Time(e.Ns), Quantity.Count(e.Access), Quantity.Count(aboutPage ? story.AccessesBefore(e) : e.Page),
                EventText.What(e, policy) + (entry.Times > 1 ? $"; {Quantity.Count(entry.Times)} times, until {EventText.Time(entry.LastNs)}" : ""),
                EventText.Rule(e, policy), e.Rule < 0 ? "" : policy.Mark(e.Rule), EventText.Saw(entry.First, policy));
        }

        table.Write(io);
        if (story.Entries.Count > MaxRows) io.Output.WriteLine($"and {Quantity.Count(story.Entries.Count - MaxRows)} more, which `--json` has");
        foreach (var rule in story.Entries.Take(MaxRows).Select(e => e.First.Event.Rule).Where(r => r >= 0).Distinct().Order())
            io.Output.WriteLine($"{policy.Place(rule)}: {policy.Source(rule)}");
    }
}

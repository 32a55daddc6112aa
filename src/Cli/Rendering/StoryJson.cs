using System.Text.Json;
using CdmPolicy.Cli.Explaining;

namespace CdmPolicy.Cli.Rendering;

/// <summary>What happened to pages in a run, as one object.</summary>
internal static class StoryJson
{
    public static void Write(PageStory story, TextWriter output) => Json.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("source", story.Source);
        json.WriteString("explained", story.Target.Text);
        json.WriteNumber("end_ns", story.EndNs);
        if (story.Accesses is { } accesses) json.WriteNumber("accesses", accesses.Count);
        json.Array("events", story.Entries, (w, entry) =>
        {
            w.WriteStartObject();
            WriteEvent(w, entry.First, story.Policy);
            w.WriteNumber("times", entry.Times);
            w.WriteNumber("last_ns", entry.LastNs);
            if (story.Accesses is not null) w.WriteNumber("accesses_before", story.AccessesBefore(entry.First.Event));
            w.WriteEndObject();
        });
        json.WriteEndObject();
    });

    /// <summary>The properties of one event.</summary>
    public static void WriteEvent(Utf8JsonWriter json, LoggedEvent logged, PolicyTexts policy)
    {
        var e = logged.Event;
        json.WriteNumber("time_ns", e.Ns);
        json.WriteNumber("access", e.Access);
        json.WriteNumber("page", e.Page);
        json.WriteNumber("pages", e.Pages);
        json.WriteString("kind", EventText.Words(e.Kind).Replace(' ', '_'));
        json.WriteString("text", EventText.What(e, policy));
        json.WriteString("from", policy.Where(e.From));
        json.WriteString("to", policy.Where(e.To));
        if (e.With >= 0) json.WriteNumber("in_exchange_for", e.With);
        if (policy.Order(logged) is { } order) json.WriteString("victim_of", order);
        if (e.Rule < 0) return;
        json.WriteString("rule", policy.Name(e.Rule));
        json.WriteString("file", policy.File(e.Rule));
        json.WriteNumber("line", policy.Line(e.Rule));
        json.WriteString("source", policy.Source(e.Rule));
        json.WriteStartObject("saw");
        foreach (var (name, value) in policy.Saw(logged)) json.WriteString(name, value);
        json.WriteEndObject();
    }
}

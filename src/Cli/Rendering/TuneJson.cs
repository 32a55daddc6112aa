using System.Text.Json;
using CdmPolicy.Cli.Tuning;

namespace CdmPolicy.Cli.Rendering;

/// <summary>What a search for better parameters found, as one object.</summary>
internal static class TuneJson
{
    public static void Write(TuneReport report, TextWriter output) => Json.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("policy", report.Header.Policy);
        json.WriteString("source", report.Header.Source);
        json.WriteString("options", report.Header.Options);
        json.WriteString("by", report.By.Title);
        json.WriteNumber("tuned_on", report.Accesses);
        json.WriteNumber("held_out", report.HeldOut);
        json.WriteNumber("settings_tried", report.Runs);
        json.WriteNumber("settings_that_break_a_contract", report.Broken);
        json.Array("parameters", report.Parameters.Index(), (w, p) =>
        {
            w.WriteStartObject();
            w.WriteString("name", p.Item.Name);
            w.WriteString("default", p.Item.Show(report.Defaults.Settings[p.Index]));
            w.WriteString("best", p.Item.Show(report.Best.Settings[p.Index]));
            w.WriteString("kept", p.Item.Show(report.Kept.Settings[p.Index]));
            w.WriteEndObject();
        });
        Write(json, "defaults", report.Defaults);
        Write(json, "best", report.Best);
        if (report.Unbroken is { } unbroken) Write(json, "best_that_breaks_none", unbroken, TuneTable.Options(report, unbroken));
        json.WriteBoolean("keeps_defaults", report.Kept == report.Defaults);
        json.WriteString("verdict", TuneTable.Verdict(report).TrimEnd(':'));
        json.WriteString("set", TuneTable.Options(report, report.Kept));
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, TunedSettings settings, string? options = null)
    {
        json.WriteStartObject(name);
        if (options is not null) json.WriteString("set", options);
        json.WriteNumber("tuning_part", settings.Tuned.Value);
        json.WriteNumber("held_out_part", settings.HeldOut.Value);
        json.WriteNumber("not_served", settings.Failed);
        json.WriteNumber("violations", settings.Violations);
        json.WriteNumber("violations_tuning_part", settings.Tuned.Violations);
        json.WriteNumber("violations_held_out_part", settings.HeldOut.Violations);
        json.WriteEndObject();
    }
}

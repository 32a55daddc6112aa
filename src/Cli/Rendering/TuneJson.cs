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
        json.WriteBoolean("keeps_defaults", report.Kept == report.Defaults);
        json.WriteString("verdict", TuneTable.Verdict(report).TrimEnd(':'));
        json.WriteString("set", string.Join(' ', TuneTable.Changed(report).Select(c => $"--set {c.Parameter.Name}={c.Parameter.Show(c.Value)}")));
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, TunedSettings settings)
    {
        json.WriteStartObject(name);
        json.WriteNumber("tuning_part", settings.Tuned.Value);
        json.WriteNumber("held_out_part", settings.HeldOut.Value);
        json.WriteNumber("not_served", settings.Tuned.Failed + settings.HeldOut.Failed);
        json.WriteNumber("violations", settings.Violations);
        json.WriteEndObject();
    }
}

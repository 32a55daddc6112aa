using System.CommandLine;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Verifying;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Verification.Deciding;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp explain FILE --page 'tier=pmem heat=9'</c>: the rules that fire for a page, and why the others do not.</summary>
internal static class ExplainVerb
{
    public static Command Create(CommandIo io)
    {
        var files = Options.Files();
        var page = Options.Single("--page", "STATE", "What the page is: `tier=pmem heat=9 dirty=true`. What is not said is as in a new page, or left open.");
        var on = Options.Single("--on", "POINT", "Only this: `access`, `fault`, `hint NAME`, `placement`, `reclaim ram`, `pass over ram`, `pin`.");
        var name = Options.Single("--policy", "NAME", "Which policy, where the files have several.");
        var json = Options.Json();
        var command = new Command("explain", "Say which rule fires for a page, and why those above it do not.") { files, page, on, name, json };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(page), parsed.GetValue(on), parsed.GetValue(name), parsed.GetValue(json), io));
        return command;
    }

    private static int Run(string[] files, string? page, string? on, string? name, bool json, CommandIo io)
    {
        if (page is null) throw CommandException.Misuse("it is not said which page", "write `--page 'tier=ram'` with what the page is");
        var plans = CheckedPolicies.Of(SourceFiles.Read(files, io.Input), name, io);
        if (plans.Count > 1) throw CommandException.Misuse($"the files declare {plans.Count} policies", $"choose one with `--policy`: {string.Join(", ", plans.Select(p => $"`{p.Name}`"))}");
        var plan = plans[0];
        var said = PageText.Parse(page, plan);
        var point = on is null ? null : Point(plan, on);
        var unasked = Unasked.Of(plan, said, point);
        var explained = Explanation.Of(plan, said, point).Where(e => unasked.All(u => u.Point != e.Point)).ToArray();
        if (explained.Length == 0 && unasked.Count == 0)
            throw CommandException.Misuse($"nothing of `{plan.Name}` is about such a page{(point is null ? "" : $" at `{point}`")}",
                point?.StartsWith("reclaim ", StringComparison.Ordinal) == true && said.ContainsKey("tier") ? "a section asks about pages in its own tier"
                : point is not null && said.ContainsKey("tier") && point != "placement" ? "an access and a pin are for an agent that reaches the tier, a fault for one that does not: say which with `agent=…`"
                : said.ContainsKey("tier") ? "placement is for a page in no tier: leave `tier` out" : "say where it is: `tier=…`; a page in no tier is only placed");
        if (json) ExplainJson.Write(plan, explained, unasked, io.Output);
        else ExplainText.Write(plan, explained, unasked, io.Output);
        return ExitCode.Fine;
    }

    /// <summary>The point as the policy calls it.</summary>
    private static string Point(PolicyPlan plan, string on)
    {
        var names = DecisionPoint.Of(plan).Select(p => p.Name).ToArray();
        if (names.Contains(on)) return on;
        if (names.Contains("on " + on)) return "on " + on;
        throw CommandException.Misuse($"`{plan.Name}` decides nothing at `{on}`", Suggestions.DidYouMean(on, names) ?? $"it decides at {string.Join(", ", names.Select(n => $"`{n}`"))}");
    }
}

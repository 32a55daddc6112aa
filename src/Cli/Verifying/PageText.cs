using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Verification.Deciding;

namespace CdmPolicy.Cli.Verifying;

/// <summary>A page as it is written on the command line: <c>tier=pmem heat=9 dirty=true</c>.</summary>
internal static class PageText
{
    private static readonly Dictionary<string, string> Short = new(StringComparer.Ordinal) { ["bound"] = "bound to" };
    private static readonly string[] Kinds = ["anon", "shmem", "file", "kernel"];

    /// <exception cref="CommandException">A name or a value is none.</exception>
    public static IReadOnlyDictionary<string, long> Parse(string text, PolicyPlan plan)
    {
        var things = Things.All(plan);
        var said = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var part in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            var written = at < 0 ? part : part[..at];
            var value = at < 0 ? "true" : part[(at + 1)..];
            var name = Short.GetValueOrDefault(written, written);
            if (name != "pinned" && !things.ContainsKey(name)) throw CommandException.Misuse($"a page of `{plan.Name}` has no `{written}`", Help(written, things));
            if (said.ContainsKey(name == "pinned" ? "pinned long" : name)) throw CommandException.Misuse($"`{written}` is said twice", "leave one out");
            if (name == "pinned") Pinned(said, value);
            else said[name] = Value(plan, things[name], at < 0 ? null : value, part);
        }

        return said;
    }

    private static string Help(string written, IReadOnlyDictionary<string, Thing> things)
    {
        var names = things.Keys.Where(n => !n.Contains(' ', StringComparison.Ordinal)).Concat(["pinned", "bound"]).Distinct(StringComparer.Ordinal).ToArray();
        return Suggestions.DidYouMean(written, names) ?? $"it may be {string.Join(", ", names.Order(StringComparer.Ordinal).Select(n => $"`{n}`"))}";
    }

    private static void Pinned(Dictionary<string, long> said, string value)
    {
        (said["pinned short"], said["pinned long"]) = value switch
        {
            "true" or "short" => (1, 0),
            "long" => (0, 1),
            "false" or "none" => (0, 0),
            _ => throw CommandException.Misuse($"a page is not pinned `{value}`", "it is `pinned=short`, `pinned=long` or `pinned=none`"),
        };
    }

    private static long Value(PolicyPlan plan, Thing thing, string? text, string whole)
    {
        var type = thing.Type;
        if (text is null && type == ValueType.Bool) return 1;
        if (text is null) throw CommandException.Misuse($"it is not said what `{whole}` is", $"write `{whole}=…`");
        var names = type switch
        {
            ValueType.Tier => plan.Hierarchy.Tiers.Select(t => t.Name).ToArray(),
            ValueType.Agent => [.. plan.Hierarchy.Agents.Select(a => a.Name)],
            ValueType.Tenant => [.. plan.Hierarchy.Tenants.Select(t => t.Name)],
            ValueType.Kind => Kinds,
            _ => null,
        };
        if (names is null) return Number(thing, text, whole);
        if (text == "none" && type != ValueType.Kind) return -1;
        var index = Array.IndexOf(names, text);
        return index >= 0 ? index : throw CommandException.Misuse(
            $"`{whole}`: there is no {type.ToString().ToLowerInvariant()} `{text}`", Suggestions.DidYouMean(text, names) ?? $"there is {string.Join(", ", names.Select(n => $"`{n}`"))}");
    }

    private static long Number(Thing thing, string text, string whole)
    {
        var constant = ConstantText.Parse(text, thing.Type);
        if (constant.Value is not { } value) throw CommandException.Misuse($"`{whole}`: {constant.Message}", constant.Help);
        if (thing.Type == ValueType.Ratio && value > 1_000_000_000 && text.All(char.IsAsciiDigit))
            throw CommandException.Misuse($"`{whole}` is {ConstantText.Show(ValueType.Ratio, value)}", $"did you mean `{whole}%`?");
        if (value >= thing.Range.Min && value <= thing.Range.Max) return value;
        throw CommandException.Misuse($"`{whole}`: it is no value that there can be",
            $"it can be {ConstantText.Show(thing.Type, thing.Range.Min)} to {ConstantText.Show(thing.Type, thing.Range.Max)}");
    }
}

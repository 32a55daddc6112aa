using CdmPolicy.Cli.Running;
using CdmPolicy.Dsl.Checking;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>
/// The values of an axis as a user writes them: <c>10ms|20ms|40ms</c>, <c>1..16</c>, <c>1..64*2</c>, <c>10%..50%+10%</c>. A range of
/// counts goes in steps of one, any other doubles, unless it says how it goes on.
/// </summary>
internal static class AxisValues
{
    public const int MaxValues = 10_000;
    private const string Mark = "..";

    /// <param name="type">Null: names, which have no ranges.</param>
    /// <exception cref="CommandException">Something in it is no value and no range.</exception>
    public static IReadOnlyList<string> Parse(Assignment axis, ValueType? type)
    {
        var values = new List<string>();
        foreach (var item in axis.Value.Split('|').Select(item => item.Trim()))
        {
            if (item.Length == 0) throw CommandException.Misuse($"`{axis.Text}` has an empty value", "values stand between `|`: `hot=4|8`");
            if (type is null or ValueType.Bool || !item.Contains(Mark, StringComparison.Ordinal)) values.Add(item);
            else values.AddRange(Range(item, axis, type.Value));
        }

        return [.. values.Distinct()];
    }

    private static string Step(ValueType type) => type switch { ValueType.Ratio => "1%", ValueType.Time => "1ms", ValueType.Bytes => "4KiB", ValueType.Rate => "1GB/s", ValueType.Pace => "1k/s", _ => "1" };

    private static List<string> Range(string item, Assignment axis, ValueType type)
    {
        var at = item.IndexOf(Mark, StringComparison.Ordinal);
        var rest = item[(at + Mark.Length)..];
        var how = rest.IndexOfAny(['+', '*']);
        var (low, high) = (Of(item[..at]), Of(how < 0 ? rest : rest[..how]));
        if (low > high) throw CommandException.Misuse($"the range `{item}` runs backwards", "its lower end comes first");
        var (add, times) = how < 0 ? (type == ValueType.Count ? 1L : 0L, 2L)
            : rest[how] == '+' ? (Of(rest[(how + 1)..]), 1L)
            : (0L, Value.Parse(rest[(how + 1)..].Trim(), ValueType.Count, axis.Text));
        if (add == 0 && times > 1 && low == 0)
            throw CommandException.Misuse(
                $"the range `{item}` {(how < 0 ? "doubles" : "multiplies")} from 0, which stays 0",
                $"say in which steps it goes on, `{(how < 0 ? item : item[..(at + Mark.Length + how)])}+{Step(type)}`, or begin above 0");
        if (add == 0 && times < 2)
            throw CommandException.Misuse($"the range `{item}` does not get on from its lower end", "say in which steps: `0ms..40ms+10ms`, `1..64*2`");

        var values = new List<string>();
        for (Int128 value = low; value <= high; value = add > 0 ? value + add : value * times)
        {
            values.Add(ConstantText.Show(type, (long)value));
            if (values.Count > MaxValues) throw CommandException.Misuse($"the range `{item}` has more than {MaxValues:N0} values", "give it larger steps: `+1000`, `*2`");
        }

        return values;

        long Of(string text) => Value.Parse(text.Trim(), type, axis.Text);
    }
}

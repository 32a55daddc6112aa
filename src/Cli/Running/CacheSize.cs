using CdmPolicy.Dsl.Checking;

namespace CdmPolicy.Cli.Running;

/// <summary>A size of a cache as a user writes it: pages (<c>1000</c>), bytes (<c>64MiB</c>), a share of the pages touched (<c>1%</c>).</summary>
/// <param name="Unit">Count, bytes or ratio.</param>
/// <param name="Value">Above 0, in the unit that the language keeps the type in.</param>
internal readonly record struct CacheSize(ValueType Unit, long Value, string Text)
{
    public const string Forms = "pages (`1000`), bytes (`64MiB`), a share of the pages touched (`1%`), or a range of them (`1%..100%`)";

    /// <exception cref="CommandException">It is no size, or nothing at all.</exception>
    public static CacheSize Parse(string text)
    {
        var unit = text.EndsWith('%') ? ValueType.Ratio
            : text.Length > 0 && text.All(c => char.IsAsciiDigit(c) || c == '_') ? ValueType.Count
            : ValueType.Bytes;
        var constant = ConstantText.Parse(text, unit);
        return constant.Value switch
        {
            null => throw CommandException.Misuse($"`{text}` is no size", Help(constant)),
            0 => throw CommandException.Misuse($"`{text}` is less than one page"),
            var value => new(unit, value.Value, text),
        };
    }

    public static CacheSize Of(ValueType unit, long value) => new(unit, value, ConstantText.Show(unit, value));

    /// <summary>Whole pages, rounded down.</summary>
    public Int128 PagesOf(Trace trace) => Unit switch
    {
        ValueType.Ratio => (Int128)Value * trace.PageCount / 1_000_000_000,
        ValueType.Bytes => Value / trace.PageBytes,
        _ => Value,
    };

    private static string Help(ConstantText constant) =>
        constant.Help is { } help && help.StartsWith("did you mean", StringComparison.Ordinal) ? help : $"write {Forms}";
}

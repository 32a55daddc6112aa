using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>A single value written in the language's units outside any file: on a command line, in a settings file.</summary>
/// <param name="Value">In the unit the type is kept in; null when <paramref name="Message"/> says what is wrong.</param>
/// <param name="Help">The expected form, or null.</param>
public readonly record struct ConstantText(long? Value, string Message, string? Help)
{
    /// <summary>Reads one number with its unit, a fraction of two bare numbers, <c>true</c> or <c>false</c>.</summary>
    public static ConstantText Parse(string text, ValueType type)
    {
        if (type == ValueType.Bool) return ParseBool(text);
        if (!TypeNames.IsNumeric(type)) return Wrong(text, type);
        var length = 0;
        while (length < text.Length && text[length] is >= '0' and <= '9' or '_' or '.') length++;
        var suffix = text.Substring(length);
        if (length == 0 || Rational.Parse(text.Substring(0, length)) is not { } number) return Wrong(text, type);

        if (suffix.Length > 1 && suffix[0] == '/' && char.IsDigit(suffix[1]))
        {
            if (type != ValueType.Ratio || Rational.Parse(suffix.Substring(1)) is not { IsZero: false } divisor)
                return Wrong(text, type);
            return Exactly(text, number / divisor, type);
        }

        if (!Units.TryGet(suffix, out var unit))
        {
            return new(null, $"`{suffix}` is not a unit",
                Suggestions.DidYouMean(suffix, Units.Suffixes) ?? ExpectedForm(type));
        }

        var fits = unit.Type == type || unit.Type is null && (type is ValueType.Count or ValueType.Ratio || number.IsZero);
        return fits ? Exactly(text, number * Rational.Of(unit.Factor) / Rational.Of(unit.Divisor), type) : Wrong(text, type);
    }

    /// <summary>A value with the largest unit that says it exactly.</summary>
    public static string Show(ValueType type, long value) => TypeNames.Show(type, value);

    private static ConstantText ParseBool(string text) => text switch
    {
        "true" => new(1, "", null),
        "false" => new(0, "", null),
        _ => new(null, $"`{text}` is not a bool", "it is `true` or `false`"),
    };

    private static ConstantText Exactly(string text, Rational value, ValueType type)
    {
        if (type == ValueType.Ratio) value *= Rational.Of(Fold.Billion);
        if (!value.IsInteger) return new(null, $"`{text}` cannot be kept exactly as {TypeNames.WithArticle(type)}", null);
        return value.Numerator <= long.MaxValue
            ? new((long)value.Numerator, "", null)
            : new(null, $"`{text}` is more than the largest value of {TypeNames.WithArticle(type)}", null);
    }

    private static ConstantText Wrong(string text, ValueType type) =>
        new(null, $"`{text}` is not {TypeNames.WithArticle(type)}", ExpectedForm(type));

    private static string ExpectedForm(ValueType type) =>
        $"{TypeNames.WithArticle(type)} is written like `{TypeNames.Example(type)}`";
}

using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Sizes that are pages many times over: of huge pages, of blocks that are meant to stay whole.</summary>
internal static class Multiple
{
    /// <summary>A power of two above the page size; 0 without the property. After a diagnostic the smallest: what uses it is not to blame.</summary>
    public static long Of(FileContext file, PropertyReader reader, string property, long page, long largest, DiagnosticRule rule)
    {
        if (reader.Find(property) is null) return 0;
        if (reader.Value(property, ValueType.Bytes) is not { } bytes) return 2 * page;
        if (bytes > page && bytes <= largest && (bytes & (bytes - 1)) == 0) return bytes;
        var value = reader.Find(property)!.Values[0].Span;
        file.ReportWithHelp(rule, value,
            $"it is a power of two above the page size, `{TypeNames.Show(ValueType.Bytes, page)}`, up to `{TypeNames.Show(ValueType.Bytes, largest)}`",
            file.Source(value));
        return 2 * page;
    }
}

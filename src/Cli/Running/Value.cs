using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Cli.Running;

/// <summary>Values on the command line, in the units of the language.</summary>
internal static class Value
{
    /// <exception cref="CommandException">It is no value of the type.</exception>
    public static long Parse(string text, ValueType type, string option)
    {
        var constant = ConstantText.Parse(text, type);
        return constant.Value ?? throw CommandException.Misuse($"{constant.Message} (in `{option}`)", constant.Help);
    }
}

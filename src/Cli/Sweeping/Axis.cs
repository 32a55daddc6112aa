using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>One thing that a sweep varies, and all it is set to.</summary>
/// <param name="Option">The option of <c>cdmp run</c> that sets it: <c>--set</c>, <c>--capacity</c>, <c>--seed</c>.</param>
/// <param name="Name">A parameter, a statistic or a tier; empty for the seed.</param>
/// <param name="Values">As they are written, each once.</param>
internal sealed record Axis(string Option, string Name, IReadOnlyList<string> Values)
{
    public string Title => Name.Length > 0 ? Name : Option.TrimStart('-');

    /// <summary>As the options of <c>sweep</c> say it.</summary>
    public string Text => $"{Title}={string.Join('|', Values)}";

    public Assignment At(int value) => new(Option, Name, Values[value]);
}

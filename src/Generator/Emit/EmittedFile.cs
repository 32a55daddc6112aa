namespace CdmPolicy.Generator.Emit;

/// <summary>One generated file.</summary>
/// <param name="HintName">Made from the declaration's full name; ends in <c>.g.cs</c>.</param>
public sealed record EmittedFile(string HintName, string Text);

/// <param name="MapLines">Lead errors and stack traces back to the <c>.cdmp</c> file with <c>#line</c>.</param>
public sealed record EmitOptions(bool MapLines = true)
{
    public static EmitOptions Default { get; } = new();

    /// <summary>A policy tells the machine which rule it follows and what its condition saw.</summary>
    public bool Explains { get; init; }
}

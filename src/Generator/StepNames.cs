namespace CdmPolicy.Generator;

/// <summary>Names of the generator's steps, by which tests see what ran again.</summary>
public static class StepNames
{
    /// <summary>A file's path and text.</summary>
    public const string Texts = nameof(Texts);

    /// <summary>A file's tree.</summary>
    public const string Trees = nameof(Trees);

    /// <summary>All files together as checked plans.</summary>
    public const string Compilation = nameof(Compilation);

    /// <summary>One declaration as C#.</summary>
    public const string Emission = nameof(Emission);

    /// <summary>What is wrong, placed in the files.</summary>
    public const string Diagnostics = nameof(Diagnostics);
}

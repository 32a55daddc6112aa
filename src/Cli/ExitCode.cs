namespace CdmPolicy.Cli;

/// <summary>What the command tells the shell.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>The input was read and is wrong: diagnostics with errors, a broken trace.</summary>
    public const int Findings = 1;

    /// <summary>The command was asked for something it cannot do: an unknown verb, a missing file, a bad value.</summary>
    public const int Misuse = 2;
}

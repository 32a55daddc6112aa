namespace CdmPolicy.Traces;

/// <summary>What an agent may be called: a short word that every format can hold unquoted.</summary>
internal static class AgentName
{
    public const int MaxLength = 64;

    public const string Form = "an agent's name has at most 64 letters, digits and `_`, `-`, `.`, `:`";

    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxLength) return false;
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.' or ':')) return false;
        return true;
    }
}

namespace CdmPolicy.Dsl.Diagnostics;

/// <summary>00xx: characters and tokens.</summary>
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule NotText = Error(
        "CDMP0001", "The file is not text", "the file is not text: {0} stands in it");

    public static readonly DiagnosticRule UnexpectedCharacter = Error(
        "CDMP0002", "A character that the language does not use", "{0} is not part of the language");

    public static readonly DiagnosticRule UnterminatedString = Error(
        "CDMP0003", "A string that does not end", "the string does not end in its line");

    public static readonly DiagnosticRule UnterminatedComment = Error(
        "CDMP0004", "A comment that does not end", "the comment that begins here does not end");
}

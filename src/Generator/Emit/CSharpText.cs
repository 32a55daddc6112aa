using System.Globalization;
using System.Text;

namespace CdmPolicy.Generator.Emit;

/// <summary>Words of the author as pieces of C#: identifiers, literals, comments, documentation.</summary>
internal static class CSharpText
{
    private static readonly HashSet<string> Keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double "
         + "else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal "
         + "is lock long namespace new null object operator out override params private protected public readonly ref return "
         + "sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked "
         + "unsafe ushort using virtual void volatile while").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Words that a type may not be called, beside the keywords.</summary>
    private static readonly HashSet<string> TypeWords = new(
        "allows dynamic extension field file notnull nint nuint partial record required scoped unmanaged var where".Split(' '),
        StringComparer.Ordinal);

    public static string Identifier(string name) =>
        Keywords.Contains(name) || TypeWords.Contains(name) ? "@" + name : name;

    /// <summary>A dotted name, each part escaped.</summary>
    public static string Namespace(string name) => string.Join(".", name.Split('.').Select(Identifier));

    /// <summary><c>promote_at</c> → <c>PromoteAt</c>.</summary>
    public static string Pascal(string name)
    {
        var result = new StringBuilder(name.Length);
        var upper = true;
        foreach (var c in name)
        {
            if (c == '_')
            {
                upper = true;
                continue;
            }

            result.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        return result.Length == 0 || char.IsDigit(result[0]) ? "_" + result : result.ToString();
    }

    /// <summary><c>promote_at</c> → <c>_promoteAt</c>, the name of a private field.</summary>
    public static string Private(string name)
    {
        var pascal = Pascal(name).TrimStart('_');
        return pascal.Length == 0 ? "_" : "_" + char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
    }

    public static string Number(long value) => value switch
    {
        long.MaxValue => "long.MaxValue",
        > int.MaxValue or < int.MinValue => value.ToString(CultureInfo.InvariantCulture) + "L",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    public static string Bool(bool value) => value ? "true" : "false";

    public static string Literal(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\') result.Append('\\').Append(c);
            else if (char.IsControl(c) || char.IsSurrogate(c) || IsLineBreak(c)) result.Append($"\\u{(int)c:X4}");
            else result.Append(c);
        }

        return result.Append('"').ToString();
    }

    /// <summary>Without line breaks, of which C# knows more than the language, so that it can stand in a comment.</summary>
    public static string OneLine(string text) => new([.. text.Select(c => IsLineBreak(c) ? ' ' : c)]);

    /// <summary>The author's documentation as a summary; nothing if there is none.</summary>
    public static IEnumerable<string> Summary(string doc)
    {
        if (string.IsNullOrWhiteSpace(doc)) yield break;
        var lines = doc.Trim().Split('\n').Select(line => Xml(OneLine(line.Trim()))).ToArray();
        if (lines.Length == 1)
        {
            yield return $"/// <summary>{lines[0]}</summary>";
            yield break;
        }

        yield return "/// <summary>";
        foreach (var line in lines) yield return ("/// " + line).TrimEnd();
        yield return "/// </summary>";
    }

    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static bool IsLineBreak(char c) => c is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029';
}

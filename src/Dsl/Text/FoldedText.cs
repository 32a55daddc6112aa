using System.Text;

namespace CdmPolicy.Dsl.Text;

/// <summary>A piece of a file on one line.</summary>
public static class FoldedText
{
    /// <summary>Comments are dropped, and white space between two words becomes one space.</summary>
    public static string Of(string content, TextSpan span)
    {
        var result = new StringBuilder(span.Length);
        var pending = false;
        for (var i = span.Start; i < span.End; i++)
        {
            var next = i + 1 < span.End ? content[i + 1] : '\0';
            if (content[i] == '/' && next == '/')
            {
                while (i + 1 < span.End && content[i + 1] != '\n') i++;
                pending = true;
            }
            else if (content[i] == '/' && next == '*')
            {
                var end = content.IndexOf("*/", i + 2, span.End - i - 2, StringComparison.Ordinal);
                i = end < 0 ? span.End : end + 1;
                pending = true;
            }
            else if (char.IsWhiteSpace(content[i]) || char.IsControl(content[i]))
            {
                pending = true;
            }
            else
            {
                if (pending && result.Length > 0) result.Append(' ');
                pending = false;
                result.Append(content[i]);
            }
        }

        return result.ToString();
    }
}

using System.Buffers;
using System.Text.Unicode;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Loading;

/// <summary>Bytes as text. A byte that is no text would be lost where the file is written again, and is no part of what its author meant.</summary>
internal static class Utf8Text
{
    /// <param name="name">What the text is called in messages.</param>
    /// <exception cref="FindingsException">The bytes are not UTF-8; the place is that of the first which is not.</exception>
    public static SourceText Decode(string name, byte[] bytes)
    {
        var chars = new char[bytes.Length];
        var status = Utf8.ToUtf16(bytes, chars, out var read, out var written, replaceInvalidSequences: false);
        var text = new SourceText(name, new(chars, 0, written));
        if (status == OperationStatus.Done) return text;
        var place = text.GetPosition(written);
        throw new FindingsException([
            new(name, place.Line, place.Column, place.Line, place.Column + 1, DiagnosticRules.NotText.Id, DiagnosticRules.NotText.Severity,
                $"the file is not UTF-8 text: the byte 0x{bytes[read]:X2} stands in it", "save it as UTF-8", SourceLine: ""),
        ]);
    }
}

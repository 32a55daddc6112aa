using System.Text;

namespace CdmPolicy.Traces;

/// <summary>Bytes of a block as they are collected: LEB128 numbers, seven bits a byte from the lowest.</summary>
internal sealed class VarintWriter
{
    private byte[] _bytes = new byte[1 << 12];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Number(ulong value)
    {
        var target = Space(10);
        var at = 0;
        for (; value > 0x7F; value >>= 7) target[at++] = (byte)(value | 0x80);
        target[at++] = (byte)value;
        _length += at;
    }

    /// <summary>A difference: small ones of either sign stay short.</summary>
    public void Signed(long value) => Number((ulong)(value << 1 ^ value >> 63));

    public void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Number((ulong)bytes.Length);
        Raw(bytes);
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Space(bytes.Length));
        _length += bytes.Length;
    }

    private Span<byte> Space(int count)
    {
        if (_bytes.Length - _length < count) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        return _bytes.AsSpan(_length);
    }
}

using System.Runtime.CompilerServices;
using System.Text;

namespace CdmPolicy.Traces;

/// <summary>
/// Reads what <see cref="VarintWriter"/> wrote. It never fails in the middle: after a number that is cut or too long,
/// <see cref="Failed"/> stays set and every answer is zero, so that a caller checks once, at the end.
/// </summary>
internal ref struct VarintReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public bool Failed { get; private set; }

    /// <summary>Whether all was read, and well.</summary>
    public readonly bool Complete => !Failed && _rest.IsEmpty;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Number()
    {
        // Most numbers are small: differences between neighbours.
        if (_rest.IsEmpty || _rest[0] >= 0x80) return LongNumber();
        ulong value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    private ulong LongNumber()
    {
        var value = 0UL;
        for (var i = 0; i < _rest.Length && i < 10; i++)
        {
            var b = _rest[i];
            if (i == 9 && b > 1) break;
            value |= (ulong)(b & 0x7F) << 7 * i;
            if (b >= 0x80) continue;
            _rest = _rest[(i + 1)..];
            return value;
        }
        return Fail();
    }

    /// <summary>A number that may not be above a limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long NumberUpTo(long limit)
    {
        var value = Number();
        return value <= (ulong)limit ? (long)value : (long)Fail();
    }

    public long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string Text(int limit)
    {
        var length = (int)NumberUpTo(limit);
        return Encoding.UTF8.GetString(Raw(length));
    }

    public ReadOnlySpan<byte> Raw(int count)
    {
        if (count > _rest.Length)
        {
            Fail();
            return default;
        }
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private ulong Fail()
    {
        Failed = true;
        _rest = default;
        return 0;
    }
}

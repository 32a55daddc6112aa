using System.Numerics;

namespace CdmPolicy.Traces;

/// <summary>
/// Keeps the pages of several processes apart: the same address means another page in each. The number of the process, in the
/// order of appearance from 0, stands in the bits that no page number reaches; the upper half of the addresses is the
/// kernel's, which all processes share.
/// </summary>
internal sealed class AddressSpaces(int pageBytes)
{
    private readonly int _shift = BitOperations.Log2((uint)pageBytes);
    private readonly Dictionary<ulong, ulong> _numbers = [];

    /// <summary>The most processes, from 64 with the smallest pages to many more.</summary>
    public int Limit => 1 << Math.Min(_shift, 16);

    public int Count => _numbers.Count;

    /// <summary>The page of an address in the space of a process; false when there are too many processes.</summary>
    public bool TryPageOf(ulong process, ulong address, out ulong page)
    {
        page = address >> _shift;
        if (address >> 63 != 0) return true;
        if (!_numbers.TryGetValue(process, out var number))
        {
            if (_numbers.Count == Limit) return false;
            _numbers.Add(process, number = (ulong)_numbers.Count);
        }

        page |= number << (64 - _shift);
        return true;
    }
}

using System.Runtime.CompilerServices;

namespace CdmPolicy.Policies;

/// <summary>
/// An exponentially weighted moving average: each value added moves it by a fixed part of the distance to that value. It is
/// kept in parts per 10^9 of its unit, so that small numbers get there too; every step is truncated towards where it was.
/// </summary>
public struct Average
{
    private const ulong One = 1_000_000_000;

    private readonly ulong _weight;

    /// <summary>For a weight of 1/2^n the n, with which the step is a shift; else -1.</summary>
    private readonly int _shift;

    private UInt128 _scaled;
    private bool _started;

    /// <summary>Begins with the first value that is added, and is 0 before.</summary>
    /// <param name="weight">The part of a new value, parts per 10^9, more than 0 and at most 10^9.</param>
    public Average(long weight)
    {
        _weight = (ulong)weight;
        var inverse = One / _weight;
        _shift = inverse * _weight == One && ulong.IsPow2(inverse) ? (int)ulong.Log2(inverse) : -1;
    }

    /// <summary>Begins at a value.</summary>
    public Average(long weight, long initial)
        : this(weight)
    {
        _scaled = (UInt128)(ulong)initial * One;
        _started = true;
    }

    /// <summary>The average, truncated.</summary>
    public readonly long Value => (long)(_scaled / One);

    public void Add(long value)
    {
        var target = (UInt128)(ulong)value * One;
        if (!_started)
        {
            _scaled = target;
            _started = true;
        }
        else if (target >= _scaled)
        {
            _scaled += Step(target - _scaled);
        }
        else
        {
            _scaled -= Step(_scaled - target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly UInt128 Step(UInt128 distance) => _shift >= 0 ? distance >> _shift : distance * _weight / One;
}

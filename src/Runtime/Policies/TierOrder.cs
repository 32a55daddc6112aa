namespace CdmPolicy.Policies;

/// <summary>Up to 15 tiers in order, four bits each; the empty order is the default value.</summary>
public readonly struct TierOrder : IEquatable<TierOrder>
{
    /// <summary>The most tiers a hierarchy can have.</summary>
    public const int MaxTiers = 15;

    private readonly ulong _digits;

    private TierOrder(ulong digits) => _digits = digits;

    public bool IsEmpty => _digits == 0;

    /// <summary>The first tier; the order must not be empty.</summary>
    public int First => (int)(_digits & 15) - 1;

    /// <summary>The tier at a place from 0; the order must be longer.</summary>
    public int this[int place] => (int)(_digits >> (place * 4) & 15) - 1;

    /// <summary>The order without its first tier.</summary>
    public TierOrder Rest => new(_digits >> 4);

    public static TierOrder Of(int a) => new(Digit(a));

    public static TierOrder Of(int a, int b) => new(Digit(a) | Digit(b) << 4);

    public static TierOrder Of(int a, int b, int c) => new(Digit(a) | Digit(b) << 4 | Digit(c) << 8);

    public static TierOrder Of(params ReadOnlySpan<int> tiers)
    {
        ulong digits = 0;
        for (var i = tiers.Length - 1; i >= 0; i--) digits = digits << 4 | Digit(tiers[i]);
        return new TierOrder(digits);
    }

    /// <summary>The part before a tier; all of it where the tier is not in it.</summary>
    public TierOrder Before(int tier)
    {
        for (var bits = 0; bits < 64 && (_digits >> bits & 15) != 0; bits += 4)
            if ((_digits >> bits & 15) == Digit(tier)) return new TierOrder(_digits & ((1UL << bits) - 1));
        return this;
    }

    private static ulong Digit(int tier) => (uint)(tier + 1);

    public bool Equals(TierOrder other) => _digits == other._digits;

    public override bool Equals(object? obj) => obj is TierOrder other && Equals(other);

    public override int GetHashCode() => _digits.GetHashCode();
}

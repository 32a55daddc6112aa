using System.Numerics;
using CdmPolicy.Policies;
using CsCheck;

namespace CdmPolicy.Tests.Machine;

public class DecayTests
{
    [Fact]
    public void Halving_by_shift_is_halving_once_per_epoch() =>
        Gen.Select(Gen.UInt, Gen.UInt[0, 40]).Sample((value, epochs) =>
        {
            var expected = value;
            for (var i = 0; i < epochs; i++) expected /= 2;
            return Decay.Halve(value, epochs) == expected;
        });

    [Fact]
    public void Scaling_never_grows_and_ends_at_zero() =>
        Gen.Select(Gen.UInt, Gen.UInt[0, 1000], Gen.Long[0, 999_999_999]).Sample((value, epochs, factor) =>
            Decay.Scale(value, epochs + 1, factor) <= Decay.Scale(value, epochs, factor)
            && Decay.Scale(value, uint.MaxValue, factor) <= 1);

    [Theory]
    [InlineData(1000, 1, 951_300_000, 951)]
    [InlineData(1000, 60, 951_300_000, 50)]
    [InlineData(255, 1, 1_000_000_000, 255)]
    [InlineData(uint.MaxValue, 1, 500_000_000, uint.MaxValue / 2)]
    public void Scaling_is_the_power_of_the_factor(uint value, uint epochs, long factor, uint expected) =>
        Assert.Equal(expected, Decay.Scale(value, epochs, factor));
}

public class SaturatingTests
{
    private static readonly Gen<long> Value = Gen.OneOf(Gen.Long[0, long.MaxValue], Gen.Long[0, 1000]);

    [Fact]
    public void Agrees_with_unbounded_integers() =>
        Gen.Select(Value, Value, Gen.Bool.Select(unit => unit ? 1L : 1_000_000_000L)).Sample((left, right, scale) =>
            Saturating.Add(left, right) == Clamp((BigInteger)left + right)
            && Saturating.Subtract(left, right) == Clamp((BigInteger)left - right)
            && Saturating.Product(left, right, scale) == Clamp((BigInteger)left * right / scale)
            && Saturating.Quotient(left, right, scale)
                == (right == 0 ? long.MaxValue : Clamp((BigInteger)left * scale / right)));

    private static long Clamp(BigInteger value) => (long)BigInteger.Max(0, BigInteger.Min(long.MaxValue, value));
}

using System.Numerics;
using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using ValueType = CdmPolicy.Dsl.Plan.ValueType;
using CsCheck;

namespace CdmPolicy.Tests.Checking;

public class UnitTests
{
    [Theory]
    [InlineData("bytes", "1GiB + 1MiB * 2", 1_075_838_976)]
    [InlineData("bytes", "20MB/s * 100ms", 2_000_000)]
    [InlineData("bytes", "10% * 1KiB * 5", 512)]
    [InlineData("rate", "1GiB / 2s", 536_870_912)]
    [InlineData("time", "1min + 1h", 3_660_000_000_000)]
    [InlineData("time", "1MB / 1GB/s", 1_000_000)]
    [InlineData("pace", "500k/s * 3", 1_500_000)]
    [InlineData("ratio", "1/32", 31_250_000)]
    [InlineData("ratio", "2.5", 2_500_000_000)]
    [InlineData("ratio", "0.5%", 5_000_000)]
    [InlineData("ratio", "1GiB / 1TiB * 1000", 976_562_500)]
    [InlineData("count", "7 / 2 * 2", 7)]
    [InlineData("count", "2M/s * 3s", 6_000_000)]
    [InlineData("count", "1_000", 1_000)]
    public void Literals_are_exact_until_a_type_is_required(string type, string value, long kept)
    {
        var compilation = Samples.Compile(Samples.Edit("param  hot : count = 4 in 1..60;",
            $"param hot : count = 4 in 1..60; param x : {type} = {value};"));
        Assert.Equal(kept, compilation.Policies.Single().Parameters[1].Default);
    }

    /// <summary>Folding an operation on constants is doing it, in BigInteger, and then clamping.</summary>
    [Fact]
    public void Folding_saturates_like_the_language() =>
        Gen.Select(Number, Number, Gen.Int[0, 3]).Sample((a, b, op) =>
        {
            var (x, y) = (Count(a), Count(b));
            BigInteger expected = op switch
            {
                0 => (BigInteger)a + b,
                1 => BigInteger.Max(0, (BigInteger)a - b),
                2 => (BigInteger)a * b / Fold.Billion,
                _ => b == 0 ? long.MaxValue : (BigInteger)a * Fold.Billion / b,
            };
            var folded = op switch
            {
                0 => Fold.Add(x, y),
                1 => Fold.Subtract(x, y),
                2 => Fold.Product(ValueType.Count, x, y, Fold.Billion),
                _ => Fold.Quotient(ValueType.Count, x, y, Fold.Billion),
            };
            return ((ConstantExpr)folded).Value == BigInteger.Min(expected, long.MaxValue);
        });

    /// <summary>The range of an operation holds the value for any operands within their ranges.</summary>
    [Fact]
    public void Ranges_are_sound() =>
        Gen.Select(Span, Span, Gen.Int[0, 7]).Sample((a, b, op) =>
        {
            var range = Apply(op, Field(a.Low, a.High), Field(b.Low, b.High)).Range;
            var value = Apply(op, Count(a.Inside), Count(b.Inside)).Range;
            return value.IsConstant && range.Min <= value.Min && value.Max <= range.Max;
        });

    /// <summary>As generated code has it: <c>max(low, min(x, high))</c>.</summary>
    [Theory]
    [InlineData(5, 1, 9, 5)]
    [InlineData(5, 6, 2, 6)]
    [InlineData(1, 6, 2, 6)]
    [InlineData(9, 6, 2, 6)]
    public void Where_the_bounds_of_clamp_cross_the_low_one_wins(long x, long low, long high, long expected) =>
        Assert.Equal(expected, ((ConstantExpr)Fold.Clamp(Count(x), Count(low), Count(high))).Value);

    private static Expr Apply(int op, Expr x, Expr y) => op switch
    {
        0 => Fold.Add(x, y),
        1 => Fold.Subtract(x, y),
        2 => Fold.Product(ValueType.Count, x, y, 1),
        3 => Fold.Quotient(ValueType.Count, x, y, 1),
        4 => Fold.Min(x, y),
        5 => Fold.Clamp(x, y, Fold.Add(y, y)),
        6 => Fold.Clamp(x, Fold.Add(y, y), y),
        _ => Fold.Log2(x),
    };

    private static readonly Gen<long> Number =
        Gen.OneOf(Gen.Long[0, 10], Gen.Long[0, long.MaxValue], Gen.Const(long.MaxValue), Gen.Long[0, 4 * Fold.Billion]);

    private static readonly Gen<(long Low, long Inside, long High)> Span = Gen.Select(Number, Number, Number, (a, b, c) =>
    {
        long[] sorted = [a, b, c];
        Array.Sort(sorted);
        return (sorted[0], sorted[1], sorted[2]);
    });

    private static ConstantExpr Count(long value) => new(ValueType.Count, value);

    private static Expr Field(long low, long high) => new FieldExpr(ValueType.Count, new ValueRange(low, high), 0);
}

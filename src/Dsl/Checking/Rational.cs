using System.Numerics;

namespace CdmPolicy.Dsl.Checking;

/// <summary>An exact fraction in lowest terms; literal-only expressions are computed in it.</summary>
internal readonly record struct Rational
{
    private readonly BigInteger _denominatorLessOne;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0) divisor = -divisor;
        Numerator = numerator / divisor;
        _denominatorLessOne = denominator / divisor - 1;
    }

    public BigInteger Numerator { get; }

    // Stored less one so that the default value is 0/1, a number.
    public BigInteger Denominator => _denominatorLessOne + 1;

    public bool IsInteger => _denominatorLessOne.IsZero;

    public bool IsZero => Numerator.IsZero;

    public int Sign => Numerator.Sign;

    public static Rational Of(BigInteger value) => new(value, 1);

    public static Rational operator +(Rational a, Rational b) =>
        new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) =>
        new(a.Numerator * b.Denominator - b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Rational operator *(Rational a, Rational b) =>
        new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) =>
        new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public int CompareTo(Rational other) =>
        (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>More digits than any value needs; reading them takes the square of their number.</summary>
    public const int MaxDigits = 100;

    /// <summary>Digits, separators and at most one point, as the lexer passes them: <c>1_000</c>, <c>2.5</c>; null for more than <see cref="MaxDigits"/>.</summary>
    public static Rational? Parse(string digits)
    {
        if (digits.Length > MaxDigits && digits.Count(c => c is not ('_' or '.')) > MaxDigits) return null;
        var numerator = BigInteger.Zero;
        var denominator = BigInteger.One;
        var afterPoint = false;
        foreach (var c in digits)
        {
            if (c == '_') continue;
            if (c == '.' && !afterPoint)
            {
                afterPoint = true;
                continue;
            }

            if (c is < '0' or > '9') return null;
            numerator = numerator * 10 + (c - '0');
            if (afterPoint) denominator *= 10;
        }

        return new Rational(numerator, denominator);
    }
}
